// Passkeys: adds one under « Mon compte », signs in with one. Where a browser has none, nothing of this shows.

const encode = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
	.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const decode = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const ceremonies = { register, "sign-in": signIn };

if ("PublicKeyCredential" in window) {
	for (const part of document.querySelectorAll("[data-passkey]")) {
		part.hidden = false;
		part.querySelector("button").addEventListener("click", () => hold(part));
	}
}

async function hold(part) {
	const failed = part.querySelector("[data-passkey-failed]");
	failed.hidden = true;
	try {
		await ceremonies[part.dataset.passkey](part);
	}
	catch {
		// Given up, refused or wrong: the browser does not tell which, and none needs another answer.
		failed.hidden = false;
	}
}

async function register(part) {
	const options = await (await post("/webauthn/register/options")).json();
	const made = await navigator.credentials.create({
		publicKey: {
			...options,
			challenge: decode(options.challenge),
			user: { ...options.user, id: decode(options.user.id) },
			excludeCredentials: described(options.excludeCredentials),
		},
	});
	await post("/webauthn/register", {
		publicKey: {
			label: part.querySelector("input").value.trim() || part.querySelector("input").defaultValue,
			credential: {
				id: made.id,
				rawId: encode(made.rawId),
				type: made.type,
				response: {
					attestationObject: encode(made.response.attestationObject),
					clientDataJSON: encode(made.response.clientDataJSON),
					transports: made.response.getTransports?.() ?? [],
				},
				clientExtensionResults: made.getClientExtensionResults(),
				authenticatorAttachment: made.authenticatorAttachment,
			},
		},
	});
	location.reload();
}

async function signIn() {
	const options = await (await post("/webauthn/authenticate/options")).json();
	const shown = await navigator.credentials.get({
		publicKey: { ...options, challenge: decode(options.challenge), allowCredentials: described(options.allowCredentials) },
	});
	const answer = await post("/login/webauthn", {
		id: shown.id,
		rawId: encode(shown.rawId),
		credType: shown.type,
		response: {
			authenticatorData: encode(shown.response.authenticatorData),
			clientDataJSON: encode(shown.response.clientDataJSON),
			signature: encode(shown.response.signature),
			userHandle: shown.response.userHandle ? encode(shown.response.userHandle) : undefined,
		},
		clientExtensionResults: shown.getClientExtensionResults(),
		authenticatorAttachment: shown.authenticatorAttachment,
	});
	location.assign(answer.headers.get("Location") ?? "/");
}

function described(credentials) {
	return (credentials ?? []).map((credential) => ({ ...credential, id: decode(credential.id) }));
}

async function post(address, body) {
	const answer = await fetch(address, {
		method: "POST",
		headers: {
			"Content-Type": "application/json",
			"X-CSRF-TOKEN": document.querySelector("input[name=_csrf]").value,
		},
		body: body && JSON.stringify(body),
	});
	if (!answer.ok) {
		throw new Error(`HTTP ${answer.status}`);
	}
	return answer;
}
