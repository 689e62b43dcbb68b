import { fileNameOf } from "../../schema/document-names.ts";
import type { EmbeddedEnvelopeInputs } from "../../schema/envelope-inputs.ts";
import { formatPath, type Issue } from "../../schema/issue.ts";
import { crossFieldIssues } from "../../schema/rules.ts";
import { type EnvelopeKind, optionsIssues } from "../../schema/validate.ts";
import { toCamel } from "../../schema/wire.ts";
import { wireOptions } from "../../schema/wire-options.ts";

/** What the schema and the rules have against an envelope whose documents carry what check finds out about them. */
export function judged(envelope: EmbeddedEnvelopeInputs, kind: EnvelopeKind): Issue[] {
  const options = wireOptions(envelope);
  const files = envelope.documents.map((document) => ({ name: fileNameOf(document), pages: document.pages }));
  return [...optionsIssues(options, toCamel, kind), ...crossFieldIssues(options, files)];
}

/** The same as lines, with places as programs write them. */
export const complaints = (envelope: EmbeddedEnvelopeInputs, kind: EnvelopeKind): string[] =>
  judged(envelope, kind).map(({ path, message }) => `${formatPath(path, toCamel)} ${message}`);
