import type { EmbeddedEnvelopeInputs, RecipientInputs, TagInputs } from "../../schema/envelope-inputs.ts";

/** An envelope of either kind. */
export type Envelope = EmbeddedEnvelopeInputs;

/** A way to break a rule, and the place that a complaint about it has to name. */
export type Rule = [place: string, broken: (envelope: Envelope) => unknown];

/** Changes options of the envelope. */
export const set = (change: object, place = Object.keys(change)[0] ?? ""): Rule => [
  place,
  (envelope) => ({ ...envelope, ...change }),
];

/** Changes the first signer, who then is the only recipient where nobody else is asked for. */
export const signers = (
  place: string,
  ...changes: ((signer: RecipientInputs, envelope: Envelope) => object)[]
): Rule => [
  place,
  (envelope) => {
    const [first] = envelope.recipients;
    const { autotagging: _, hasEnvelopeOtps: __, ...plain } = envelope;
    const recipients = changes.map((change) => ({
      ...first,
      rules: [],
      signGroup: 1,
      ...change(first as RecipientInputs, envelope),
    }));
    return { ...plain, recipients };
  },
];

/** Sets fields of the first signer, who is then the only recipient. */
export const signer = (change: object, place = `].${Object.keys(change).at(-1)}`): Rule =>
  signers(place, () => change);

/** A text field on the envelope's first document, changed. */
export const tagOn = ({ documents }: Envelope, tag: object): TagInputs =>
  ({
    type: "text_field",
    fileName: documents[0]?.fileName,
    pageNumber: 1,
    x: 0,
    y: 0,
    width: 0.1,
    ...tag,
  }) as TagInputs;

/** The tags that rules are about: `a`, `b`, a date, and a group `g`. */
const tagsOf = (envelope: Envelope): TagInputs[] => [
  tagOn(envelope, { name: "a" }),
  tagOn(envelope, { name: "b" }),
  tagOn(envelope, { type: "date_signed_field", name: "date", width: undefined }),
  tagOn(envelope, { name: "c", tagGroupName: "g" }),
  tagOn(envelope, { name: "d", tagGroupName: "g" }),
];

/** A condition: the tag of that name is filled in. */
export const on = (triggerTagName: string): object => ({ triggerTagName, criteria: "has_value" });

/** A rule that shows something once `a` is filled in, changed. */
export const rule = (change: object): object => ({ action: "show", conditions: [on("a")], ...change });

/** Gives the first signer rules, and the tags that they are about. */
export const ruled = (place: string, ...rules: object[]): Rule =>
  signers(`.rules[${place}`, (_, envelope) => ({ tags: tagsOf(envelope), excludedFiles: [], rules }));

/** A signer whose rule names what another has, and that other. */
export const affecting = (place: string, rule: object, ...others: object[]): Rule =>
  signers(
    place,
    (_, envelope) => ({ tags: tagsOf(envelope), excludedFiles: [], rules: [rule] }),
    ...others.map((other) => (_: RecipientInputs, envelope: Envelope) => ({
      ...{ tags: [tagOn(envelope, { name: "later" })], excludedFiles: [], signGroup: 2, role: undefined },
      ...other,
    })),
  );

/** A rule about a tag that one who signs later has. */
export const later = rule({ affectedTagNamesOtherRecipients: ["later"] });

/** Gives the first signer a witness with text fields. */
export const witness =
  (...tags: object[]) =>
  (_: RecipientInputs, envelope: Envelope): object => ({
    witness: { tags: tags.map((tag) => tagOn(envelope, tag)) },
  });

/** Gives the envelope one more recipient, a copy, with something that only signers have. */
export const copy = (change: object): Rule => [
  `].${Object.keys(change).at(-1)}`,
  (envelope) => ({
    ...envelope,
    recipients: [
      ...envelope.recipients,
      { type: "CC", name: "Zq Copy", email: "zq-copy@example.com", ...change },
    ],
  }),
];

/** A number that is right. */
export const phone = { isoCountryCode: "GB", mobileNumber: "7700900123" };
/** An identity check that is right. */
export const idv = { sessionConfigName: "HR" };
/** What makes a text field a merge field. */
export const merged = { mergeField: { source: "idv", fieldName: "full_name" } };

/** An envelope whose one signer autotagging would accept, changed. */
export const autotagged = (place: string, ...changes: object[]): Rule => [
  place,
  (envelope) => ({
    ...envelope,
    ...{ autotagging: "GENERAL", hasEnvelopeOtps: false },
    recipients: changes.map((change) => ({
      ...envelope.recipients[0],
      role: "Signer 1",
      tags: [],
      rules: [],
      ...change,
      signGroup: 1,
    })),
  }),
];
