import type { TagValue } from "../envelope/envelope.ts";
import type { FormTag, SigningForm } from "./form.ts";
import { hasValue, type RuleEffects, ruleEffects } from "./rule-effects.ts";

/** What is wrong with one tag, in a sentence without a subject that never repeats the value. */
export interface TagError {
  /** The tag's position, from 0. */
  readonly tag: number;
  readonly message: string;
}

/** What was filled in, judged. */
export interface Judgement extends RuleEffects {
  /** What each tag comes to hold; null where it is hidden, whatever was given. */
  readonly values: readonly TagValue[];
  readonly errors: readonly TagError[];
}

/**
 * Judges what was filled in: kinds of values, read-only and automatic tags, rules, what is required, groups, and
 * validation. What is given for a hidden tag is dropped, right or wrong.
 *
 * @param given by position, as it came; undefined: the tag holds what it held
 */
export function judgeValues({ tags, rules }: SigningForm, given: readonly unknown[]): Judgement {
  const values = tags.map((tag, index) => entered(tag, given[index]));
  const optional = tags.map((tag) => tag.optional);
  const { shown, required } = ruleEffects(rules, optional, values);
  const errors = tags.flatMap((tag, index): TagError[] => {
    if (shown[index] === false) return [];
    const value = values[index] ?? null;
    const message =
      wrongKind(tag, given[index]) ??
      (required[index] === true && !isInGroup(tag) && !hasValue(value) ? missing(tag) : undefined) ??
      invalid(tag, value);
    return message === undefined ? [] : [{ tag: index, message }];
  });
  return {
    shown,
    required,
    values: values.map((value, index) => (shown[index] === true ? value : null)),
    errors: [...errors, ...wrongGroups(tags, values, { shown, required })],
  };
}

const isBox = ({ type }: FormTag): boolean => type === "checkbox_field" || type === "radio_field";

/** Whether only the service, the sender or an upload decides what the tag holds. */
const isFixed = ({ automatic, readonly, type }: FormTag): boolean =>
  automatic || readonly || type === "attachment";

const isInGroup = ({ group }: FormTag): boolean => group !== undefined;

function entered(tag: FormTag, given: unknown): TagValue {
  if (given === undefined || isFixed(tag)) return tag.initial;
  if (isBox(tag)) return given === true;
  return typeof given === "string" && given.trim() !== "" ? given : null;
}

function wrongKind(tag: FormTag, given: unknown): string | undefined {
  if (given === undefined || given === null) return undefined;
  if (isFixed(tag)) {
    if (given === (tag.initial ?? "")) return undefined;
    if (tag.automatic) return "is filled in by the service";
    return tag.readonly ? "is read-only" : "holds the file that was attached; attach another one instead";
  }
  if (isBox(tag)) return typeof given === "boolean" ? undefined : "must be true or false";
  return typeof given === "string" ? undefined : "must be a text";
}

function missing({ type, readonly, automatic, initial }: FormTag): string | undefined {
  // What the identity check answers comes later, and is judged then.
  if (automatic) return initial === null ? undefined : "is required";
  if (readonly) return "is required, read-only and empty, so that nobody can fill it in; the sender has to";
  return type === "attachment" ? "is required: attach a PDF" : "is required";
}

/** A read-only text is the sender's, and an automatic one the service's: neither is the signer's to put right. */
function invalid(tag: FormTag, value: TagValue): string | undefined {
  const { validation } = tag;
  if (!validation || typeof value !== "string" || isFixed(tag)) return undefined;
  if (new RegExp(validation.regex, validation.flags).test(value)) return undefined;
  return validation.error_message || "does not match the tag's validation";
}

function wrongGroups(
  tags: readonly FormTag[],
  values: readonly TagValue[],
  { shown, required }: RuleEffects,
): TagError[] {
  const visible = [...tags.keys()].filter(
    (index) => shown[index] === true && isInGroup(tags[index] as FormTag),
  );
  return [...Map.groupBy(visible, (index) => tags[index]?.group).values()].flatMap((members): TagError[] => {
    const [first = 0] = members;
    const isRadio = tags[first]?.type === "radio_field";
    const [, ...more] = members.filter((index) => hasValue(values[index] ?? null));
    const filled = members.some((index) => hasValue(values[index] ?? null));
    if (isRadio && more.length > 0)
      return more.map((tag) => ({
        tag,
        message: "is one of several radio buttons chosen in one group; choose one",
      }));
    const isToBeMerged = members.some((index) => tags[index]?.automatic && values[index] === null);
    if (filled || isToBeMerged || !members.some((index) => required[index] === true)) return [];
    const message = isRadio
      ? "leaves its group of radio buttons without a choice, which is required"
      : "leaves its group without a value, and at least one of its tags is required";
    return [{ tag: first, message }];
  });
}
