import type { Step } from "../envelope/envelope.ts";
import { Refusal } from "../envelope/refusal.ts";
import { formOf } from "./form.ts";
import { judgeValues, type TagError } from "./judge-values.ts";
import { handIn, refuseUnlessAt } from "./next-step.ts";
import type { OpenedLink } from "./opened-link.ts";

/**
 * Hands in what somebody filled in. They have signed, unless an identity check or the naming of a witness comes after it.
 *
 * @param given by a tag's position, from 0, as it came; a tag that is given nothing holds what it held
 * @throws Refusal 422 naming every tag that is wrong, and nothing is kept then; as {@link refuseUnlessAt} does
 */
export function submit(link: OpenedLink, given: Readonly<Record<string, unknown>>): Step {
  refuseUnlessAt(link, "sign");
  const form = formOf(link);
  const unknown = Object.keys(given).filter(
    (key) => !/^(0|[1-9]\d{0,2})$/.test(key) || !(Number(key) in form.tags),
  );
  if (unknown.length > 0)
    throw new Refusal(
      422,
      "invalid_values",
      "The values name tags by their positions, from 0; some name none of this person's tags.",
    );
  const { values, errors } = judgeValues(
    form,
    form.tags.map((_, index) => (Object.hasOwn(given, String(index)) ? given[String(index)] : undefined)),
  );
  if (errors.length > 0) throw wrongValues(errors);
  return handIn(link, values);
}

const wrongValues = (errors: readonly TagError[]): Refusal =>
  new Refusal(
    422,
    "invalid_values",
    "Some tags are not filled in as they have to be.",
    errors.map(({ tag, message }) => ({ path: `values.${tag}`, code: "invalid_value", message, tag })),
  );
