import type { Issue } from "../../schema/issue.ts";
import { ResponseError } from "./errors.ts";
import type { HttpAnswer } from "./http.ts";

/** Far more than the state of an envelope with 60 recipients and all their tags. */
const maxBytes = 16 * 1024 * 1024;

/**
 * Reads a successful answer as JSON and checks it.
 *
 * @param issuesOf what is wrong with the value; an empty list means that it is a `T`
 * @throws ResponseError it is longer than 16 MiB, no JSON, or not what `issuesOf` accepts
 */
export async function readJson<T>(answer: HttpAnswer, issuesOf: (value: unknown) => Issue[]): Promise<T> {
  const { request, status } = answer;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new ResponseError(request, status, `with more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const value = parse(Buffer.concat(chunks).toString());
  if (value === undefined) throw new ResponseError(request, status, "not with JSON");
  const issues = issuesOf(value);
  if (issues.length > 0)
    throw new ResponseError(request, status, "not with what the API reference says", issues);
  return value as T;
}

/** The parser's own error quotes the text, which may be personal data; so there is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** For operations whose answer has no body worth reading: the status says it all. */
export async function ignoreBody(answer: HttpAnswer): Promise<void> {
  await answer.body.dump().catch(() => {});
}
