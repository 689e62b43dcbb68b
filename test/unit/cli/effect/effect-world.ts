import type { Command } from "commander";
import type { EffectSurroundings } from "../../../../cli/effect/effect-surroundings.ts";
import type { Person } from "../../../../cli/effect/person.ts";
import type { IdentifiedInputs } from "../../../../schema/envelope-inputs.ts";
import type { StoredEnvelopeState } from "../../../../schema/stored-state.ts";
import { type Declared, providerText } from "../../provider/sample-envelope.ts";
import { World } from "../../provider/world.ts";
import { CollectedOutput, PulumiStandIn } from "../stand-in.ts";

/** Somebody at a terminal who answers always the same, and what they were asked. */
export class Somebody implements Person {
  readonly present: boolean;
  readonly asked: string[] = [];
  readonly #answer: boolean;

  /** @param answer undefined: nobody is there */
  constructor(answer?: boolean) {
    this.present = answer !== undefined;
    this.#answer = answer ?? false;
  }

  async agrees(question: string): Promise<boolean> {
    this.asked.push(question);
    return this.#answer;
  }
}

/** What a command left behind. */
export interface Ran {
  text: string;
  exitCode: number;
  asked: string[];
  /** The e-mails that went out meanwhile. */
  mails: string[];
}

const secretMark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const resourceType = (kind: string): string => `pulumi-nodejs:dynamic/yotisign:${kind}`;

/** An emulator, envelopes that the real provider sent to it, and a stack in whose state they are. */
export class EffectWorld {
  readonly world: World;
  readonly #pulumi = new PulumiStandIn();
  readonly #resources: { urn: string; type: string; outputs: StoredEnvelopeState }[] = [];

  #config: object = {};

  private constructor(world: World) {
    this.world = world;
  }

  static async start(): Promise<EffectWorld> {
    return new EffectWorld(await World.start());
  }

  /** Sends an envelope as a run would, and empties the outbox. @returns its id */
  async send(
    name: string,
    change: Partial<Declared> = {},
    kind: "Envelope" | "EmbeddedEnvelope" = "Envelope",
  ): Promise<string> {
    const urn = `urn:pulumi:test::signing::${resourceType(kind)}::${name}`;
    // Each is sent by a run of its own here, which declares no other.
    this.world.config["yotisign:duplicateGuardDays"] = "0";
    const provider = this.world.provider();
    const news = { ...this.world.nda(change), identity: urn, __provider: providerText };
    const { inputs, failures } = await provider.check({}, news as IdentifiedInputs & typeof news);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    const { id, outs } = await provider.create({ ...inputs, identity: urn });
    this.#resources.push({ urn, type: resourceType(kind), outputs: outs });
    this.world.mails();
    this.#answer();
    return id;
  }

  /** Sets the stack's config, as `pulumi config --json` prints it. */
  config(config: object): void {
    this.#config = config;
    this.#answer();
  }

  /** What stands in for Pulumi. */
  get pulumi(): string {
    return this.#pulumi.command;
  }

  /** What Pulumi was asked since the last envelope was sent. */
  pulumiAsked(): string[] {
    return this.#pulumi.asked();
  }

  /** The links of an embedded envelope, by key: what must never be printed. */
  signingUrls(name: string): Record<string, string> {
    const found = this.#resources.find(({ urn }) => urn.endsWith(`::${name}`));
    return (found?.outputs.signingUrls as { value?: Record<string, string> } | undefined)?.value ?? {};
  }

  recipientId(envelopeId: string, email: string): string {
    const { recipients } = this.world.emulator.control.envelope(envelopeId);
    return recipients.find(({ options }) => options.email === email)?.recipientId ?? "";
  }

  /** Runs a command to its end. @param answer what the person at the terminal says; undefined: there is none */
  async run(
    make: (surroundings: Partial<EffectSurroundings>) => Command,
    args: string[],
    { answer, ...given }: Partial<EffectSurroundings> & { answer?: boolean } = {},
  ): Promise<Ran> {
    const output = new CollectedOutput();
    const person = new Somebody(answer);
    const surroundings = {
      env: { ...this.world.env, YOTISIGN_PULUMI: this.#pulumi.command },
      output,
      person,
      now: () => Date.parse(this.world.emulator.control.now()),
      ...given,
    };
    await make(surroundings).parseAsync(args, { from: "user" });
    return { text: output.text, exitCode: output.exitCode, asked: person.asked, mails: this.world.mails() };
  }

  async stop(): Promise<void> {
    this.#pulumi.dispose();
    await this.world.stop();
  }

  #answer(): void {
    const answers = (sealed: (value: unknown) => object) => ({
      deployment: {
        manifest: { time: this.world.now() },
        resources: this.#resources.map(({ outputs, ...resource }) => ({
          ...resource,
          outputs: { ...outputs, ...sealedUrls(outputs, sealed) },
        })),
      },
    });
    this.#pulumi.answer({
      "config --json": this.#config,
      "stack export": answers(() => ({ ciphertext: "unreadable" })),
      "stack export --show-secrets": answers((value) => ({ plaintext: JSON.stringify(value) })),
    });
  }
}

/** The engine keeps a secret in a form of its own. */
function sealedUrls({ signingUrls }: StoredEnvelopeState, sealed: (value: unknown) => object): object {
  if (signingUrls === undefined) return {};
  const { value } = signingUrls as unknown as { value: unknown };
  return { signingUrls: { ...secretMark, ...sealed(value) } };
}
