import fc, { type Arbitrary } from "fast-check";
import { placesIn, withValueAt } from "./arbitrary-envelope.ts";

const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = "x";
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
};

/** Names that every JavaScript object has, too; JSON may give them to its own. */
const names = fc.constantFrom(
  ...["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "toJSON"],
  ...["length", "includes", "map", "then", "", "0", "type", "name"],
);

// Through JSON, so that "__proto__" is a property of the object itself.
const properties = fc
  .array(fc.tuple(names, fc.constantFrom("1", "null", '"x"', "[]", "{}")), { maxLength: 4 })
  .map((entries) => JSON.parse(`{${entries.map(([name, value]) => `${JSON.stringify(name)}:${value}`)}}`));

/** A value under a name: some are too deep to be printed when a test fails. */
export class Hostile {
  readonly #name: () => string;
  readonly value: unknown;

  constructor(value: unknown, name = () => fc.stringify(value)) {
    this.#name = name;
    this.value = value;
  }

  [fc.toStringMethod](): string {
    return this.#name();
  }

  /** The value in one of another's places, chosen by any number. */
  in(other: object, choice: number): Hostile {
    const places = placesIn(other);
    const path = places[choice % places.length] ?? [];
    return new Hostile(
      withValueAt(other, path, this.value),
      () => `${this.#name()} at ${JSON.stringify(path)} of ${fc.stringify(other)}`,
    );
  }
}

const depth = 20_000;
const length = 20_000;

const large = fc.constantFrom(
  new Hostile(
    nested(depth, (inner) => [inner]),
    () => "deep lists",
  ),
  new Hostile(
    nested(depth, (inner) => ({ type: inner })),
    () => "deep objects",
  ),
  new Hostile(Array(length).fill("signer_invitation"), () => "a long list of texts"),
  new Hostile(Array(length).fill({ type: "SIGNER", sign_group: 99, signGroup: 99 }), () => "many signers"),
);

const odd = fc.constantFrom(
  ...[NaN, Infinity, -Infinity, -0, 1e308, Number.MIN_VALUE, 2 ** 53],
  ...["\ud800", "\u0000", "\u202e", "ﷺ".repeat(1000), "NaN", "1e999", "e\u0301".repeat(50_000)],
);

/**
 * Values that break what does not look before it acts: objects that cannot become text, deep and long ones, texts that
 * are no Unicode, numbers that are none.
 */
export const hostileValue: Arbitrary<Hostile> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .oneof(
        { weight: 4, arbitrary: properties },
        {
          weight: 2,
          arbitrary: fc.anything({ withNullPrototype: true, maxDepth: 3 }),
        },
        { weight: 2, arbitrary: odd },
      )
      .map((value) => new Hostile(value)),
  },
  { weight: 1, arbitrary: large },
);
