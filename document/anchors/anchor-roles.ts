/** The ways to auto-tag, `autotagging` in the service's options. */
export type AnchorVariant = "GENERAL" | "REAL_ESTATE" | "ALL";

const NAMES: Readonly<Record<string, string>> = {
  S: "Signer",
  T: "Tenant",
  L: "Landlord",
  A: "Agent",
  G: "Guarantor",
  C: "Contractor",
};

const LETTERS: Readonly<Record<AnchorVariant, string>> = {
  GENERAL: "S",
  REAL_ESTATE: "TLAGC",
  ALL: "STLAGC",
};

/** The name of the role that a letter stands for; undefined when it stands for none. */
export const roleNameOf = (letter: string): string | undefined => NAMES[letter];

/** Whether anchors of a variant may begin with a letter. */
export const isRoleLetterOf = (variant: AnchorVariant, letter: string): boolean =>
  LETTERS[variant].includes(letter);

/** The letters of a variant in words: "S (Signer)". */
export const describeLetters = (variant: AnchorVariant): string =>
  [...LETTERS[variant]].map((letter) => `${letter} (${NAMES[letter]})`).join(", ");
