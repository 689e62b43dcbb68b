import type { Mask } from "../review.ts";
import { type ShownWord, wordsOf } from "../text/shown-words.ts";
import { hiddenForm, maskedEmail, maskedPhone, maskedWords, word } from "./masked-forms.ts";
import type { People } from "./people.ts";

interface Sequence {
  words: string[];
  /** Whether the case of letters counts: a single word may be an ordinary one, too. */
  isExact: boolean;
  kind: "name" | "e-mail";
}

/** How a form is given to what was found, which may be several words. */
type Apply = (found: string, form: (part: string) => string) => string;

const asWhole: Apply = (found, form) => form(found);

/** White space stays, so that as many words are left. */
const asWords: Apply = (found, form) => found.replace(/\S+/gu, (part) => form(part));

/** How much may be between two words of a name, as in `pat_example.pdf`. */
const maxGap = 3;

/**
 * Masks names, e-mail addresses and phone numbers wherever they are in texts, however they are spaced. Words are looked
 * up, so that thousands of people cost no more than one.
 */
export class TextMask {
  readonly #mask: Mask;
  readonly #people: People;
  /** By their first word in small letters, longest first. */
  readonly #whole: Map<string, Sequence[]>;
  /** Single words of names. */
  readonly #parts: ReadonlySet<string>;
  /** Names without a single word. */
  readonly #literal: readonly string[];

  constructor(mask: Mask, people: People) {
    this.#mask = mask;
    this.#people = people;
    const sequences = [
      ...[...people.emails].map((text) => sequenceOf(text, "e-mail")),
      ...[...people.names].map((text) => sequenceOf(text, "name")),
    ].filter(({ words }) => words.length > 0);
    const sorted = sequences.toSorted((a, b) => b.words.length - a.words.length);
    this.#whole = Map.groupBy(sorted, ({ words }) => words[0]?.toLowerCase() ?? "");
    const parts = [...people.names].flatMap((name) => name.normalize("NFC").match(word) ?? []);
    this.#parts = new Set(
      parts.filter((part) => [...part].length > 1 && !/^\d+$/.test(part) && !people.commonWords.has(part)),
    );
    const literal = [...people.names, ...people.emails].filter((text) => text.search(word) < 0);
    this.#literal = [...new Set(literal.flatMap((text) => [text, wordsOf(text).join(" ")]))];
  }

  /** A label such as a key, a role or a file's name: whole names, addresses and numbers are masked. */
  label(text: string): string {
    return this.#masked(text, false, asWhole);
  }

  /** A text for people: parts of names are masked, too, and any address at all. */
  prose(text: string): string {
    return this.#prose(text, asWhole);
  }

  /** The words of a text for people, each with what is shown of it: what is masked is so within the whole text. */
  words(text: string): ShownWord[] {
    const own = wordsOf(text);
    const shown = this.#prose(own.join(" "), asWords).split(" ");
    return own.map((one, at) => ({ own: one, shown: shown[at] ?? hiddenForm }));
  }

  #prose(text: string, apply: Apply): string {
    return this.#masked(text, true, apply).replace(anyAddress, (address) =>
      this.#mask === "none" ? address : maskedEmail(address, this.#mask),
    );
  }

  #masked(text: string, withParts: boolean, apply: Apply): string {
    if (this.#mask === "none") return text;
    const plain = text.normalize("NFC");
    const words = [...plain.matchAll(word)].map(({ index, 0: found }) => ({
      ...{ found, index },
      end: index + found.length,
    }));
    let masked = "";
    let done = 0;
    for (let at = 0; at < words.length; at += 1) {
      const first = words[at];
      if (!first) break;
      const match = this.#matchAt(words, at);
      const last = match && words[at + match.words.length - 1];
      if (match && last) {
        const found = plain.slice(first.index, last.end);
        masked += plain.slice(done, first.index) + apply(found, (part) => this.#form(part, match));
        done = last.end;
        at += match.words.length - 1;
      } else if (withParts && this.#parts.has(first.found)) {
        masked += plain.slice(done, first.index) + maskedWords(first.found, this.#mask);
        done = first.end;
      }
    }
    return this.#withoutPhones(this.#withoutLiterals(masked + plain.slice(done), apply), apply);
  }

  #matchAt(
    words: readonly { found: string; index: number; end: number }[],
    at: number,
  ): Sequence | undefined {
    const candidates = this.#whole.get(words[at]?.found.toLowerCase() ?? "") ?? [];
    return candidates.find(({ words: wanted, isExact }) =>
      wanted.every((one, offset) => {
        const here = words[at + offset];
        const before = words[at + offset - 1];
        if (!here) return false;
        const isNear = offset === 0 || (before !== undefined && here.index - before.end <= maxGap);
        const isSame = isExact ? here.found === one : here.found.toLowerCase() === one.toLowerCase();
        return isNear && isSame;
      }),
    );
  }

  #form(found: string, { kind }: Sequence): string {
    if (this.#mask === "full") return hiddenForm;
    return kind === "e-mail" ? maskedEmail(found, this.#mask) : maskedWords(found, this.#mask);
  }

  #withoutLiterals(text: string, apply: Apply): string {
    return this.#literal.reduce(
      (rest, literal) => rest.replaceAll(literal, (found) => apply(found, () => hiddenForm)),
      text,
    );
  }

  #withoutPhones(text: string, apply: Apply): string {
    if (this.#people.phones.size === 0) return text;
    return text.replace(/\d(?:[\s().-]{0,2}\d){3,}/g, (found) => {
      const digits = found.replace(/\D/g, "");
      const isOne = [...this.#people.phones].some((phone) => phone.length > 3 && digits.includes(phone));
      return isOne ? apply(found, (part) => maskedPhone(part, this.#mask)) : found;
    });
  }
}

const anyAddress = /[\p{L}\p{N}._%+*'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

function sequenceOf(text: string, kind: Sequence["kind"]): Sequence {
  const words: string[] = text.normalize("NFC").match(word) ?? [];
  return { words, kind, isExact: words.length === 1 };
}
