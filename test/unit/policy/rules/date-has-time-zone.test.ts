import { dateHasTimeZone as rule } from "../../../../policy/rules/date-has-time-zone.ts";
import { envelopeOf, signerWith } from "../envelope-of.ts";
import { itJudges } from "../it-judges.ts";

describe("the rule date-has-time-zone", () => {
  itJudges(rule, [
    ["a signer without a date", envelopeOf(signerWith([{ type: "signature" }])), []],
    [
      "a date and no time zone",
      envelopeOf(
        signerWith([{ type: "signature" }, { type: "date_signed_field" }, { type: "date_signed_field" }]),
      ),
      ["recipients[0].timeZoneName is not set: the date in recipients[0].tags[1] will be the one in UTC"],
    ],
    [
      "a date in UTC on purpose",
      envelopeOf(signerWith([{ type: "date_signed_field" }], { timeZoneName: "UTC" })),
      [],
    ],
    [
      "the one of two signers who has none",
      envelopeOf(
        signerWith([{ type: "date_signed_field" }], { timeZoneName: "Europe/Rome" }),
        signerWith([{ type: "date_signed_field" }]),
      ),
      ["recipients[1].timeZoneName is not set: the date in recipients[1].tags[0] will be the one in UTC"],
    ],
    ["a CC", envelopeOf({ type: "CC", name: "Cleo Example", email: "cleo@example.com" }), []],
    [
      "envelopes whose documents carry the tags",
      { envelope: { autotagging: "GENERAL" } },
      "tags are read from the documents",
    ],
  ]);
});
