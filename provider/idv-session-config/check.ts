import type { IdentifiedIdvSessionConfigInputs } from "../../schema/idv-session-config-inputs.ts";
import { formatPath, type Issue } from "../../schema/issue.ts";
import { touchesUnknown, unknownPaths } from "../../schema/unknown.ts";
import { idvSessionConfigIssues } from "../../schema/validate.ts";
import { toCamel } from "../../schema/wire.ts";
import { accountName } from "../../sdk/client/index.ts";
import type { Runtime } from "../runtime.ts";
import { wireConfig } from "./wire-config.ts";

/** The inputs as Pulumi keeps them, and what is wrong with them as sentences. */
export interface CheckedConfig {
  inputs: IdentifiedIdvSessionConfigInputs;
  issues: string[];
}

/**
 * Judges a declared session configuration by what the service would refuse, and fills in what was left out. It calls
 * nothing.
 *
 * @param old the inputs of the last run; empty for a configuration that does not exist
 * @param declared the inputs of this run; values may be unknown
 */
export function checkConfig(
  runtime: Runtime,
  old: object,
  declared: IdentifiedIdvSessionConfigInputs,
): CheckedConfig {
  runtime.approvals.declare(declared.identity);
  const inputs = { ...declared, isPrivate: declared.isPrivate ?? false };
  const issues = configIssues(inputs).map(
    ({ path, message }) => `${formatPath(path) || "the session configuration"} ${message}`,
  );
  if (issues.length === 0 && Object.keys(old).length === 0) warnOfCamelCase(runtime, inputs);
  return { inputs, issues };
}

/** Everything that is wrong with a declared session configuration. Parts that are not known yet are passed over. */
export function configIssues(inputs: IdentifiedIdvSessionConfigInputs): Issue[] {
  const ofApi = idvSessionConfigIssues(wireConfig(inputs)).map(({ path: [field, ...inside], message }) => ({
    path: field === undefined ? [] : [typeof field === "string" ? toCamel(field) : field, ...inside],
    message,
  }));
  const unknowns = unknownPaths(inputs);
  return [...strangers(inputs), ...ofApi, ...accountIssues(inputs)].filter(
    ({ path }) => !touchesUnknown(path, unknowns),
  );
}

const fields = ["name", "isPrivate", "sessionConfig", "account"];

function strangers(inputs: object): Issue[] {
  const known = [...fields, "identity", "__provider"];
  return Object.keys(inputs)
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: [name], message: `is not a field here; there are: ${fields.join(", ")}` }));
}

const accountIssues = ({ account }: IdentifiedIdvSessionConfigInputs): Issue[] =>
  account === undefined || (typeof account === "string" && accountName.test(account))
    ? []
    : [
        {
          path: ["account"],
          message: "must be an account's name: a letter, then letters, digits, - and _, at most 50",
        },
      ];

/**
 * The rest of a program is in camelCase, and the service might take a name it does not know without a word, for good.
 * But its words are the service's own, so this is no more than a hint.
 */
function warnOfCamelCase(
  runtime: Runtime,
  { sessionConfig, identity }: IdentifiedIdvSessionConfigInputs,
): void {
  const names = typeof sessionConfig === "object" ? Object.keys(sessionConfig) : [];
  const [name] = names.filter((name) => /^[a-z]+([A-Z][a-z]+)+$/.test(name));
  if (name === undefined) return;
  const usual = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const message =
    `sessionConfig.${name}: Yoti's identity verification API writes its names like ${usual}. The name is passed on ` +
    "as it is, and a session configuration cannot be changed once it is created";
  runtime.engine.show({ severity: "warning", message, urn: identity });
}
