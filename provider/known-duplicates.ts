import type { IdentifiedInputs } from "../schema/envelope-inputs.ts";

/** The ids that `duplicateOf` names, in lower case. */
export const knownDuplicates = ({
  duplicateOf = [],
}: Pick<IdentifiedInputs, "duplicateOf">): ReadonlySet<string> =>
  new Set([duplicateOf].flat().map((id) => id.toLowerCase()));
