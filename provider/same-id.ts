/** Whether two ids of envelopes are the same: people may write them in capitals. */
export const isSameId = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one.toLowerCase() === other?.toLowerCase();
