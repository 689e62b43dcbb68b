import { drawnTag } from "../../review/pictures/drawn-tag.ts";
import type { Review, ReviewedDocument, ReviewedEnvelope, TaggedPage } from "../../review/review.ts";

const a4 = { widthPt: 595.28, heightPt: 841.89 };

type Content = Pick<ReviewedDocument, "path" | "bytes"> & { sha256: string; pages: number };

/**
 * A review of envelopes that are sent, each with one of the documents in turn, two signers and their tags. No two
 * envelopes have their tags at the same place, so that no picture with tags serves two of them.
 *
 * @param options.everyPage whether each page has tags; default: the last two
 */
export function sampleReview(
  count: number,
  contents: readonly Content[],
  { everyPage = false }: { everyPage?: boolean } = {},
): Review {
  const envelopes = Array.from({ length: count }, (_, at) =>
    envelopeOf(at, contents[at % contents.length] as Content, everyPage),
  );
  return {
    version: "0.0.0",
    project: "bench",
    stack: "review",
    environment: "sandbox",
    at: "2030-05-10T12:00:00Z",
    change: {},
    mask: "none",
    verdict: "ready",
    emails: envelopes.flatMap(({ resource, recipients }) =>
      recipients.map(({ key, name, email, signGroup }) => ({
        kind: signGroup === 1 ? ("invitation" as const) : ("later" as const),
        ...{ resource, recipient: key, name, email },
        ...(signGroup !== undefined && { signGroup }),
        by: ["e-mail" as const],
      })),
    ),
    lostSignatures: [],
    envelopes,
    drift: [],
    others: [],
    effects: [],
    fingerprint: "none",
  };
}

function envelopeOf(at: number, content: Content, everyPage: boolean): ReviewedEnvelope {
  const recipients = ["Partner", "Company"].map((key, index) => ({
    ...{ key, role: key, type: "SIGNER" as const, name: `${key} ${at}`, email: `${key}.${at}@example.com` },
    ...{
      signGroup: index + 1,
      assurance: "e-mailed link only",
      linkSeconds: 604_800,
      tags: { signature: 1 },
    },
  }));
  const pages = Array.from({ length: content.pages }, (_, index) => index + 1);
  const tagged = everyPage ? pages : pages.slice(-2);
  return {
    resource: `envelope-${at}`,
    identity: `urn:pulumi:review::bench::yotisign:index:Envelope::envelope-${at}`,
    action: "create",
    name: `Contract ${at}`,
    message: "Please sign.",
    documents: [
      { ...content, name: content.path, kind: "pdf", tagged: tagged.map((page) => pageOf(page, at)) },
    ],
    recipients,
    signOrder: [["Partner"], ["Company"]],
    changes: [],
    issues: [],
    unknown: [],
  };
}

function pageOf(pageNumber: number, at: number): TaggedPage {
  const y = 0.05 + (at % 200) / 250;
  const tags = (["Partner", "Company"] as const).flatMap((recipient, column) => [
    drawnTag({ type: "signature", x: 0.1 + column * 0.45, y }, { recipient }, a4),
    drawnTag({ type: "date_signed_field", x: 0.32 + column * 0.45, y }, { recipient }, a4),
  ]);
  return { pageNumber, ...a4, tags };
}
