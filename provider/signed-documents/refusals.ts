import { YotiSignError } from "../../sdk/client/index.ts";
import type { PackReport } from "../../verify/index.ts";

/** A completion pack is not what it says. `problems` has codes and files. */
export class PackRejectedError extends YotiSignError {
  override get name() {
    return "PackRejectedError" as const;
  }
  readonly code = "PACK_REJECTED";
  readonly problems: PackReport["problems"];

  /** @param what what was rejected, and what became of it, in sentences */
  constructor(what: string, problems: PackReport["problems"], cure = "") {
    const shown = problems.slice(0, 10).map(({ code, message }) => `\n    - ${code}: ${message}`);
    const more = problems.length > 10 ? `\n    - and ${problems.length - 10} more` : "";
    super(`${what}${shown.join("")}${more}${cure && `\n${cure}`}`);
    this.problems = problems;
  }
}

/** Verified files cannot be put where they belong, or be published. What is there stays as it is. */
export class NotKeptError extends YotiSignError {
  override get name() {
    return "NotKeptError" as const;
  }
  readonly code = "NOT_KEPT";
}
