import type { RefusalEntry } from "../envelope/refusal.ts";

/** One thing that is wrong with a request. */
export const wrong = (path: string, code: string, message: string): RefusalEntry => ({ path, code, message });

/** What is wrong with each text that stands in a list before it, too. */
export const repeated = <Item>(
  items: readonly Item[],
  textOf: (item: Item) => string | undefined,
  wrongOf: (item: Item, at: number) => RefusalEntry,
): RefusalEntry[] => {
  const texts = items.map(textOf);
  return items.flatMap((item, at) =>
    texts[at] !== undefined && texts.indexOf(texts[at]) < at ? [wrongOf(item, at)] : [],
  );
};
