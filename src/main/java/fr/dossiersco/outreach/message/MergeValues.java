package fr.dossiersco.outreach.message;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import fr.dossiersco.outreach.account.CurrentAccount;
import fr.dossiersco.outreach.message.LocalFigures.Figures;
import fr.dossiersco.outreach.territory.Academie;
import fr.dossiersco.outreach.territory.Departement;
import fr.dossiersco.outreach.territory.Territory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What each field says to a recipient, or why it has nothing to say and where that can be
 * filled in.
 */
@Component
class MergeValues {

	private final LocalFigures figures;

	private final Territory territory;

	private final MessageSource messages;

	MergeValues(LocalFigures figures, Territory territory, MessageSource messages) {
		this.figures = figures;
		this.territory = territory;
		this.messages = messages;
	}

	/**
	 * @param recipient null for nobody in particular
	 * @param asked the fields that are of use
	 * @param link the sender's own for that message, null where it is not asked for
	 */
	Values of(@Nullable Recipient recipient, CurrentAccount me, Set<MergeField> asked, @Nullable String link) {
		Gathering values = sender(me, link);
		for (MergeField field : asked) {
			if (field.group() != MergeField.Group.EXPEDITEUR && recipient == null) {
				values.lack(field, "message.gap.nobody", null);
			}
		}
		if (recipient != null) {
			person(recipient, values);
			place(recipient, me, values);
			if (asked.stream().anyMatch((field) -> field.group() == MergeField.Group.CHIFFRES)) {
				figures(recipient, values);
			}
		}
		return values.done();
	}

	/**
	 * For nobody in particular, somewhere.
	 * @param departement null for nowhere
	 */
	Values at(@Nullable Departement departement, Figures known, CurrentAccount me, @Nullable String link) {
		Gathering values = sender(me, link);
		for (MergeField field : MergeField.values()) {
			if (field.group() == MergeField.Group.CHIFFRES) {
				values.lack(field, "message.gap.nowhere", null);
			}
			else if (field.group() != MergeField.Group.EXPEDITEUR) {
				values.lack(field, "message.gap.nobody", null);
			}
		}
		if (departement != null) {
			Academie academie = this.territory.academie(departement.academie());
			values.put(MergeField.DEPARTEMENT, departement.name());
			values.put(MergeField.ACADEMIE, (academie != null) ? academie.name() : null, "message.gap.unseen", null);
			figures(known, values);
		}
		return values.done();
	}

	private static Gathering sender(CurrentAccount me, @Nullable String link) {
		Gathering values = new Gathering();
		values.put(MergeField.EXPEDITEUR, me.name());
		values.put(MergeField.EXPEDITEUR_COURRIEL, me.email());
		values.put(MergeField.LIEN_SUIVI, link, "message.gap.unseen", null);
		return values;
	}

	private static void person(Recipient recipient, Gathering values) {
		if (!recipient.isPerson()) {
			MergeField.of(MergeField.Group.PERSONNE)
				.forEach((field) -> values.lack(field, "message.gap.noPerson", null));
			return;
		}
		String form = recipient.page() + "/modifier";
		values.put(MergeField.NOM, recipient.familyName(), "message.gap.person", form);
		values.put(MergeField.NOM_COMPLET, recipient.name(), "message.gap.person", form);
		values.put(MergeField.PRENOM, recipient.givenName(), "message.gap.person", form);
		String post = recipient.page() + "/postes/" + recipient.post() + "/modifier";
		if (MessageText.oldWord(recipient.title()).isPresent()) {
			values.lack(MergeField.FONCTION, "message.gap.oldWord", post);
		}
		else {
			values.put(MergeField.FONCTION, recipient.title(), "message.gap.title", post);
		}
	}

	private void place(Recipient recipient, CurrentAccount me, Gathering values) {
		values.put(MergeField.ETABLISSEMENT, recipient.place());
		Academie academie = (recipient.academie() != null) ? this.territory.academie(recipient.academie()) : null;
		values.put(MergeField.ACADEMIE, (academie != null) ? academie.name() : null, "message.gap.national", null);
		if (recipient.uai() == null) {
			values.lack(MergeField.VILLE, "message.gap.noSchool", null);
			values.lack(MergeField.DEPARTEMENT, "message.gap.noSchool", null);
			return;
		}
		// Only the team corrects the directory.
		String form = "/etablissements/" + recipient.uai() + (me.isTeam() ? "/correction" : "");
		values.put(MergeField.VILLE, recipient.town(), "message.gap.school", form);
		Departement departement = (recipient.departement() != null)
				? this.territory.departement(recipient.departement()) : null;
		values.put(MergeField.DEPARTEMENT, (departement != null) ? departement.name() : null, "message.gap.school",
				form);
	}

	private void figures(Recipient recipient, Gathering values) {
		figures(Optional.ofNullable(recipient.academie())
			.flatMap((academie) -> this.figures.of(academie, Objects.requireNonNullElse(recipient.departement(), "")))
			.orElse(Figures.NONE), values);
	}

	private void figures(Figures known, Gathering values) {
		figure(MergeField.INSCRITS_DEPARTEMENT, known.departementSignedUp(), known.departement(), values);
		figure(MergeField.UTILISATEURS_DEPARTEMENT, known.departementWon(), known.departement(), values);
		figure(MergeField.INSCRITS_ACADEMIE, known.academieSignedUp(), known.academie(), values);
		figure(MergeField.UTILISATEURS_ACADEMIE, known.academieWon(), known.academie(), values);
	}

	/** « 0 collège sur 48 » would speak against us: such a figure has nothing to say. */
	private void figure(MergeField field, long part, long all, Gathering values) {
		if (part > 0) {
			values.put(field,
					this.messages.getMessage("message.figure." + field, new Object[] { part, all }, Locale.FRENCH));
		}
		else {
			values.lack(field, "message.gap.figure", null);
		}
	}

	/**
	 * What fields say.
	 *
	 * @param known the values
	 * @param gaps why the others have none
	 */
	record Values(Map<MergeField, String> known, Map<MergeField, Gap> gaps) {
	}

	/**
	 * Why a field says nothing.
	 *
	 * @param reason a message key
	 * @param form where that can be filled in, null where nowhere
	 */
	record Gap(String reason, @Nullable String form) {
	}

	private static final class Gathering {

		private final Map<MergeField, String> known = new EnumMap<>(MergeField.class);

		private final Map<MergeField, Gap> gaps = new EnumMap<>(MergeField.class);

		void put(MergeField field, String value) {
			put(field, value, "message.gap.unseen", null);
		}

		void put(MergeField field, @Nullable String value, String reason, @Nullable String form) {
			if (value != null) {
				this.known.put(field, value);
			}
			lack(field, reason, form);
		}

		void lack(MergeField field, String reason, @Nullable String form) {
			this.gaps.put(field, new Gap(reason, form));
		}

		Values done() {
			return new Values(Collections.unmodifiableMap(this.known), Collections.unmodifiableMap(this.gaps));
		}

	}

}
