package fr.dossiersco.outreach.establishment;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What one line of a data set says of one site of a school, cleaned. A null is a value
 * that the line does not give.
 *
 * @param line where the line starts in the file, the header being line 1
 * @param phone in the international form, such as +33561624659
 * @param damaged the columns whose value was there but could not be read: what was known
 * before stays
 */
record DirectoryRow(long line, Uai uai, String name, EstablishmentKind kind, @Nullable String natureCode,
		@Nullable String natureLabel, @Nullable Sector sector, @Nullable String contract, @Nullable String address,
		@Nullable String addressExtra, @Nullable String postcode, @Nullable String town, @Nullable String townCode,
		String departement, String academie, @Nullable String phone, @Nullable String email, @Nullable String web,
		@Nullable Double latitude, @Nullable Double longitude, @Nullable String priorityEducation,
		@Nullable Integer pupils, @Nullable String siret, @Nullable String ministry, @Nullable LocalDate openedOn,
		EstablishmentState state, Set<String> damaged) {

	/**
	 * The values that there are, by the name of their column in {@code establishment}.
	 */
	Map<String, Object> payload() {
		Map<String, Object> payload = new LinkedHashMap<>();
		payload.put("name", this.name);
		payload.put("kind", this.kind.name());
		put(payload, "nature_code", this.natureCode);
		put(payload, "nature_label", this.natureLabel);
		put(payload, "sector", (this.sector != null) ? this.sector.name() : null);
		put(payload, "contract", this.contract);
		put(payload, "address", this.address);
		put(payload, "address_extra", this.addressExtra);
		put(payload, "postcode", this.postcode);
		put(payload, "town", this.town);
		put(payload, "town_code", this.townCode);
		payload.put("departement", this.departement);
		payload.put("academie", this.academie);
		put(payload, "phone", this.phone);
		put(payload, "email", this.email);
		put(payload, "web", this.web);
		put(payload, "latitude", this.latitude);
		put(payload, "longitude", this.longitude);
		put(payload, "priority_education", this.priorityEducation);
		put(payload, "pupils", this.pupils);
		put(payload, "siret", this.siret);
		put(payload, "ministry", this.ministry);
		put(payload, "opened_on", (this.openedOn != null) ? this.openedOn.toString() : null);
		payload.put("state", this.state.name());
		return payload;
	}

	private static void put(Map<String, Object> payload, String key, @Nullable Object value) {
		if (value != null) {
			payload.put(key, value);
		}
	}

}
