import type { EmulatedEnvelope } from "../../emulator/index.ts";
import type { Declared } from "../e2e/stack.ts";
import { keptOf, type Scenario } from "./scenario.ts";

/** What an envelope says: the first is sent, the second takes its place where one is replaced. */
export type Version = 1 | 2;

const message = (version: Version): string => `Please sign version ${version}.`;

/** An envelope with two signers who are invited at once, under a name of its own. */
export const declaration = (name: string, version: Version = 1): Declared => ({
  name: `Agreement ${name}`,
  emails: { invitation: { body: { message: message(version) } } },
  documents: ["nda.pdf"],
  recipients: ["first", "second"].map((who, index) => ({
    name: `Signer ${who} ${name}`,
    email: `${who}-${name}@example.com`,
    tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.5 + 0.2 * index }],
  })),
});

/** What the program declares before the run. */
export const declaredBefore = (names: readonly string[]): Record<string, Declared> =>
  Object.fromEntries(names.map((name) => [name, declaration(name)]));

/**
 * What the program declares in the run and ever after.
 *
 * @param ids the envelopes that were sent before, by name
 */
export const declaredAfter = (
  scenario: Scenario,
  ids: Readonly<Record<string, string>>,
): Record<string, Declared> => ({
  ...declaredBefore(keptOf(scenario)),
  ...Object.fromEntries(
    scenario.parts
      .filter(({ action }) => action !== "archive")
      .map(({ name, action }) => [
        name,
        action === "replace" ? { ...declaration(name, 2), supersedes: ids[name] } : declaration(name),
      ]),
  ),
});

/** Which declaration the service's envelope is of; undefined: of none of ours. */
export function declarationOf({
  options,
}: Pick<EmulatedEnvelope, "options">): { name: string; version: Version } | undefined {
  const name = nameIn(options.name);
  const text = options.emails?.invitation?.body?.message;
  const version = ([1, 2] as const).find((one) => message(one) === text);
  return name === undefined || version === undefined ? undefined : { name, version };
}

/** The resource's name in an envelope's name, with or without a reference behind it. */
export const nameIn = (envelopeName: string): string | undefined =>
  envelopeName.match(/^Agreement ([a-z]+-\d+)(?: \[\w+\])?$/)?.[1];

/** The resource's name in the body of a request that sends its envelope. */
export const nameInBody = (body: Buffer): string | undefined =>
  body.toString("latin1").match(/"name":"Agreement ([a-z]+-\d+)/)?.[1];
