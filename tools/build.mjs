// @ts-check
/**
 * Builds `dist/`, the JavaScript and the type declarations that the npm package holds, from the sources.
 *
 * Usage: node tools/build.mjs [--if-needed]
 * With --if-needed nothing happens while neither the sources nor `dist/` have changed since the last build.
 * Several processes may run it at the same time; one builds and the others wait.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { withLock } from "./engine/lock.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const DIST = path.join(ROOT, "dist");
const STATE = path.join(ROOT, ".cache");
const STAMP = path.join(STATE, "build.json");
const CONFIG = "tsconfig.build.json";
const COMMAND = "cli/main.js";
const SHEBANG = "#!/usr/bin/env node\n";

/** Types that our declarations name, and the library that has them: a program's own `target` may be older. */
const LATE_TYPES = { AsyncDisposableStack: "esnext.disposable", ErrorOptions: "es2022.error" };

/** @returns {string[]} the directories that the build's tsconfig includes */
function sourceDirectories() {
  return JSON.parse(fs.readFileSync(path.join(ROOT, CONFIG), "utf8")).include;
}

/**
 * The files under some paths, those of directories included, in a fixed order.
 * @param {string} root
 * @param {string[]} names relative to root; what does not exist is left out
 * @returns {string[]} relative to root
 */
function filesUnder(root, names) {
  return names
    .flatMap((name) => {
      const entry = path.join(root, name);
      if (!fs.existsSync(entry)) return [];
      if (fs.statSync(entry).isFile()) return [name];
      return fs
        .readdirSync(entry, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => path.relative(root, path.join(file.parentPath, file.name)));
    })
    .sort();
}

/**
 * One hash for the names and contents of some files, so that deleted files count as a change too.
 * @param {string} root
 * @param {string[]} names see filesUnder
 */
function contentHash(root, names) {
  const hash = createHash("sha256");
  for (const file of filesUnder(root, names)) {
    const content = fs.readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** A hash of everything that goes into the build. */
function sourceHash() {
  return contentHash(ROOT, [
    ...sourceDirectories(),
    "package-lock.json",
    "tsconfig.json",
    CONFIG,
    "tools/build.mjs",
  ]);
}

/**
 * What the stamp file says while the build is current: neither what went in nor what came out has changed.
 * @param {string} source see sourceHash
 */
function stampOf(source) {
  return JSON.stringify({ source, dist: contentHash(DIST, ["."]) });
}

function isCurrent() {
  return (
    fs.existsSync(DIST) && fs.existsSync(STAMP) && fs.readFileSync(STAMP, "utf8") === stampOf(sourceHash())
  );
}

/** @param {string} outDir */
async function compile(outDir) {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const child = spawn(process.execPath, [tsc, "-p", CONFIG, "--outDir", outDir], {
    cwd: ROOT,
    stdio: "inherit",
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The TypeScript compiler refused the sources; ${DIST} is as it was.`);
}

/**
 * tsc renames imports of `.ts` files in what it makes JavaScript of, but not in declarations.
 * @param {string} declarations text of a `.d.ts` file
 */
function renameImports(declarations) {
  return declarations.replace(/(\b(?:from|import)\s*\(?\s*)(["'])(\.\.?\/[^"'\n]*)\.ts\2/g, "$1$2$3.js$2");
}

/**
 * Lets declarations bring the libraries they need, so that they also hold where Pulumi's own template is used:
 * its `target` is es2020, and it checks the declarations of packages.
 * @param {string} declarations text of a `.d.ts` file
 */
function nameLibraries(declarations) {
  const libraries = Object.entries(LATE_TYPES)
    .filter(([type]) => new RegExp(`\\b${type}\\b`).test(declarations))
    .map(([, library]) => `/// <reference lib="${library}" />\n`);
  return libraries.join("") + declarations;
}

/** @param {string} file */
const isCopied = (file) => /\.(json|html|css|js|svg)$/.test(file) && path.basename(file) !== "tsconfig.json";

/** @param {string} outDir */
function complete(outDir) {
  for (const file of filesUnder(outDir, ["."]).filter((name) => name.endsWith(".d.ts"))) {
    const declarations = path.join(outDir, file);
    fs.writeFileSync(declarations, nameLibraries(renameImports(fs.readFileSync(declarations, "utf8"))));
  }
  // tsc copies the JSON files that are imported; the schemas are public whether or not they are. Of what browsers are sent
  // it copies nothing.
  for (const file of filesUnder(ROOT, sourceDirectories()).filter(isCopied)) {
    const copy = path.join(outDir, file);
    fs.mkdirSync(path.dirname(copy), { recursive: true });
    fs.copyFileSync(path.join(ROOT, file), copy);
  }
  const command = path.join(outDir, COMMAND);
  if (!fs.existsSync(command)) return;
  const script = fs.readFileSync(command, "utf8");
  if (!script.startsWith("#!")) fs.writeFileSync(command, SHEBANG + script);
  fs.chmodSync(command, 0o755);
}

async function build() {
  const fresh = path.join(STATE, "dist.new");
  const old = path.join(STATE, "dist.old");
  for (const directory of [fresh, old]) fs.rmSync(directory, { recursive: true, force: true });
  const source = sourceHash();
  await compile(fresh);
  complete(fresh);
  // Two renames: whoever reads dist/ meanwhile finds the old one, nothing for an instant, or the new one.
  if (fs.existsSync(DIST)) fs.renameSync(DIST, old);
  fs.renameSync(fresh, DIST);
  fs.rmSync(old, { recursive: true, force: true });
  fs.writeFileSync(STAMP, stampOf(source));
}

const onlyIfNeeded = process.argv.includes("--if-needed");
if (!(onlyIfNeeded && isCurrent())) {
  try {
    await withLock(
      path.join(STATE, "build.lock"),
      async () => {
        if (onlyIfNeeded && isCurrent()) return;
        console.error("Building dist/ from the sources (usually 5 to 15 s) ...");
        await build();
      },
      (message) => console.error(message),
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
