/** What became of a document's text, word by word. */
export type TextChange =
  | { available: false; why: string }
  | {
      available: true;
      /** Runs of words in reading order; long unchanged runs are cut, which `…` stands for. */
      runs: { kind: "same" | "removed" | "added"; text: string }[];
      /** How many words. */
      removed: number;
      added: number;
    };
