import type { PackProblemCode } from "../pack-problem.ts";

/** An XML file is not what it should be; the message continues the sentence `The file "…" `. */
export class XmlError extends Error {
  override readonly name = "XmlError";
  readonly code: PackProblemCode;

  constructor(code: PackProblemCode, what: string) {
    super(what);
    this.code = code;
  }
}
