-- Whatever counts the schools that still stand leaves these few out.
create index establishment_closed on establishment (uai) where state = 'FERME';
