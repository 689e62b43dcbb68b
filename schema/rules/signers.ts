import type { WireOptions, WireRecipient, WireTag } from "../generated/wire.ts";

/** Those who sign, each with their place among the recipients. */
export const signersOf = (options: WireOptions): [WireRecipient, number][] =>
  options.recipients
    .map((recipient, index): [WireRecipient, number] => [recipient, index])
    .filter(([recipient]) => recipient?.type === "SIGNER");

/** A list's items, as long as it is a list. */
export const listOf = <Item>(list: Item[] | undefined): Item[] => (Array.isArray(list) ? list : []);

/** A signer's tags that are tags by their shape, each with its place. */
export const tagsOf = (tags: WireTag[] | undefined): [WireTag, number][] =>
  listOf(tags)
    .map((tag, at): [WireTag, number] => [tag, at])
    .filter(([tag]) => typeof tag === "object" && tag !== null);
