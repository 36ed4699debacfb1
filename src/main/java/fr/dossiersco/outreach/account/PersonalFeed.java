package fr.dossiersco.outreach.account;

/**
 * A kind of feed that a person may open for themselves, and that programs read by its
 * secret address alone.
 *
 * @param kind what it is filed under; an address of one kind opens no other
 * @param page where it is opened, shown and revoked
 * @param before what its address begins with
 * @param after what its address ends with
 */
public record PersonalFeed(String kind, String page, String before, String after) {
}
