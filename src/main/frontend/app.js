// Small comforts. Every page does its work without this file.

const root = document.documentElement;

// The choice of colours is the server's cookie; the design system would prefer what it once stored.
try {
	localStorage.setItem("scheme", root.dataset.frScheme);
}
catch {
	// Storage may be forbidden: the page's own attribute is then read.
}

enhance(document);
document.addEventListener("htmx:after:swap", () => enhance(document));

function enhance(part) {
	part.querySelector("[data-error-summary]:not([data-seen])")?.focus();
	for (const summary of part.querySelectorAll("[data-error-summary]")) {
		summary.dataset.seen = "";
	}
}

// <button type="button" data-copy="id of a field or text" data-copied="Copié">
document.addEventListener("click", async (event) => {
	const button = event.target.closest("[data-copy]");
	if (!button) {
		return;
	}
	const source = document.getElementById(button.dataset.copy);
	try {
		await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
	}
	catch {
		// The clipboard may be forbidden: what is selected is one key away from it.
		source.select?.();
		return;
	}
	button.textContent = button.dataset.copied ?? button.textContent;
});

// <button type="button" data-print hidden>
for (const button of document.querySelectorAll("[data-print]")) {
	button.hidden = false;
	button.addEventListener("click", () => window.print());
}

// <button type="button" data-insert="{{nom}}" data-into="body subject"> writes at the cursor of the field used last, else of the first.
let usedLast = null;

document.addEventListener("focusin", (event) => {
	if (event.target.matches?.("input, textarea")) {
		usedLast = event.target.id;
	}
});

document.addEventListener("click", (event) => {
	const button = event.target.closest("[data-insert]");
	if (!button) {
		return;
	}
	const fields = button.dataset.into.split(" ");
	const field = document.getElementById(fields.includes(usedLast) ? usedLast : fields[0]);
	field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
	field.dispatchEvent(new Event("input", { bubbles: true }));
	field.focus();
});

// <form data-message data-longest="2000"> holds the words of a message: [data-ready] shows once no field is left in them,
// [data-waiting] until then, and [data-mail] opens the mail program with what the words have become.
document.addEventListener("input", (event) => {
	const form = event.target.closest?.("form[data-message]");
	if (!form) {
		return;
	}
	const subject = form.elements.subject?.value ?? "";
	const body = form.elements.body.value;
	const named = !form.elements.subject?.required || subject.trim() !== "";
	const ready = named && body.trim() !== "" && !/\{\{|\}\}/.test(subject + body);
	form.querySelectorAll("[data-ready]").forEach((part) => (part.hidden = !ready));
	form.querySelectorAll("[data-waiting]").forEach((part) => (part.hidden = ready));
	const mail = form.querySelector("[data-mail]");
	if (mail) {
		const encoded = (text) => encodeURIComponent(text.replace(/\r?\n/g, "\r\n"));
		const start = `mailto:${encoded(mail.dataset.address ?? "").replaceAll("%40", "@")}?subject=${encoded(subject)}`;
		const whole = `${start}&body=${encoded(body)}`;
		const tooLong = whole.length > form.dataset.longest;
		mail.href = tooLong ? start : whole;
		mail.textContent = tooLong ? mail.dataset.cut : mail.dataset.whole;
		form.querySelectorAll("[data-too-long]").forEach((part) => (part.hidden = !tooLong));
	}
});

// <form data-autosave="/echanges/brouillon" data-autosaved="Brouillon gardé à"> … <p class="saved" data-autosave-state role="status">
// sends the whole form, CSRF field included, a second after the last change and when the page is left.
const waiting = new Map();

document.addEventListener("input", (event) => {
	const form = event.target.form;
	if (!form) {
		return;
	}
	form.dataset.changed = "";
	if (form.dataset.autosave) {
		clearTimeout(waiting.get(form));
		waiting.set(form, setTimeout(() => save(form), 1000));
	}
});

document.addEventListener("visibilitychange", () => {
	if (document.visibilityState === "hidden") {
		[...waiting.keys()].forEach(save);
	}
});

async function save(form) {
	clearTimeout(waiting.get(form));
	waiting.delete(form);
	if (!form.isConnected || form.dataset.sent !== undefined) {
		return;
	}
	try {
		const answer = await fetch(form.dataset.autosave, {
			method: "POST",
			body: new URLSearchParams([...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "_method")),
			headers: { Accept: "text/plain" },
			redirect: "error",
			keepalive: true
		});
		if (!answer.ok) {
			return;
		}
		delete form.dataset.changed;
		const state = form.querySelector("[data-autosave-state]");
		if (state && form.dataset.autosaved) {
			state.textContent = `${form.dataset.autosaved} ${new Date().toLocaleTimeString("fr", { hour: "2-digit", minute: "2-digit" })}`;
		}
	}
	catch {
		// No network or no session: the next change tries again, and sending the form keeps what was typed.
	}
}

// <form data-unsaved> asks before the page is left with changes.
document.addEventListener("submit", (event) => {
	clearTimeout(waiting.get(event.target));
	waiting.delete(event.target);
	event.target.dataset.sent = "";
});

window.addEventListener("beforeunload", (event) => {
	if (document.querySelector("form[data-unsaved][data-changed]:not([data-sent])")) {
		event.preventDefault();
	}
});

// A page taken back from the browser's memory may send its forms again.
window.addEventListener("pageshow", () => {
	document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// <fieldset data-chooses="id of a radio">: whoever answers here has made that choice elsewhere.
document.addEventListener("input", (event) => {
	const choice = document.getElementById(event.target.closest?.("[data-chooses]")?.dataset.chooses);
	if (choice) {
		choice.checked = true;
	}
});

// <fieldset data-digits> of radios: a digit chooses one, while the group has the focus and its switch is on.
const digits = "digits";
for (const choice of document.querySelectorAll("[data-digits-switch]")) {
	choice.checked = kept(digits) !== "off";
	choice.addEventListener("change", () => keep(digits, choice.checked ? "on" : "off"));
}

document.addEventListener("keydown", (event) => {
	const group = event.target.closest?.("[data-digits]");
	if (!group || event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey || kept(digits) === "off") {
		return;
	}
	const radio = /^[1-9]$/.test(event.key) && group.querySelectorAll("input[type=radio]")[event.key - 1];
	if (radio) {
		event.preventDefault();
		radio.checked = true;
		radio.focus();
		radio.dispatchEvent(new Event("input", { bubbles: true }));
	}
});

function kept(name) {
	try {
		return localStorage.getItem(name);
	}
	catch {
		return null;
	}
}

function keep(name, value) {
	try {
		localStorage.setItem(name, value);
	}
	catch {
		// Storage may be forbidden: the choice then lasts as long as the page.
	}
}

// <form data-reserve="/appels/…"> gives the call back when the page is left without being sent. A page that was only reloaded
// takes it again.
for (const form of document.querySelectorAll("form[data-reserve]")) {
	const tell = (what) => fetch(`${form.dataset.reserve}/${what}`, {
		method: "POST",
		body: new URLSearchParams({ _csrf: form.elements._csrf.value }),
		redirect: "manual",
		keepalive: true
	}).catch(() => {});
	setTimeout(() => tell("reservation"), 2000);
	window.addEventListener("pagehide", () => {
		if (form.dataset.sent === undefined) {
			tell("liberation");
		}
	});
}

// <li data-draggable> holds a form with a select of stages; dropped on <section data-stage="…">, it is sent with that stage.
let dragged = null;

for (const card of document.querySelectorAll("[data-draggable]")) {
	card.draggable = true;
	card.addEventListener("dragstart", (event) => {
		dragged = card;
		event.dataTransfer.effectAllowed = "move";
		event.dataTransfer.setData("text/plain", card.querySelector("a").textContent);
	});
	card.addEventListener("dragend", () => (dragged = null));
}

for (const column of document.querySelectorAll("[data-stage]")) {
	column.addEventListener("dragover", (event) => {
		if (dragged && !column.contains(dragged)) {
			event.preventDefault();
			column.classList.add("board__column--over");
		}
	});
	column.addEventListener("dragleave", (event) => {
		if (!column.contains(event.relatedTarget)) {
			column.classList.remove("board__column--over");
		}
	});
	column.addEventListener("drop", (event) => {
		column.classList.remove("board__column--over");
		if (dragged) {
			event.preventDefault();
			const form = dragged.querySelector("form");
			form.elements.etape.value = column.dataset.stage;
			form.requestSubmit();
		}
	});
}
