import * as pulumi from "@pulumi/pulumi";
import type { DocumentInputs } from "../../schema/envelope-inputs.ts";
import { assertNodeVersion } from "../node-version.ts";
import type { DocumentArgs, EnvelopeArgs } from "./envelope-args.ts";
import { withPersonalData } from "./personal-data.ts";

/** A kind of envelope, as Pulumi knows it. */
export interface EnvelopeType {
  /** The class's name. */
  name: string;
  /** Pulumi's type token. */
  token: string;
  /**
   * The whole program text that Pulumi keeps for such an envelope. Old states call it for ever, so it never changes;
   * what it loads is the installed package, so a new release reaches every envelope without touching any.
   */
  providerText: string;
}

/** The outputs that all kinds of envelopes have beside their inputs. */
const outputs = {
  envelopeId: undefined,
  status: undefined,
  signedDocumentsUrl: undefined,
  completedAt: undefined,
  archivedAt: undefined,
};

/**
 * What Pulumi is told of a declared envelope.
 *
 * @returns the properties and options to register it with
 * @throws Error when an option asks for what cannot be, or a setting is wrong; RunError when Node is too old
 */
export function registration(
  type: EnvelopeType,
  name: string,
  args: EnvelopeArgs,
  opts: pulumi.CustomResourceOptions,
): { props: pulumi.Inputs; opts: pulumi.CustomResourceOptions } {
  assertNodeVersion();
  refuse(type.name, name, opts);
  // A program without types may pass nothing: the provider says what is missing.
  const { documents, ...rest } = args ?? ({} as EnvelopeArgs);
  return {
    props: {
      ...withPersonalData(rest),
      documents: pulumi.output(documents).apply(plainDocuments),
      identity: pulumi.createUrn(name, type.token, opts.parent),
      __provider: type.providerText,
      ...outputs,
    },
    // Where Pulumi is told to replace (--replace, --target-replace, a taint) no diff says in which order: creating
    // first would send a second envelope beside the first.
    opts: { ...opts, deleteBeforeReplace: true },
  };
}

function refuse(kind: string, name: string, opts: pulumi.CustomResourceOptions): void {
  const refusal = (why: string): Error => new Error(`${kind} ${JSON.stringify(name)}: ${why}`);
  if (opts.import) throw refusal(`the import option cannot work here; set adopt: "<id>" in its arguments`);
  if (opts.id)
    throw refusal(
      `an envelope cannot be read by its id alone (the id option); set adopt: "<id>" to take it over`,
    );
  if (opts.replaceWith?.length)
    throw refusal(
      "replaceWith would withdraw it and send it again whenever the other resource is replaced, which e-mails every " +
        "signer twice; leave it out, and set supersedes to replace it",
    );
  if (opts.deletedWith)
    throw refusal(
      "with deletedWith Pulumi would forget it when the other resource is deleted, while people can still sign it; leave " +
        "it out",
    );
  if (opts.deleteBeforeReplace === false)
    throw refusal(
      "deleteBeforeReplace: false would send the new envelope before the old one is withdrawn; leave it out",
    );
}

/** Documents in their one form, whichever way a program gave them. */
export async function plainDocuments(documents: DocumentArgs[]): Promise<DocumentInputs[]> {
  // Whatever else a program without types passes is the provider's to refuse, with all that is wrong at once.
  if (!Array.isArray(documents)) return documents;
  return Promise.all(
    documents.map(async (document) => {
      if (typeof document === "string") return { path: document };
      return pulumi.asset.FileAsset.isInstance(document)
        ? { path: await (document as pulumi.asset.FileAsset).path }
        : (document as DocumentInputs);
    }),
  );
}
