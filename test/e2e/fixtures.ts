import { PDFDocument } from "@cantoo/pdf-lib";
import type { SentEmail } from "../../emulator/index.ts";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { type StateResource, TestStack } from "./stack.ts";

/** A real PDF of so many empty pages; `title` makes one differ from another. */
export async function pdf(pages = 2, title = "Agreement"): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(title);
  document.setCreationDate(new Date(0));
  document.setModificationDate(new Date(0));
  for (let page = 0; page < pages; page += 1) document.addPage([595, 842]);
  return document.save();
}

const signature = { type: "signature", pageNumber: 1, x: 0.1, y: 0.8 };

/** Two who sign one after the other, and one who gets a copy. */
export const nda = {
  name: "Mutual NDA",
  emails: { invitation: { body: { message: "Please sign." } } },
  documents: ["nda.pdf"],
  recipients: [
    { role: "Partner", name: "Pat Example", email: "pat@example.com", signGroup: 1, tags: [signature] },
    { role: "Company", name: "Cass Sample", email: "cass@example.com", signGroup: 2, tags: [signature] },
    { key: "archive", type: "CC", name: "Ari Copy", email: "archive@example.com" },
  ],
};

/** One e-mail in one word: `invitation pat@example.com`. */
export const mail = ({ kind, to }: SentEmail): string => `${kind} ${to}`;

/** An emulator and a stack that talks to it, with nda.pdf in its folder. */
export interface Fixture {
  emulator: Emulator;
  stack: TestStack;
  /** The envelope's id by resource name, as Pulumi's state has it. */
  id(resource: string): string;
  state(resource: string): StateResource;
  /** Every e-mail since the last call, in order. */
  mails(): string[];
  dispose(): Promise<void>;
}

/** Makes a fixture of its own; `env` is added to the stack's environment. */
export async function fixture(
  env: NodeJS.ProcessEnv = {},
  options: Parameters<typeof startEmulator>[0] = {},
): Promise<Fixture> {
  const emulator = await startEmulator(options);
  const stack = await TestStack.create({
    YOTI_SIGN_BASE_URL: emulator.url,
    YOTI_SIGN_API_KEY: emulator.apiKey,
    ...env,
  });
  stack.write("nda.pdf", await pdf());
  const state = (resource: string): StateResource => {
    const found = stack.envelopes()[resource];
    if (!found) throw new Error(`${resource} is not in the state`);
    return found;
  };
  return {
    emulator,
    stack,
    id: (resource) => state(resource).outputs.envelopeId,
    state,
    mails() {
      const sent = emulator.control.outbox().map(mail);
      emulator.control.emptyOutbox();
      return sent;
    },
    async dispose() {
      stack.dispose();
      await emulator.close();
    },
  };
}
