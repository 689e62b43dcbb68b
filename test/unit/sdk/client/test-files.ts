import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WireOptions } from "../../../../schema/generated/wire.ts";
import type { NewEnvelope } from "../../../../sdk/client/index.ts";

export interface TestFolder extends AsyncDisposable {
  path: string;
  /** Writes a file and says where it is. */
  write(name: string, content: string | Uint8Array): Promise<string>;
}

/** A folder of its own that is gone after the test. */
export async function newFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), "yotisign-client-"));
  return {
    path,
    async write(name, content) {
      const file = join(path, name);
      await writeFile(file, content);
      return file;
    },
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true });
    },
  };
}

/** An envelope for one signer, as the API has it. */
export const options: WireOptions = {
  name: "Mutual NDA",
  emails: { invitation: { body: { message: "Please sign." } } },
  recipients: [{ type: "SIGNER", name: "Ada Example", email: "ada@example.com" }],
};

/** An envelope of one file that need not be a PDF: nobody in these tests looks. */
export async function newEnvelope(
  folder: TestFolder,
  content: string | Uint8Array = "%PDF-1.7",
): Promise<NewEnvelope> {
  return { options, files: [{ path: await folder.write("nda.pdf", content), fileName: "nda.pdf" }] };
}
