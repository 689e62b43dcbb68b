// Copies a verified file into the folder that serve.mjs serves, and prints where it is then. SignedDocuments runs it for
// each file. Running it again does the same again.
import { copyFile, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";

const { YOTISIGN_FILE: file, YOTISIGN_SHA256: sha256 } = process.env;
const { PUBLISH_FOLDER: folder = "published", PUBLISH_URL: url = "http://localhost:8080" } = process.env;

// The digest makes the address one that nobody guesses, and other content another address.
await mkdir(join(folder, sha256), { recursive: true });
await copyFile(file, join(folder, sha256, basename(file)));
console.log(`${url}/${sha256}/${encodeURIComponent(basename(file))}`);
