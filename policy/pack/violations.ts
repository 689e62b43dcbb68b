import { formatPath } from "../../schema/issue.ts";
import type { RuleMetadata } from "../rule.ts";
import type { JudgedFinding, Judgement } from "../verdict.ts";

/** One line of what Pulumi shows, and whether it stops what it is about. */
export interface Violation {
  /** The rule's. */
  name: string;
  description: string;
  message: string;
  enforcementLevel: "advisory" | "mandatory";
  severity: RuleMetadata["severity"];
  /** The resource it is about; undefined: the one that is judged, or the stack. */
  urn?: string;
}

/** What is known beside a judgement. */
export interface Circumstances {
  /** Parts of the envelope are not known yet: a rule that needs them is judged once they are. */
  unknown: boolean;
  /** It was sent as it is, so that nothing can be stopped any more. */
  sent: boolean;
}

/**
 * What Pulumi is told of a judgement: of what fails each finding; what is waived, as advice; and what could not be
 * judged. What passes or does not apply it counts itself.
 */
export function violationsOf(
  judgement: Judgement,
  { title, fix }: RuleMetadata,
  { unknown, sent }: Circumstances,
): Violation[] {
  const { rule, level, severity, verdict, findings, reason } = judgement;
  const violation = (message: string, advice: boolean): Violation => ({
    name: rule,
    description: title,
    message: `${title}\n${message}`,
    enforcementLevel: advice || sent || level === "advisory" ? "advisory" : "mandatory",
    severity,
  });
  if (verdict === "undetermined") return [violation(`could not be judged: ${reason}`, unknown)];
  return findings.map((finding) =>
    finding.waiver
      ? violation(`${placed(finding)}, ${waivedBy(finding.waiver)}`, true)
      : violation(`${placed(finding)}. ${fix}`, false),
  );
}

const placed = ({ path, message }: JudgedFinding): string => `${formatPath(path)} ${message}`.trim();

const waivedBy = ({ expires, owner, reason }: NonNullable<JudgedFinding["waiver"]>): string =>
  `waived until ${expires} (${owner}: ${reason})`;
