import { unknownValue } from "../../schema/unknown.ts";

/** What is shown of a value that is known only when the program runs. */
export const notKnownYet = "(not known yet)";

/** A value as people read it; undefined where there is none. */
export function shown(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (value === unknownValue) return notKnownYet;
  if (typeof value === "string") return value.replaceAll(unknownValue, notKnownYet);
  return JSON.stringify(value)?.replaceAll(`"${unknownValue}"`, notKnownYet);
}

/** As {@link shown}; an empty text where there is none. */
export const textOf = (value: unknown): string => shown(value) ?? "";

/** A whole number of a declaration, or what counts where there is none that can be read. */
export const numberOf = (value: unknown, otherwise: number): number =>
  typeof value === "number" && Number.isFinite(value) ? value : otherwise;

/** The items of a list that have fields; none where it is no list. */
export const objectsIn = <Item extends object>(list: readonly Item[] | undefined): Item[] =>
  Array.isArray(list) ? list.filter((item) => typeof item === "object" && item !== null) : [];
