import {
  type ExampleDocument,
  exampleEnvelope,
  exampleResource,
  type RuleExample,
  type RuleExamples,
} from "../../policy/example.ts";
import type { Rule } from "../../policy/rule.ts";
import { programText } from "./program-text.ts";

const judged = {
  sending: "that it is sent now: an envelope that was sent is not judged again",
  standing: "what holds as long as the envelope does",
} as const;
const scopes = { envelope: "one envelope", stack: "all envelopes of a stack together" } as const;

/** A rule's page: what it says, its options, and examples that tests run. */
export function rulePage(rule: Rule, examples?: RuleExamples): string {
  const {
    name,
    title,
    description,
    severity,
    defaultLevel,
    strictLevel = "mandatory",
    fix,
    frameworks,
  } = rule;
  return [
    "<!-- Written by `npm run generate` from the rule and its examples; edit those. -->",
    "",
    `# ${name}`,
    "",
    title,
    "",
    description,
    "",
    "| | |",
    "|---|---|",
    `| severity | ${severity} |`,
    `| level | ${defaultLevel} in \`recommended\`, ${strictLevel} in \`strict\` |`,
    `| judges | ${scopes[rule.scope]}: ${judged[rule.judges]} |`,
    ...(frameworks?.length ? [`| helps with | ${frameworks.map(cell).join("; ")} |`] : []),
    ...("remediate" in rule && rule.remediate
      ? ["| can be mended | yes, at level `remediate` in the policy pack |"]
      : []),
    "",
    `**What to do:** ${fix}`,
    "",
    ...optionsOf(rule),
    ...(examples ? examplesOf(examples) : []),
    "[All rules](README.md) · [Policies](../policy.md)",
    "",
  ].join("\n");
}

/** The list of all rules. */
export function rulesPage(rules: readonly Rule[]): string {
  return [
    "<!-- Written by `npm run generate` from the rules; edit those. -->",
    "",
    "# Rules",
    "",
    "What every envelope is judged by before anything is e-mailed; how, is in [policies](../policy.md). `yotisign policy",
    "explain <rule>` shows a page in the terminal.",
    "",
    "| rule | | severity | recommended | strict |",
    "|---|---|---|---|---|",
    ...rules
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(
        ({ name, title, severity, defaultLevel, strictLevel = "mandatory" }) =>
          `| [${name}](${name}.md) | ${cell(title)} | ${severity} | ${defaultLevel} | ${strictLevel} |`,
      ),
    "",
  ].join("\n");
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

type OptionSchema = { type?: unknown; default?: unknown; description?: unknown; enum?: unknown[] };

function optionsOf({ options }: Rule): string[] {
  const all = Object.entries(options?.properties ?? {}) as [string, OptionSchema][];
  if (all.length === 0) return [];
  return [
    "| option | what | type | default |",
    "|---|---|---|---|",
    ...all.map(([name, { type, default: value, description, enum: choices }]) => {
      const kind = choices
        ? choices.map((one) => `\`${JSON.stringify(one)}\``).join(", ")
        : String(type ?? "");
      const standard = value === undefined ? "" : `\`${JSON.stringify(value)}\``;
      return `| \`${name}\` | ${cell(String(description ?? ""))} | ${kind} | ${cell(standard)} |`;
    }),
    "",
  ];
}

function examplesOf({ bad, good }: RuleExamples): string[] {
  const { findings, ...example } = bad;
  return [
    "## Refused",
    "",
    ...exampleText(example),
    "It says:",
    "",
    "```",
    ...findings,
    "```",
    "",
    "## Accepted",
    "",
    ...exampleText(good),
  ];
}

function exampleText(example: RuleExample): string[] {
  const { envelope = {}, others = {}, options, context = {}, documents = {}, sent } = example;
  const facts = [
    ...Object.entries(documents).map(([file, document]) => `${file} ${documentText(document)}`),
    ...(context.environment ? [`it is sent to ${context.environment}`] : []),
    ...(context.branch ? [`it is sent from the branch \`${context.branch}\``] : []),
    ...(context.now ? [`it is ${context.now.toISOString().slice(0, 16).replace("T", " ")} UTC`] : []),
    ...(context.withdrawalEmails === undefined
      ? []
      : [`the run withdraws envelopes, which e-mails ${context.withdrawalEmails} signers`]),
    ...(sent ? [sentText(sent)] : []),
  ];
  const envelopes = { [exampleResource]: envelope, ...others };
  return [
    ...(options ? [`With the options \`${JSON.stringify(options)}\`:`, ""] : []),
    "```ts",
    programText(Object.entries(envelopes).map(([name, parts]) => [name, { ...exampleEnvelope, ...parts }])),
    "```",
    "",
    ...(facts.length > 0 ? [`where ${facts.join("; ")}.`, ""] : []),
  ];
}

function sentText({ witnesses = [], status }: NonNullable<RuleExample["sent"]>): string {
  const who = witnesses.map(({ signer, alsoSigns }) => `the witness of ${signer} was ${alsoSigns}`);
  return [`it is sent${status ? ` and ${status}` : ""}`, ...who].join(", and ");
}

function documentText({
  pages,
  javaScript,
  attachment,
  encrypted,
  signed,
  scanned,
  missingFont,
}: ExampleDocument): string {
  const parts = [
    ...(scanned ? ["is a scan, whose pages are pictures"] : []),
    ...(pages && !scanned
      ? [
          `says ${pages
            .flat()
            .map((line) => `“${line}”`)
            .join(", ")}${pages.length > 1 ? ` on ${pages.length} pages` : ""}`,
        ]
      : []),
    ...(javaScript ? ["runs a script when it is opened"] : []),
    ...(attachment ? [`has ${attachment} attached`] : []),
    ...(encrypted ? ["is encrypted"] : []),
    ...(signed ? ["is signed digitally already"] : []),
    ...(missingFont ? [`uses the font ${missingFont}, which is not in it`] : []),
  ];
  return parts.length > 0 ? parts.join(" and ") : "is an ordinary document";
}
