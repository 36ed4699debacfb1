-- Two answers promised more than the field knows: the return to SIECLE did go wrong in some collèges, and the access of
-- separated parents still had to be strengthened.
update objection set answer =
		'C’est l’étape la plus délicate, et nous le disons : des collèges ont dû corriger leur base. Une procédure écran par écran existe, et la première fois nous la suivons avec vous.',
	version = version + 1
where id = 'b0000000-0000-4000-8000-000000000004';

update objection set answer =
		'Le médical reste sur papier, et chaque établissement choisit les pièces qu’il demande. Pour les parents séparés, nous renforçons encore les accès : dites-moi ce qu’il vous faut, je le note sans rien vous promettre.',
	version = version + 1
where id = 'b0000000-0000-4000-8000-000000000009';
