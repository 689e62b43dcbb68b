/** A name such as `/JavaScript`, without its slash. */
export class PdfName {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A reference to another object. */
export class PdfReference {
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }
}

export type PdfDictionary = ReadonlyMap<string, PdfValue>;

/** A value of a PDF; bytes are a string of any encoding. Streams are their dictionaries. */
export type PdfValue =
  | PdfName
  | PdfReference
  | PdfDictionary
  | readonly PdfValue[]
  | Uint8Array
  | number
  | boolean
  | null;

/** PDFium nests no deeper than 64 when it reads. */
const MAX_DEPTH = 100;

const OPEN_ROUND = 0x28;
const CLOSE_ROUND = 0x29;
const LESS = 0x3c;
const GREATER = 0x3e;
const OPEN_SQUARE = 0x5b;
const CLOSE_SQUARE = 0x5d;
const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const PERCENT = 0x25;

const isWhite = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;

const isLineEnd = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;

const DELIMITERS = new Set(Buffer.from("()<>[]{}/%"));

/**
 * Reads a value of a PDF, no more lenient than files of well-behaved programs need.
 *
 * @param at where the value begins, white space and comments left out
 * @throws Error when there is none
 */
export const parseValue = (bytes: Buffer, at: number): PdfValue => readValue(bytes, at).value;

/** As {@link parseValue}, and where the value ends. */
export function readValue(bytes: Buffer, at: number): { value: PdfValue; end: number } {
  const parser = new Parser(bytes, at);
  return { value: parser.value(0), end: parser.end };
}

class Parser {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Behind what was read. */
  get end(): number {
    return this.#at;
  }

  value(depth: number): PdfValue {
    if (depth > MAX_DEPTH) throw new Error("The objects of the PDF are nested too deep.");
    this.#skipWhite();
    const byte = this.#bytes[this.#at];
    if (byte === SLASH) return new PdfName(this.#name());
    if (byte === OPEN_ROUND) return this.#literal();
    if (byte === OPEN_SQUARE) return this.#array(depth);
    if (byte === LESS) return this.#bytes[this.#at + 1] === LESS ? this.#dictionary(depth) : this.#hex();
    return this.#word();
  }

  #skipWhite(): void {
    for (;;) {
      while (isWhite(this.#bytes[this.#at])) this.#at += 1;
      if (this.#bytes[this.#at] !== PERCENT) return;
      while (this.#at < this.#bytes.length && !isLineEnd(this.#bytes[this.#at])) this.#at += 1;
    }
  }

  /** The regular characters from here on. */
  #token(): string {
    const start = this.#at;
    for (let byte = this.#bytes[this.#at]; byte !== undefined; byte = this.#bytes[this.#at]) {
      if (isWhite(byte) || DELIMITERS.has(byte)) break;
      this.#at += 1;
    }
    return this.#bytes.toString("latin1", start, this.#at);
  }

  #name(): string {
    this.#at += 1;
    return this.#token().replace(/#([\da-fA-F]{2})/g, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }

  #array(depth: number): PdfValue[] {
    const values: PdfValue[] = [];
    this.#at += 1;
    for (this.#skipWhite(); this.#bytes[this.#at] !== CLOSE_SQUARE; this.#skipWhite())
      values.push(this.value(depth + 1));
    this.#at += 1;
    return values;
  }

  #dictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    this.#at += 2;
    for (this.#skipWhite(); this.#bytes[this.#at] !== GREATER; this.#skipWhite()) {
      if (this.#bytes[this.#at] !== SLASH)
        throw new Error("A dictionary of the PDF has an entry without a name.");
      const key = this.#name();
      entries.set(key, this.value(depth + 1));
    }
    this.#at += 2;
    return entries;
  }

  #literal(): Uint8Array {
    const found: number[] = [];
    let depth = 0;
    for (;;) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new Error("A string of the PDF does not end.");
      if (byte === OPEN_ROUND && depth++ === 0) continue;
      if (byte === CLOSE_ROUND && --depth === 0) return Uint8Array.from(found);
      if (byte === BACKSLASH) this.#escape(found);
      else found.push(byte);
    }
  }

  #escape(found: number[]): void {
    const octal = /^[0-7]{1,3}/.exec(this.#bytes.toString("latin1", this.#at, this.#at + 3))?.[0];
    if (octal) found.push(Number.parseInt(octal, 8) & 0xff);
    const letter = this.#bytes[this.#at] ?? 0;
    // A line end behind a backslash is not part of the string.
    if (!octal && letter !== 0x0a && letter !== 0x0d) found.push(ESCAPES.get(letter) ?? letter);
    this.#at += octal?.length ?? 1;
  }

  #hex(): Uint8Array {
    const end = this.#bytes.indexOf(GREATER, this.#at);
    if (end < 0) throw new Error("A string of the PDF does not end.");
    const digits = this.#bytes.toString("latin1", this.#at + 1, end).replace(/[^\da-fA-F]/g, "");
    this.#at = end + 1;
    return Buffer.from(digits.length % 2 ? `${digits}0` : digits, "hex");
  }

  #word(): PdfValue {
    const token = this.#token();
    if (token === "true" || token === "false") return token === "true";
    if (token === "null") return null;
    const number = Number(token);
    if (token === "" || Number.isNaN(number)) throw new Error("A value of the PDF cannot be read.");
    const rest = /^\s+\d+\s+R(?![^\s()<>[\]{}/%])/.exec(
      this.#bytes.toString("latin1", this.#at, this.#at + 16),
    );
    if (!rest || !Number.isInteger(number)) return number;
    this.#at += rest[0].length;
    return new PdfReference(number);
  }
}

const ESCAPES: ReadonlyMap<number, number> = new Map(
  Object.entries({ n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, f: 0x0c }).map(([letter, code]) => [
    letter.charCodeAt(0),
    code,
  ]),
);
