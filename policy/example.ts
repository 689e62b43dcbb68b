import type { DocumentInputs, RecipientInputs } from "../schema/envelope-inputs.ts";
import type { Declaration } from "../schema/wire-options.ts";
import type { Context } from "./context.ts";
import type { SentFacts } from "./subject.ts";

/** What a document of an example is made of; it is made when the example is tested. */
export interface ExampleDocument {
  /** For each page its lines, from the top, in 12 points. Default: one page with one line. */
  pages?: readonly (readonly string[])[];
  /** It runs a script when it is opened. */
  javaScript?: true;
  /** A file of this name is attached to it. */
  attachment?: string;
  /** It is encrypted, though it opens without a password. */
  encrypted?: true;
  /** It is signed digitally already. */
  signed?: true;
  /** Its pages are pictures of text: `pages` then tells how many there are, and their lines are not in it. */
  scanned?: true;
  /** Its text is in a font of this name, which is not embedded. Default: Helvetica, which need not be. */
  missingFont?: string;
}

/** A declaration that shows what a rule is about: parts of an envelope that is otherwise in order. */
export interface RuleExample {
  /** As a program writes it; what is left out is {@link exampleEnvelope}'s. */
  envelope?: Partial<Declaration>;
  /** By file name. Default: each declared document has one page with one line. */
  documents?: Readonly<Record<string, ExampleDocument>>;
  /** Other envelopes of the stack, by resource name. */
  others?: Readonly<Record<string, Partial<Declaration>>>;
  /** What became of it since it was sent. Default: it is to be sent. */
  sent?: Partial<SentFacts>;
  /** Options of the rule. */
  options?: Readonly<Record<string, unknown>>;
  /** Default: a sandbox, on a Monday at 10:00 UTC, from the branch `main`. */
  context?: Partial<Omit<Context, "others">>;
}

/** A rule's two examples, which its page shows and tests run. */
export interface RuleExamples {
  bad: RuleExample & {
    /** What the rule says of it: `place message`, or the message alone where it is about the whole. */
    findings: readonly string[];
  };
  good: RuleExample;
}

/** The resource's name of the envelope that an example is about. */
export const exampleResource = "contract";

/** What became of an example that was sent, unless it says otherwise. */
export const exampleSent: SentFacts = {
  envelopeId: "11111111-2222-4333-8444-555555555555",
  at: "2026-03-02T09:00:00.000Z",
  status: "ACTIVE",
};

/** When examples are judged unless they say otherwise: a Monday, 10:00 UTC. */
export const exampleNow: Date = new Date("2026-03-02T10:00:00Z");

const signer: RecipientInputs = {
  role: "Customer",
  name: "Cleo Example",
  email: "cleo@customer.example.com",
  activeForDays: 14,
  timeZoneName: "Europe/London",
  tags: [{ type: "signature", pageNumber: 1, x: 0.1, y: 0.8 }],
};

/** An envelope that all rules of the preset `recommended` take. */
export const exampleEnvelope: Declaration & { documents: DocumentInputs[] } = {
  name: "Service agreement",
  message: "Please read and sign our service agreement.",
  emails: { name: "Example Ltd", replyTo: "contracts@example.com", reminders: "every 2 days" },
  sender: { eventNotifications: ["envelope_completion"] },
  documents: [{ path: "contract.pdf" }],
  recipients: [signer],
};
