import { unknownPaths } from "../../schema/unknown.ts";
import { ownerIn } from "../../schema/urn.ts";
import type { Declaration } from "../../schema/wire-options.ts";
import type { Context } from "../context.ts";
import { type Pipeline, pipelineOf } from "../host/pipeline.ts";
import { judge } from "../judge.ts";
import type { Rule } from "../rule.ts";
import { type Subject, subjectOf } from "../subject.ts";
import type { Judgement } from "../verdict.ts";
import { waiverInDate, waiverInUse } from "../waiver-rules.ts";
import { applyChanges } from "./apply-changes.ts";
import type { ChosenPolicy } from "./choose-policy.ts";
import { PackDocuments } from "./pack-documents.ts";
import { changesFor, mayMend } from "./remediation.ts";
import { isSentAs, type SentEnvelope, sentEnvelope, sentEnvelopes } from "./sent-envelopes.ts";
import { readStackOutputs } from "./stack-outputs.ts";
import { type Violation, violationsOf } from "./violations.ts";

/** An envelope as a policy gets it. */
export interface JudgedResource {
  urn: string;
  /** The resource's name in the program. */
  name: string;
  declared: Declaration;
  /** The stack's config, as Pulumi's provider has it. */
  config: Readonly<Record<string, unknown>>;
}

/** Judges the envelopes of one run of Pulumi by one policy. */
export class EnvelopeJudge {
  readonly #policy: ChosenPolicy;
  readonly #documents: PackDocuments;
  readonly #rules: ReadonlyMap<string, Rule>;
  /** Stack rules are given outputs, which lack most of an envelope, so what was declared is remembered. */
  readonly #seen = new Map<string, JudgedResource>();
  readonly #started = new Date();
  readonly #pipeline: Pipeline;
  readonly #mending: readonly string[];
  #sent: Promise<Map<string, SentEnvelope>> | undefined;

  constructor(policy: ChosenPolicy) {
    this.#policy = policy;
    this.#mending = policy.rules.flatMap((rule) => (mayMend(rule, policy.config) ? [rule.name] : []));
    this.#pipeline = pipelineOf(process.env, policy.project.folder);
    this.#documents = new PackDocuments(policy.project.programFolder);
    this.#rules = new Map([...policy.rules, waiverInDate, waiverInUse].map((rule) => [rule.name, rule]));
  }

  /** Judges one envelope by all rules about envelopes. */
  async envelope(resource: JudgedResource): Promise<Violation[]> {
    this.#seen.set(resource.urn, resource);
    const judgements = this.#judged(await this.#subject(resource), resource);
    const failing = judgements.filter(({ verdict }) => verdict === "fail" || verdict === "undetermined");
    if (failing.length === 0) return this.#violations(judgements, resource);
    // Asked late, because Pulumi has to be asked: only what fails is judged otherwise once it was sent.
    const sent = await this.#sentAs(resource);
    if (!sent) return this.#violations(judgements, resource);
    return this.#violations(this.#judged(await this.#subject(resource, sent), resource), resource, true);
  }

  /**
   * Mends an envelope's inputs in place by the rules that are meant, where their level is `remediate`.
   *
   * @param props as Pulumi gives them
   * @returns whether anything was changed
   */
  async remediate(
    resource: JudgedResource,
    props: object,
    isMeant: (rule: string) => boolean,
  ): Promise<boolean> {
    if (!this.#mending.some(isMeant)) return false;
    const subject = await this.#subject(resource);
    const changes = changesFor(subject, isMeant, this.#policy, this.#context(resource));
    if (changes.length === 0) return false;
    // What was sent as it is cannot be mended any more.
    const sent = (await this.#allSent(resource.urn)).get(resource.urn);
    if (sent && isSentAs(sent, resource.declared)) return false;
    applyChanges(props, subject, changes);
    return true;
  }

  /**
   * Judges the stack's envelopes together, after all were judged alone.
   *
   * @param outputs of all envelopes that are in the stack, by URN
   */
  async stack(outputs: ReadonlyMap<string, object>): Promise<Violation[]> {
    const seen = [...this.#seen.values()].filter(({ urn }) => outputs.has(urn));
    const [first] = seen;
    if (!first) return [];
    const subjects = await Promise.all(
      seen.map((resource) => this.#subject(resource, this.#sentBefore(outputs.get(resource.urn) ?? {}))),
    );
    const { rules, config } = this.#policy;
    const counted = config.waivers?.length ? rules : rules.filter(({ scope }) => scope === "stack");
    const { judgements } = judge(subjects, { rules: counted, config }, { context: this.#context(first) });
    const unknown = seen.some(hasUnknown) || seen.length < outputs.size;
    return judgements
      .filter(({ rule }) => this.#rule(rule).scope === "stack")
      .flatMap((judgement) => {
        const at = subjects.findIndex(({ resource }) => resource === judgement.resource);
        const urn = seen[at]?.urn;
        const sent = at >= 0 ? subjects[at]?.sent !== undefined : subjects.every((one) => one.sent);
        return violationsOf(judgement, this.#rule(judgement.rule), { unknown, sent }).map((violation) =>
          urn === undefined ? violation : { ...violation, urn },
        );
      });
  }

  async #subject({ name, declared }: JudgedResource, sent?: SentEnvelope): Promise<Subject> {
    return subjectOf(name, declared, await this.#documents.of(declared.documents), sent?.facts);
  }

  #judged(subject: Subject, resource: JudgedResource): readonly Judgement[] {
    return judge([subject], this.#policy, { context: this.#context(resource), wholeStack: false }).judgements;
  }

  #violations(judgements: readonly Judgement[], resource: JudgedResource, sent = false): Violation[] {
    const circumstances = { unknown: hasUnknown(resource), sent };
    return judgements.flatMap((judgement) =>
      violationsOf(judgement, this.#rule(judgement.rule), circumstances),
    );
  }

  #rule(name: string): Rule {
    const rule = this.#rules.get(name);
    if (!rule) throw new TypeError(`There is no rule ${name}`);
    return rule;
  }

  #context({ urn, config }: JudgedResource): Omit<Context, "others"> {
    // As the provider reads it; rules know a service by its name or its address.
    const chosen = [process.env.YOTI_SIGN_BASE_URL, config["yotisign:environment"]];
    const environment = chosen.find((one) => typeof one === "string" && one.trim() !== "") as
      | string
      | undefined;
    return { ...ownerIn(urn), environment, now: this.#started, ...this.#pipeline };
  }

  async #sentAs({ urn, declared }: JudgedResource): Promise<SentEnvelope | undefined> {
    const sent = (await this.#allSent(urn)).get(urn);
    return sent && isSentAs(sent, declared) ? sent : undefined;
  }

  #allSent(urn: string): Promise<Map<string, SentEnvelope>> {
    const { stack = "" } = ownerIn(urn);
    this.#sent ??= readStackOutputs(this.#policy.project.folder, stack).then(sentEnvelopes);
    return this.#sent;
  }

  /** What was sent in this run is judged as it was when it was to be sent. */
  #sentBefore(outputs: object): SentEnvelope | undefined {
    const sent = sentEnvelope(outputs);
    return sent && Date.parse(sent.facts.at) < this.#started.getTime() ? sent : undefined;
  }
}

const hasUnknown = ({ declared }: JudgedResource): boolean => unknownPaths(declared).length > 0;
