/** The body of a request. It can be sent more than once, so that a refused request can be repeated. */
export interface RequestBody {
  contentType: string;
  /** Length in bytes, known before the first of them is read. */
  bytes: number;
  /**
   * The body's bytes, read while they are sent.
   *
   * @param resources takes everything opened for that; whoever calls disposes of it when the request is over
   */
  chunks(resources: AsyncDisposableStack): AsyncIterable<Uint8Array>;
}

/** A body of JSON. */
export function jsonBody(value: unknown): RequestBody {
  const bytes = Buffer.from(JSON.stringify(value));
  return {
    contentType: "application/json",
    bytes: bytes.length,
    async *chunks() {
      yield bytes;
    },
  };
}
