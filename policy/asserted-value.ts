import type { Context } from "./context.ts";
import type { PolicyDocument } from "./document-facts.ts";
import type { PolicyEnvelope, Subject } from "./subject.ts";

/** A document's facts, as assertions see them: without positions. */
export interface AssertedDocument
  extends Pick<PolicyDocument, "name" | "path" | "kind" | "bytes" | "sha256"> {
  /** How many. */
  readonly pages: number;
  readonly text: string;
  readonly encrypted: boolean;
  readonly javaScript: boolean;
  readonly attachments: readonly string[];
  readonly signatures: number;
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
}

/** What the schemas of an assertion are about. */
export interface AssertedValue {
  /** The resource's name in the program. */
  readonly resource: string;
  readonly kind: Subject["kind"];
  /** All forms written out as the API has them, in camelCase. */
  readonly envelope: PolicyEnvelope;
  readonly documents: readonly AssertedDocument[];
  readonly context: Pick<Context, "project" | "stack" | "environment" | "branch" | "actor">;
}

/** An assertion read what could not be found out about a document. */
export class NotKnownError extends Error {
  override readonly name = "NotKnownError";
}

/** The names that each part of the value has, besides the envelope's. */
export const assertedNames = {
  top: ["resource", "kind", "envelope", "documents", "context"],
  documents: [
    ...["name", "path", "kind", "bytes", "sha256", "pages", "text"],
    ...["encrypted", "javaScript", "attachments", "signatures", "fonts"],
  ],
  context: ["project", "stack", "environment", "branch", "actor"],
} as const;

/** What assertions see of an envelope. Parts are looked up when they are read, since some are not known yet. */
export function assertedValue(subject: Subject, context: Context): AssertedValue {
  const { project, stack, environment, branch, actor } = context;
  return {
    resource: subject.resource,
    kind: subject.kind,
    get envelope() {
      return subject.envelope;
    },
    get documents() {
      return subject.documents.map(asserted);
    },
    context: {
      ...(project !== undefined && { project }),
      ...(stack !== undefined && { stack }),
      ...(environment !== undefined && { environment }),
      ...(branch !== undefined && { branch }),
      ...(actor !== undefined && { actor }),
    },
  };
}

/** Made once for a document, since every assertion looks at it. */
const views = new WeakMap<PolicyDocument, AssertedDocument>();

function asserted(document: PolicyDocument): AssertedDocument {
  const known = views.get(document);
  if (known) return known;
  const view = viewOf(document);
  views.set(document, view);
  return view;
}

/** Facts that are not known throw when they are read: what is absent would fit most schemas. */
const viewOf = (document: PolicyDocument): AssertedDocument => {
  const facts: Record<string, unknown> = { ...document, pages: document.pages?.length };
  const view = {};
  for (const name of assertedNames.documents)
    Object.defineProperty(view, name, {
      enumerable: true,
      get: () => {
        if (facts[name] === undefined)
          throw new NotKnownError(`${words[name] ?? name} of a document is not known`);
        return facts[name];
      },
    });
  return view as AssertedDocument;
};

const words: Partial<Record<string, string>> = {
  pages: "the number of pages",
  text: "the text",
  encrypted: "the encryption",
  javaScript: "the presence of scripts",
  attachments: "the list of attachments",
  signatures: "the number of signatures",
  fonts: "the list of fonts",
};
