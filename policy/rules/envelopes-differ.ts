import { defineStackRule, type Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

const aspects = ["name", "people", "documents"] as const;

interface Options {
  by: readonly (typeof aspects)[number][];
}

/** Statuses of sent envelopes that can no longer be signed and never were: sending anew is what one does. */
const over = ["ARCHIVED", "ERRORED", "MISSING"];

/** What is compared, as one text; undefined where a document's content is not known. */
function likeness({ envelope, documents }: Subject, by: Options["by"]): string | undefined {
  if (by.includes("documents") && documents.length === 0) return undefined;
  return JSON.stringify([
    by.includes("name") ? envelope.name.trim().toLowerCase() : "",
    by.includes("people")
      ? envelope.recipients.map(({ type, email }) => `${type} ${email.toLowerCase()}`).toSorted()
      : "",
    by.includes("documents") ? documents.map(({ sha256 }) => sha256).toSorted() : "",
  ]);
}

/** Nobody is asked twice for the same. */
export const envelopesDiffer: Rule = defineStackRule({
  name: "envelopes-differ",
  title: "No two envelopes of a stack are alike.",
  description:
    "Two envelopes of one name, to the same people, with the same documents are one that was declared twice, or one whose resource was renamed without an alias; people are asked twice for one signature. An envelope that is sent already is no finding, but a new one like it is; those that failed or were withdrawn do not count.",
  severity: "high",
  defaultLevel: "mandatory",
  // Sent envelopes have to be seen as well: the rule itself objects to none of them.
  judges: "standing",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      by: {
        description:
          "What has to be equal for two to be alike: the name, the people's e-mails, the documents' content.",
        type: "array",
        items: { enum: aspects },
        minItems: 1,
        uniqueItems: true,
        default: [...aspects],
      },
    },
  },
  fix: "Remove one of them, or give the renamed resource an alias of its old name.",
  check(subjects, _context, { by }: Options) {
    const first = new Map<string, string>();
    const alive = subjects.filter(({ sent }) => !sent || !over.includes(sent.status));
    // Those that are sent come first, since it is the others that can still be stopped.
    return [...alive.filter(({ sent }) => sent), ...alive.filter(({ sent }) => !sent)].flatMap((subject) => {
      const key = likeness(subject, by);
      if (key === undefined) return [];
      const like = first.get(key);
      if (like === undefined) first.set(key, subject.resource);
      if (like === undefined || subject.sent) return [];
      return [
        { resource: subject.resource, path: [], message: `is like ${like} by its ${by.join(", its ")}` },
      ];
    });
  },
});
