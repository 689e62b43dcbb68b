import type { Report } from "../../../policy/formats/report.ts";
import type { DocumentSource, ReviewSource } from "../../../review/review-source.ts";
import type { EnvelopeInputs } from "../../../schema/envelope-inputs.ts";
import { created, edited, refused, removed, replaced, sentAs, sourceOf, unchanged } from "./planned.ts";
import { agreementBefore, agreementNow, documents, policy, sampleSource } from "./sample-review.ts";

const id = (digit: number): string =>
  [8, 4, 4, 4, 12].map((length) => String(digit).repeat(length)).join("-");
const plainPdf = "e5".repeat(32);
const longPdf = "f6".repeat(32);
const longPdfBefore = "a7".repeat(32);

/** Three hundred pages, of which one word in a thousand is another. */
const chapters = (word: (page: number) => string): string =>
  Array.from(
    { length: 300 },
    (_, page) =>
      `Page ${page + 1} of the manual. ${"Whoever works here keeps to what is written. ".repeat(25)} Fee ${word(page)} pounds.`,
  ).join("\n");

const sources: ReadonlyMap<string, DocumentSource> = new Map([
  ...documents,
  [plainPdf, { pages: [{ widthPt: 595, heightPt: 842 }] }],
  [
    longPdf,
    {
      pages: Array.from({ length: 300 }, () => ({ widthPt: 595, heightPt: 842 })),
      text: chapters((page) => (page % 3 === 0 ? "95" : "90")),
    },
  ],
  [
    longPdfBefore,
    {
      pages: Array.from({ length: 299 }, () => ({ widthPt: 595, heightPt: 842 })),
      text: chapters(() => "90"),
    },
  ],
]);

const simple = (name: string, more: Partial<EnvelopeInputs> = {}): EnvelopeInputs => ({
  name,
  message: "Please sign.",
  documents: [{ path: "nda.pdf", sha256: plainPdf, pages: 1, bytes: 8_120 }],
  recipients: [
    {
      role: "Partner",
      name: "Pat Example",
      email: "pat@example.com",
      tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.8 }],
    },
  ],
  ...more,
});

const manual = (sha256: string, pages: number): EnvelopeInputs =>
  simple("Manual", {
    documents: [{ path: "manual.pdf", sha256, pages, bytes: 9_000_000 }],
    recipients: Array.from({ length: 3 }, (_, at) => ({
      role: `Reader ${at + 1}`,
      name: `Reader Number ${at + 1}`,
      email: `reader${at + 1}@example.com`,
      tags: Array.from({ length: pages }, (_, page) => ({
        type: "initials" as const,
        pageNumber: page + 1,
        x: 0.1 + at * 0.2,
        y: 0.94,
      })),
    })),
  });

const nda = simple("Mutual NDA");
const [partner] = nda.recipients;
const clean: Report = { ...policy, judgements: [], envelopes: [] };
const source = (
  planned: Parameters<typeof sourceOf>[0],
  more: Parameters<typeof sourceOf>[2] = {},
): ReviewSource => sourceOf(planned, sources, { policy: clean, ...more });

const { policy: _, ...withoutPolicy } = source([created("nda", nda)]);

/** Everything that a review has to show well, by name. */
export const scenarios: Record<string, ReviewSource> = {
  "first-send": source([
    created("agreement", agreementBefore),
    created("nda", nda),
    created("embedded", { ...nda, recipients: [{ ...partner, eventNotifications: [] }] } as EnvelopeInputs),
  ]),
  "refused-change": source([
    refused(
      "nda",
      { before: nda, now: { ...nda, name: "Another NDA" }, sent: sentAs(nda, id(1)) },
      `Envelope ${id(1)} was sent on 2030-05-01T10:00:00Z and is ACTIVE: name differs from what was sent. Nothing was done.`,
    ),
  ]),
  supersede: source([
    replaced("agreement", {
      before: agreementBefore,
      now: { ...agreementNow, supersedes: id(1) },
      sent: sentAs(agreementBefore, id(1), { signed: ["Partner"] }),
    }),
  ]),
  reassignment: source([
    edited("agreement", {
      before: agreementBefore,
      now: {
        ...agreementBefore,
        recipients: agreementBefore.recipients.map((one) =>
          one.key === "Partner"
            ? { ...one, name: "Penny Other", email: "penny@example.com" }
            : one.key === "Company"
              ? { ...one, email: "office@example.com" }
              : one,
        ),
      },
      sent: sentAs(agreementBefore, id(1)),
    }),
  ]),
  removal: source([
    removed("nda", nda, sentAs(nda, id(1))),
    removed("deleted", { ...nda, onDelete: "delete" }, sentAs(nda, id(2))),
    removed("kept", { ...nda, onDelete: "retain" }, sentAs(nda, id(3))),
    removed("done", nda, sentAs(nda, id(4), { status: "COMPLETE", completedAt: "2030-05-02T10:00:00Z" })),
  ]),
  destroy: source(
    [
      removed("agreement", agreementBefore, sentAs(agreementBefore, id(1), { signed: ["Partner"] })),
      removed("approved", agreementBefore, sentAs(agreementBefore, id(2), { signed: ["Partner"] })),
    ],
    {
      withdrawable: new Set([id(2)]),
      others: [{ operation: "delete", type: "aws:s3/bucket:Bucket", name: "packs" }],
    },
  ),
  drift: source([
    unchanged("agreement", agreementBefore, sentAs(agreementBefore, id(1), { signed: ["Partner"] })),
    unchanged(
      "archived",
      nda,
      sentAs(nda, id(2), { status: "ARCHIVED", archivedAt: "2030-05-04T08:00:00Z" }),
    ),
    unchanged("missing", nda, sentAs(nda, id(3), { status: "MISSING" })),
    unchanged("failed", nda, sentAs(nda, id(4), { status: "ERRORED", errors: ["nda.pdf: INVALID"] })),
    unchanged("done", nda, sentAs(nda, id(5), { status: "COMPLETE", completedAt: "2030-05-02T10:00:00Z" })),
    unchanged("expired", nda, {
      ...sentAs(nda, id(6)),
      recipients: [
        {
          ...{ key: "Partner", type: "SIGNER", signStatus: "UNSIGNED", signGroup: 1 },
          linkExpiresAt: "2030-05-03T10:00:00.000Z",
          lastEmailStatus: "BOUNCED",
          changedOutside: true,
        },
      ],
    }),
  ]),
  "policy-failure": source([created("engagement", nda)], {
    policy: { ...policy, judgements: policy.judgements.filter(({ verdict }) => verdict === "fail") },
  }),
  waiver: source([created("agreement", nda)], {
    policy: { ...policy, judgements: policy.judgements.filter(({ verdict }) => verdict === "waived") },
  }),
  "many-envelopes": source(
    Array.from({ length: 200 }, (_, at) => created(`nda-${at + 1}`, simple(`NDA ${at + 1}`))),
  ),
  "many-recipients": source([
    created(
      "round",
      simple("Round robin", {
        recipients: Array.from({ length: 30 }, (_, at) => ({
          role: `Member ${at + 1}`,
          name: `Member Number${at + 1}`,
          email: `member${at + 1}@example.com`,
          signGroup: (at % 10) + 1,
          tags: [{ type: "signature" as const, pageNumber: 1, x: 0.1, y: Math.round(at * 30) / 1000 }],
        })),
      }),
    ),
  ]),
  "long-document": source([
    replaced("manual", {
      before: manual(longPdfBefore, 299),
      now: { ...manual(longPdf, 300), supersedes: id(1) },
      sent: sentAs(manual(longPdfBefore, 299), id(1)),
    }),
  ]),
  "nothing-to-do": source([unchanged("nda", nda, sentAs(nda, id(1)))]),
  "preview-failed": {
    ...withoutPolicy,
    failure:
      "Pulumi says:\nError: ENOENT: no such file or directory, open 'contract of Pat Example.pdf'\n    at <@everyone> ```",
  },
  sample: sampleSource,
};
