import type { Level, RuleMetadata } from "../rule.ts";
import type { JudgedFinding, Judgement, PolicyReport } from "../verdict.ts";

/** A rule, as it counted where nothing was set for single resources. */
export interface ReportedRule extends Omit<RuleMetadata, "options" | "defaultLevel" | "strictLevel"> {
  level: Level;
  options: Readonly<Record<string, unknown>>;
}

/** An envelope that was judged. Files are as seen from the repository's root, else from the working directory, with `/` between folders. */
export interface ReportedEnvelope {
  /** The resource's name. */
  resource: string;
  /** Where it is declared, as near as that is known: its own file, else the project's. */
  file: string;
  sent: boolean;
  documents: readonly { name: string; file: string }[];
}

/** What a policy says of envelopes, with all that it takes to show it. */
export interface Report extends PolicyReport {
  /** The release of the package. */
  version: string;
  policy: {
    /** Undefined: there is none, and the preset alone counts. */
    file: string | undefined;
    preset: string;
  };
  project: string | undefined;
  stack: string | undefined;
  /** When it was judged. */
  at: Date;
  rules: readonly ReportedRule[];
  /** All that were judged, in the order of the report. */
  envelopes: readonly ReportedEnvelope[];
}

/** From which level on findings fail a check. */
export type FailOn = "advisory" | "mandatory" | "never";

/** What fails a check. */
export interface Threshold {
  failOn: FailOn;
  /** Whether what could not be judged fails it too, whatever the rule's level. */
  failOnUndetermined: boolean;
}

/** What is said of one envelope, or of the stack as a whole. */
export interface Section {
  /** Undefined: the stack as a whole. */
  envelope: ReportedEnvelope | undefined;
  judgements: readonly Judgement[];
}

/** A report by envelope, in its order; what is about the stack as a whole, or about no envelope of it, comes last. */
export function sectionsOf({ envelopes, judgements }: Report): Section[] {
  const known = new Map(envelopes.map((envelope) => [envelope.resource, envelope]));
  const groups = Map.groupBy(judgements, ({ resource }) => known.get(resource));
  const rest = groups.get(undefined);
  return [
    ...[...known.values()].map((envelope) => ({ envelope, judgements: groups.get(envelope) ?? [] })),
    ...(rest ? [{ envelope: undefined, judgements: rest }] : []),
  ];
}

/** A finding beside the judgement that it is part of. */
export interface Found {
  judgement: Judgement;
  finding: JudgedFinding;
}

/** The findings of some judgements: what is mandatory first, then advice; of each the waived ones are left out. */
export const standing = (judgements: readonly Judgement[]): Found[] =>
  foundIn(judgements, ({ waiver }) => !waiver).toSorted(
    (one, other) => Number(isAdvice(one.judgement)) - Number(isAdvice(other.judgement)),
  );

/** The findings of some judgements that are waived. */
export const waived = (judgements: readonly Judgement[]): Found[] =>
  foundIn(judgements, ({ waiver }) => waiver !== undefined);

const foundIn = (judgements: readonly Judgement[], wanted: (finding: JudgedFinding) => boolean): Found[] =>
  judgements.flatMap((judgement) =>
    judgement.findings.filter(wanted).map((finding) => ({ judgement, finding })),
  );

/** Whether a judgement's findings are only to be shown. */
export const isAdvice = ({ level }: Pick<Judgement, "level">): boolean => level === "advisory";

/** Whether a judgement fails a check by itself. */
export function fails({ verdict, level }: Judgement, { failOn, failOnUndetermined }: Threshold): boolean {
  if (verdict === "undetermined") return failOnUndetermined;
  return verdict === "fail" && (failOn === "advisory" || (failOn === "mandatory" && level !== "advisory"));
}
