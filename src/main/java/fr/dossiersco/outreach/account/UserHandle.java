package fr.dossiersco.outreach.account;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What a device keeps of an account beside a passkey: its id, which says nothing of its
 * owner.
 */
public final class UserHandle {

	private UserHandle() {
	}

	/** As a device keeps it. */
	public static byte[] of(UUID account) {
		return ByteBuffer.allocate(16)
			.putLong(account.getMostSignificantBits())
			.putLong(account.getLeastSignificantBits())
			.array();
	}

	/** Whose it is. */
	public static UUID account(byte[] handle) {
		ByteBuffer bytes = ByteBuffer.wrap(handle);
		return new UUID(bytes.getLong(), bytes.getLong());
	}

}
