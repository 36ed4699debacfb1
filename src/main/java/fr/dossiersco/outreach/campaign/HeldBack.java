package fr.dossiersco.outreach.campaign;

/**
 * Why a campaign leaves someone of its list alone, the message {@code campaign.held.…}.
 * Whoever has several reasons has the first of them. {@link Segments} says what each one
 * means.
 */
enum HeldBack {

	OPPOSITION, FERME, PARTI, SANS_ADRESSE, SANS_NUMERO, AUTRE_CAMPAGNE, RECENT, PRESSION

}
