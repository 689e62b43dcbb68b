import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../emulator/index.ts";
import { declaration, type Version } from "./declaration.ts";
import { judge, type Verdict } from "./judge.ts";
import type { Part } from "./scenario.ts";

describe("the judge of the kill matrix", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  const headers = (): Record<string, string> => ({ authorization: `Bearer ${emulator.apiKey}` });

  /** Sends a declared envelope as any client does. */
  async function send(name: string, version: Version = 1): Promise<string> {
    const {
      recipients,
      emails,
      name: title,
    } = declaration(name, version) as ReturnType<typeof declaration> & {
      recipients: { name: string; email: string; tags: { type: string; x: number; y: number }[] }[];
    };
    const form = new FormData();
    form.append("file", new Blob([await document()], { type: "application/pdf" }), "nda.pdf");
    const tagged = recipients.map(({ tags, ...recipient }) => ({
      ...recipient,
      type: "SIGNER",
      tags: tags.map(({ type, x, y }) => ({ type, x, y, page_number: 1, file_name: "nda.pdf" })),
    }));
    form.append("options", JSON.stringify({ name: title, emails, recipients: tagged }));
    const answer = await fetch(`${emulator.url}/v2/envelopes`, {
      method: "POST",
      headers: headers(),
      body: form,
    });
    await emulator.control.settled();
    return ((await answer.json()) as { envelope_id: string }).envelope_id;
  }

  const document = async (): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await (await import("../e2e/fixtures.ts")).pdf());

  const archive = (id: string): Promise<unknown> =>
    fetch(`${emulator.url}/v2/envelopes/${id}`, { method: "PATCH", headers: headers() });

  const judged = (action: Part["action"], known: Record<string, string>): Omit<Verdict, "notes"> => {
    const name = action === "create" ? "new-1" : "sent-1";
    const parts: Part[] = [{ name, action, point: "answer-lost" }];
    const sentBefore = action === "create" ? 0 : 1;
    const { control } = emulator;
    const books = { envelopes: control.envelopes(), outbox: control.outbox(), known };
    const { notes: _, ...verdict } = judge({ parts, sentBefore }, books);
    return verdict;
  };
  const nothing = { duplicates: 0, orphans: 0, lost: 0, unaskedWithdrawals: 0 };

  it("has nothing to say about what was sent once and is known", async () => {
    const id = await send("new-1");
    assert.deepEqual(judged("create", { "new-1": id }), nothing);
  });

  it("counts what was sent twice, and what nobody knows of", async () => {
    const id = await send("new-1");
    await send("new-1");
    assert.deepEqual(judged("create", { "new-1": id }), { ...nothing, duplicates: 1, orphans: 1 });
  });

  it("counts what was never sent", () => {
    assert.deepEqual(judged("create", {}), { ...nothing, lost: 1 });
  });

  it("counts what is out, and not in the state", async () => {
    await send("new-1");
    assert.deepEqual(judged("create", {}), { ...nothing, lost: 1, orphans: 1 });
  });

  it("counts an envelope that nobody declared", async () => {
    const id = await send("new-1");
    await send("new-2");
    assert.deepEqual(judged("create", { "new-1": id }), { ...nothing, duplicates: 1, orphans: 1 });
  });

  it("counts a withdrawal that nobody asked for, and its two notices", async () => {
    await archive(await send("new-1"));
    const id = await send("new-1");
    const verdict = judged("create", { "new-1": id });
    assert.deepEqual(verdict, { ...nothing, duplicates: 1, unaskedWithdrawals: 3 });
  });

  it("takes an envelope that was replaced for withdrawn, with one notice to each signer", async () => {
    await archive(await send("sent-1"));
    assert.deepEqual(judged("replace", { "sent-1": await send("sent-1", 2) }), nothing);
  });

  it("counts what was to be withdrawn and is still out", async () => {
    const id = await send("sent-1");
    assert.deepEqual(judged("archive", { "sent-1": id }), { ...nothing, lost: 1 });
  });
});
