import { Refusal } from "../envelope/refusal.ts";
import { prune } from "../upload/schemas.ts";

/**
 * A request's body, judged by one of the schemas.
 *
 * @throws Refusal 400 when there is none, 422 naming every field that is wrong
 */
export function checked<Body>(schema: Parameters<typeof prune>[0], body: unknown): Body {
  if (body === undefined)
    throw new Refusal(400, "no_body", "The request has no body; it needs a JSON object.");
  const wrong = prune(schema, body);
  if (wrong.length > 0) throw new Refusal(422, "invalid_body", "The request's body is not valid.", wrong);
  return body as Body;
}
