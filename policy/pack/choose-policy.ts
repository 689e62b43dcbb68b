import { resolve } from "node:path";
import { findPolicyFile, policyFileName } from "../host/find-policy-file.ts";
import { loadPolicy } from "../host/load-policy.ts";
import { findPulumiProject, type PulumiProject } from "../host/pulumi-project.ts";
import type { Policy } from "../judge.ts";
import { builtInRules } from "../rules/index.ts";
import { envelopePolicyName, type PackConfig } from "./pack-config.ts";
import { PackError } from "./pack-error.ts";

/** Where a project and its policy are looked for. */
export interface Whereabouts {
  env: NodeJS.ProcessEnv;
  /** Folders that Pulumi may have been started in, likeliest first. */
  folders: readonly string[];
}

/** What envelopes are judged by, and where their documents are. */
export interface ChosenPolicy extends Policy {
  project: PulumiProject;
}

/**
 * Finds the project and its policy: the pack's config counts first, then `YOTI_SIGN_POLICY`, then the nearest policy
 * file from the program's folder upwards.
 *
 * @param projectName as URNs have it; undefined: not known yet, the likeliest counts
 * @throws PackError there is no such project, or no policy file and no preset was asked for
 * @throws PolicyError the file cannot be used
 */
export async function choosePolicy(
  { policy, preset, projectFolder }: PackConfig,
  { env, folders }: Whereabouts,
  projectName?: string,
): Promise<ChosenPolicy> {
  const named = policy ?? (preset === undefined ? env.YOTI_SIGN_POLICY?.trim() || undefined : undefined);
  const project = projectIn(
    projectFolder === undefined ? [...folders, ...(named ? [resolve(named, "..")] : [])] : [projectFolder],
    projectName,
  );
  if (preset !== undefined) return { rules: builtInRules, config: { extends: preset }, project };
  const file = named === undefined ? findPolicyFile(project.programFolder) : resolve(project.folder, named);
  if (file === undefined) throw new PackError(noPolicy(project));
  const { rules, config } = await loadPolicy(file);
  return { rules, config, project };
}

function projectIn(folders: readonly string[], name: string | undefined): PulumiProject {
  const found = folders.flatMap((folder) => findPulumiProject(folder) ?? []);
  const project = found.find((one) => name === undefined || one.name === name);
  if (project) return project;
  const where = folders.length > 0 ? folders.join(", ") : "any folder";
  throw new PackError(
    `The policy pack finds no Pulumi.yaml of the project ${name ?? "that is run"} from ${where} upwards, so it does not ` +
      "know where the policy file and the documents are. Start Pulumi in the project's folder, or name the folder " +
      `in a file given as --policy-pack-config: {"${envelopePolicyName}":{"projectFolder":"/path/to/project"}}`,
  );
}

const noPolicy = ({ programFolder }: PulumiProject): string =>
  `There is no policy to judge by: no ${policyFileName} in ${programFolder} or above. Write one (an empty one is the ` +
  "preset recommended); or name yours in YOTI_SIGN_POLICY or in a file given as --policy-pack-config, " +
  `{"${envelopePolicyName}":{"policy":"policies/${policyFileName}"}}; or judge without a file: ` +
  `{"${envelopePolicyName}":{"preset":"recommended"}}`;
