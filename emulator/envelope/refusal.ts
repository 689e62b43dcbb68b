/** One thing that is wrong with a request: where (`recipients[0].email`), a code, and a sentence without the value. */
export interface RefusalEntry {
  path: string;
  code: string;
  message: string;
  /** Of a value given on a signing page: the tag's position, from 0. */
  tag?: number;
}

/** A request the service answers with an error status and a body of the shape of `schema/error.json`. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly code: string;
  readonly errors: readonly RefusalEntry[];

  /**
   * @param status the HTTP status to answer with
   * @param code for machines, in snake_case
   * @param message a sentence for people: what is wrong, and what to do
   * @param errors one entry per wrong field, if fields are wrong
   */
  constructor(status: number, code: string, message: string, errors: readonly RefusalEntry[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  /** The answer's body. */
  get body(): { code: string; message: string; errors?: readonly RefusalEntry[] } {
    const { code, message, errors } = this;
    return errors.length > 0 ? { code, message, errors } : { code, message };
  }
}
