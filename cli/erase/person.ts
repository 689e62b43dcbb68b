import { personDigest } from "../../provider/request-digests.ts";
import { digest } from "../../schema/canonical.ts";
import { masked } from "../effect/masked.ts";

/** What of a person a text holds; `digest`: one that can be tried with their name, address or number. */
export type Trace = "e-mail" | "name" | "phone" | "masked e-mail" | "digest";

/** A recipient of any form: the declaration's and the service's fields. */
interface Contact {
  name?: unknown;
  email?: unknown;
  mobileNumber?: unknown;
  isoCountryCode?: unknown;
}

/** Somebody, known by an e-mail address; names and phone numbers are learnt from where that address stands. */
export class Person {
  readonly email: string;
  readonly #names = new Set<string>();
  readonly #phones = new Set<string>();
  readonly #digests = new Set<string>();
  #patterns: [Trace, RegExp][] | undefined;

  constructor(email: string) {
    this.email = folded(email);
  }

  /** The address as it may be printed. */
  get shown(): string {
    return masked(this.email);
  }

  /** Whether an address is this person's, however it is written. */
  has(email: unknown): boolean {
    return typeof email === "string" && folded(email) === this.email;
  }

  /** Learns name and phone number from a recipient with this address, at any depth of a value. */
  learn(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    const { name, email, mobileNumber, isoCountryCode }: Contact = value;
    if (this.has(email)) this.#learnContact({ name, email, mobileNumber, isoCountryCode });
    for (const child of Object.values(value)) this.learn(child);
  }

  /** What of the person a text holds. */
  tracesIn(text: string): Trace[] {
    this.#patterns ??= this.#makePatterns();
    const known = text.normalize("NFC");
    const found = this.#patterns.flatMap(([trace, pattern]) => (pattern.test(known) ? [trace] : []));
    return [...new Set(found)];
  }

  /** A text with `…` in the place of the person, as it may be printed: a file may be called after somebody. */
  hiddenIn(text: string): string {
    this.#patterns ??= this.#makePatterns();
    const others = this.#patterns.filter(([trace]) => trace === "name" || trace === "phone");
    // Also where more follows: the ending of a file.
    const patterns = [new RegExp(RegExp.escape(this.email), "iu"), ...others.map(([, pattern]) => pattern)];
    return patterns.reduce(
      (rest, { source, flags }) => rest.replace(new RegExp(source, `${flags}g`), "…"),
      text,
    );
  }

  #learnContact({ name, email, mobileNumber, isoCountryCode }: Contact): void {
    this.#patterns = undefined;
    if (typeof name === "string" && name.trim().length > 2) {
      this.#names.add(name.trim());
      this.#digests.add(personDigest({ name, email: String(email) }));
    }
    const number = mobileNumber === undefined || mobileNumber === null ? "" : String(mobileNumber);
    const digits = number.replaceAll(/\D/g, "").replace(/^0+/, "");
    if (digits.length < 6) return;
    this.#phones.add(digits);
    const country = typeof isoCountryCode === "string" ? isoCountryCode.toUpperCase() : undefined;
    this.#digests.add(digest([country, number]));
  }

  #makePatterns(): [Trace, RegExp][] {
    const all = (
      values: Iterable<string>,
      make: (value: string) => RegExp,
      trace: Trace,
    ): [Trace, RegExp][] => [...values].map((value) => [trace, make(value)]);
    return [
      ["e-mail", new RegExp(`(?<![\\w.+-])${RegExp.escape(this.email)}(?![\\w-]|\\.\\w)`, "iu")],
      ...all(
        this.#names,
        (name) =>
          new RegExp(`(?<!\\p{L})${name.split(/\s+/).map(RegExp.escape).join("\\s+")}(?!\\p{L})`, "iu"),
        "name",
      ),
      ...all(
        this.#phones,
        (digits) => new RegExp(`(?<!\\d)0?${[...digits].join("[\\s().-]*")}(?!\\d)`),
        "phone",
      ),
      ...all(
        [this.shown],
        (email) => new RegExp(`(?<![\\w.+-])${RegExp.escape(email)}(?![\\w-])`, "iu"),
        "masked e-mail",
      ),
      ...all(this.#digests, (text) => new RegExp(`(?<![\\w-])${RegExp.escape(text)}(?![\\w-])`), "digest"),
    ];
  }
}

const folded = (email: string): string => email.normalize("NFC").trim().toLowerCase();
