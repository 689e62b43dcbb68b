import { unknownValue } from "../../schema/unknown.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import { objectsIn, textOf } from "../change/shown.ts";
import { writtenEnvelope } from "../change/written-envelope.ts";
import type { ReviewSource } from "../review-source.ts";
import { word } from "./masked-forms.ts";

/** Everybody whom a source tells of: what is declared, and what was. Each text once. */
export interface People {
  names: ReadonlySet<string>;
  emails: ReadonlySet<string>;
  /** Digits alone. */
  phones: ReadonlySet<string>;
  /** Words that are not taken for anybody's: what roles and keys are made of. */
  commonWords: ReadonlySet<string>;
}

/** Finds everybody. */
export function peopleIn({ envelopes }: Pick<ReviewSource, "envelopes">): People {
  const [names, emails, phones, commonWords] = [0, 1, 2, 3].map(() => new Set<string>());
  const add = (set: Set<string> | undefined, value: unknown): void => {
    const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
    if (text !== "" && text !== unknownValue) set?.add(text);
  };
  const addAll = (declared: Declaration | undefined): void => {
    const { envelope, recipients } = writtenEnvelope(declared);
    add(emails, envelope.emails?.replyTo);
    add(names, envelope.emails?.name);
    for (const { recipient } of recipients) {
      add(names, recipient.name);
      add(emails, recipient.email);
      add(phones, textOf(recipient.mobileNumber).replace(/\D/g, ""));
    }
    for (const { role, key, name, email } of objectsIn(declared?.recipients)) {
      const own = new Set(wordsIn(name, email));
      for (const label of wordsIn(role, key)) if (!own.has(label)) commonWords?.add(label);
    }
  };
  for (const { declared, before } of envelopes) {
    addAll(declared);
    addAll(before);
  }
  return { names, emails, phones, commonWords } as People;
}

const wordsIn = (...texts: unknown[]): string[] => texts.flatMap((text) => textOf(text).match(word) ?? []);
