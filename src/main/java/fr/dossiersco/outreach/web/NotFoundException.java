package fr.dossiersco.outreach.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * What an address names does not exist, or not for the person acting: nothing tells the
 * two apart.
 */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class NotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param what the kind of thing and its key, for the log: never a name
	 */
	public NotFoundException(String what) {
		super(what);
	}

}
