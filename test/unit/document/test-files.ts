import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The folder of real documents that tests read: `documents/` and `pdfs/` are in it. It is not part of the project. */
export const TEST_FILES = resolve(
  process.env.YOTISIGN_TEST_FILES ?? join(import.meta.dirname, "../../../../shared"),
);

/** Skips the running test or suite, and says so, when the real documents are not there. */
export function needTestFiles(context: Mocha.Context): void {
  if (existsSync(TEST_FILES)) return;
  console.warn(
    `    skipped: ${TEST_FILES} does not exist; set YOTISIGN_TEST_FILES to the folder of test documents`,
  );
  context.skip();
}

/** A folder of its own for one suite's files, gone afterwards. Call it inside `describe`. */
export function scratchFolder(): {
  path(name: string): string;
  write(name: string, content: Uint8Array | string): string;
} {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "yotisign-documents-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: (name) => join(folder, name),
    write(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}
