import { unzipSync } from "fflate";
import type { Emulator } from "../../../../emulator/index.ts";
import { ApiCaller, optionsFor, pdfOf, signer, tag } from "../api-caller.ts";

/** The entries of a zip, in their order. */
export type Pack = Record<string, Uint8Array>;

/** The completion pack of an envelope as a client downloads it: the zip. */
export async function downloaded(emulator: Emulator, envelopeId: string): Promise<Uint8Array> {
  const path = `/v2/envelopes/${envelopeId}/completed-documents`;
  const response = await new ApiCaller(emulator).send("GET", path);
  if (response.status !== 200) throw new Error(`The emulator answered ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The same, unpacked. */
export const packOf = async (emulator: Emulator, envelopeId: string): Promise<Pack> =>
  unzipSync(await downloaded(emulator, envelopeId));

/** Sends an envelope, has everybody sign, and gives its id. Needs an emulator whose processing is manual. */
export async function completed(
  emulator: Emulator,
  options: unknown,
  files?: Record<string, Uint8Array<ArrayBuffer>>,
): Promise<string> {
  const id = await new ApiCaller(emulator).created(options, files);
  await emulator.control.process(id);
  emulator.control.signAll(id);
  return id;
}

/** The entry of a pack, which has to be there. */
export function entry(pack: Pack, name: string): Uint8Array {
  const content = pack[name];
  if (!content) throw new Error(`The pack has no ${name}; it has ${Object.keys(pack).join(", ")}.`);
  return content;
}

/** An upload of one file, under the name of its part. */
export function upload(name: string, content: Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData();
  form.append("file", new Blob([content], { type: "application/pdf" }), name);
  return form;
}

/**
 * An envelope with something of everything, complete: two PDFs and a Word file; Ada, who gives a code and attaches a
 * file, and whom a witness watches; Bo, who gives a code, and whose identity is verified; Cy, who signs offline; and Di,
 * who gets a copy. What is not signed offline is signed by the links in the e-mails.
 */
export async function richEnvelope(emulator: Emulator): Promise<string> {
  const api = new ApiCaller(emulator);
  const phone = (last: number) => ({ iso_country_code: "GB", mobile_number: `770090012${last}` });
  const ada = signer({
    role: "Managing director",
    sign_group: 1,
    ...phone(1),
    witness: { tags: [tag({ file_name: "annex.pdf", name: "watched", y: 0.8 })] },
    tags: [
      tag({ name: "signature" }),
      tag({ type: "text_field", width: 0.3, name: "company", y: 0.2 }),
      tag({ type: "checkbox_field", name: "accepted", y: 0.3 }),
      tag({ type: "text_field", width: 0.3, name: "remark", optional: true, y: 0.35 }),
      tag({ type: "attachment", name: "passport", y: 0.1 }),
    ],
  });
  const bo = signer({
    name: "Bo Example",
    email: "bo@example.com",
    sign_group: 2,
    ...phone(2),
    auth_type: "idv",
    verification: { idv: { session_config_name: "HR" } },
    tags: [tag({ file_name: "annex.pdf", y: 0.6 })],
  });
  const cy = signer({ name: "Cy Example", email: "cy@example.com", sign_group: 2, ...phone(3) });
  const di = { type: "CC", name: "Di Example", email: "di@example.com" };
  const word = new Uint8Array(Buffer.from("PK\x03\x04 word", "latin1"));
  const files = { "nda.pdf": await pdfOf(2), "annex.pdf": await pdfOf(1), "terms.docx": word };
  const id = await api.created({ ...optionsFor(ada, bo, cy, di), has_envelope_otps: true }, files);
  await emulator.control.process(id);
  const linkOf = (email: string): string => {
    const sent = emulator.control.outbox().filter(({ to, link }) => to === email && link);
    return new URL(sent.at(-1)?.link ?? "").pathname;
  };
  const post = async (email: string, path: string, body: object): Promise<void> => {
    const { status, body: answer } = await api.call("POST", `${linkOf(email)}/${path}`, body);
    if (status !== 200) throw new Error(`${path} of ${email} answered ${status}: ${JSON.stringify(answer)}`);
  };
  const giveCode = async (email: string): Promise<void> => {
    await api.get(`${linkOf(email)}/view`);
    await post(email, "otp", { code: emulator.control.texts().at(-1)?.code });
  };
  await giveCode("ada@example.com");
  await post("ada@example.com", "attachments/4", upload("passport scan.pdf", await pdfOf(1)));
  await post("ada@example.com", "submit", { values: { 0: "Ada Example", 1: "Ærø & Søn", 2: true } });
  await post("ada@example.com", "witness", { name: "Wil Ness", email: "wil@example.com" });
  emulator.control.advance(3600);
  await post("wil@example.com", "submit", { values: { 0: "Wil Ness" } });
  await giveCode("bo@example.com");
  await post("bo@example.com", "identity", { outcome: "pass" });
  await post("bo@example.com", "submit", { values: { 0: "Bo Example" } });
  const offline = emulator.control
    .envelope(id)
    .recipients.find(({ options }) => options.email === "cy@example.com");
  await api.call(
    "POST",
    `/v2/envelopes/${id}/recipients/${offline?.recipientId}/signed-documents`,
    upload("signed by Cy.pdf", await pdfOf(1)),
  );
  await emulator.control.process(id);
  return id;
}
