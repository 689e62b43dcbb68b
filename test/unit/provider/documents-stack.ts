import assert from "node:assert/strict";
import type { SignedDocumentsProvider } from "../../../provider/resource-provider.ts";
import type { Surroundings } from "../../../provider/runtime.ts";
import { signedDocumentsProvider } from "../../../provider/signed-documents-provider.ts";
import type { IdentifiedSignedDocumentsInputs } from "../../../schema/signed-documents-inputs.ts";
import {
  fromStoredDocuments,
  type SignedDocumentsState,
  type StoredSignedDocumentsState,
} from "../../../schema/signed-documents-state.ts";
import { RunFailure, type Step } from "./simulated-stack.ts";
import type { World } from "./world.ts";

/** Declared signed documents, as a program writes them. */
export type DeclaredDocuments = Omit<IdentifiedSignedDocumentsInputs, "identity">;

/** The URN of the one resource of these stacks. */
export const documentsUrn =
  "urn:pulumi:test::signing::pulumi-nodejs:dynamic/yotisign:SignedDocuments::nda-signed";

const carried = { __provider: 'exports.handler=()=>require("pulumi-yotisign/provider").signedDocuments;' };

interface Held {
  id: string;
  inputs: IdentifiedSignedDocumentsInputs;
  outputs: StoredSignedDocumentsState;
}

/**
 * A stack with the signed documents of one envelope in a world, and the calls that Pulumi makes for them in their order.
 * Each run has a provider of its own, and works in the world's folder.
 */
export class DocumentsStack {
  readonly #world: World;
  /** The envelope's id. */
  readonly id: string;
  /** What the program declares while the envelope is not complete. */
  readonly declared: DeclaredDocuments;
  held: Held | undefined;

  private constructor(world: World) {
    this.#world = world;
    const { envelopeId, documents } = world.stack.state();
    const [{ sha256 } = { sha256: "" }] = documents;
    this.id = envelopeId;
    this.declared = {
      envelopeId,
      envelopeStatus: "ACTIVE",
      directory: "signed",
      documents: [{ fileName: "nda.pdf", path: "nda.pdf", sha256 }],
    };
  }

  /** A stack whose envelope is out for signature, in a world whose emulator is trusted. */
  static async of(world: World): Promise<DocumentsStack> {
    world.env.YOTI_SIGN_TRUSTED_ROOTS = "emulator";
    await world.stack.up({ nda: world.nda() });
    world.mails();
    world.effects();
    world.shown.splice(0);
    return new DocumentsStack(world);
  }

  /** Has everybody sign, and returns what the program declares then, with parts of it changed. */
  complete(change: Partial<DeclaredDocuments> = {}): DeclaredDocuments {
    if (this.#world.statuses()[0] === "ACTIVE") this.#world.emulator.control.signAll(this.id);
    return { ...this.declared, envelopeStatus: "COMPLETE", ...change };
  }

  /** The outputs. */
  state(): SignedDocumentsState {
    assert.ok(this.held);
    return fromStoredDocuments(this.held.outputs);
  }

  /** `pulumi preview`; undefined: what is still to come of the envelope is not known. */
  async preview(declared: DeclaredDocuments): Promise<Step> {
    return this.#inFolder(async () => (await this.#plan(this.#provider(), declared)).step);
  }

  /** `pulumi up`. */
  async up(declared: DeclaredDocuments, surroundings: Surroundings = {}): Promise<Step> {
    return this.#inFolder(async () => {
      const provider = this.#provider(surroundings);
      const { step, inputs } = await this.#plan(provider, declared);
      const old = this.held;
      if (step === "create" || step === "replace") {
        const { id, outs } = await provider.create(structuredClone(inputs));
        this.held = { id, inputs, outputs: plainly(outs) };
      }
      if (step === "replace" && old) await provider.delete(old.id, structuredClone(old.outputs));
      if (step === "update" && old) {
        const { outs } = await provider.update(old.id, structuredClone(old.outputs), structuredClone(inputs));
        this.held = { id: old.id, inputs, outputs: plainly(outs) };
      }
      return step;
    });
  }

  /** `pulumi refresh`; returns whether it reported drift. */
  async refresh(): Promise<boolean> {
    return this.#inFolder(async () => {
      const provider = this.#provider();
      assert.ok(this.held);
      const { id, props } = await provider.read(this.held.id, structuredClone(this.held.outputs));
      assert.equal(id, this.held.id);
      this.held = { ...this.held, outputs: plainly(props) };
      const { changes } = await provider.diff(id, structuredClone(props), structuredClone(this.held.inputs));
      return changes === true;
    });
  }

  /** `pulumi destroy`. */
  async destroy(): Promise<void> {
    await this.#inFolder(async () => {
      assert.ok(this.held);
      await this.#provider().delete(this.held.id, structuredClone(this.held.outputs));
      this.held = undefined;
    });
  }

  #provider(surroundings: Surroundings = {}): SignedDocumentsProvider {
    const world = this.#world;
    const provider = signedDocumentsProvider(world.runtime(surroundings));
    provider.configure({ config: { get: (key) => world.config[key] } });
    return provider;
  }

  async #plan(provider: SignedDocumentsProvider, declared: DeclaredDocuments) {
    const news = structuredClone({ ...declared, identity: documentsUrn, ...carried });
    const { inputs, failures } = await provider.check(this.held?.inputs ?? {}, news);
    // With a property Pulumi would print its value.
    for (const { property } of failures) assert.equal(property, "");
    if (failures.length > 0) throw new RunFailure(failures.map(({ reason }) => reason).join("\n"));
    if (!this.held) return { step: "create" as const, inputs: plainly(inputs) };
    const { id, outputs, inputs: olds } = this.held;
    const diff = await provider.diff(id, structuredClone(outputs), structuredClone(inputs));
    const differs = diff.changes ?? JSON.stringify(olds) !== JSON.stringify(inputs);
    const step: Step = diff.replaces ? "replace" : differs ? "update" : "same";
    return { step, inputs: plainly(inputs) };
  }

  /** A program's paths are relative to its folder, which is where Pulumi starts the provider. */
  async #inFolder<T>(work: () => Promise<T>): Promise<T> {
    const before = process.cwd();
    process.chdir(this.#world.folder);
    try {
      return await work();
    } finally {
      process.chdir(before);
    }
  }
}

/** Pulumi's host throws on undefined and on all that JSON has not. */
function plainly<T>(value: T): T {
  assert.deepEqual(JSON.parse(JSON.stringify(value)), value);
  return structuredClone(value);
}
