import { PackError } from "./pack-error.ts";

/** The policy under whose name the pack is configured, which judges every envelope. */
export const envelopePolicyName = "yotisign";

/** What a file given as `--policy-pack-config` may say under `yotisign`. */
export interface PackConfig {
  /** The policy file: absolute, or relative to the project's folder. */
  policy?: string;
  /** Judge by a preset, without a file. */
  preset?: "recommended" | "strict";
  /** The project's folder, where it cannot be found out; absolute. */
  projectFolder?: string;
}

/** JSON Schema of {@link PackConfig}, as Pulumi takes it. */
export const packConfigSchema = {
  properties: {
    policy: {
      type: "string",
      description: "The policy file: absolute, or relative to the project's folder.",
    },
    preset: {
      type: "string",
      enum: ["recommended", "strict"],
      description: "Judge by a preset, without a file.",
    },
    projectFolder: { type: "string", description: "The folder of Pulumi.yaml, where it is not found." },
  },
} as const;

/** @throws PackError a field is not one of them, which Pulumi itself would let pass */
export function checkedConfig(config: object): PackConfig {
  const known = Object.keys(packConfigSchema.properties);
  for (const name of Object.keys(config))
    if (!known.includes(name))
      throw new PackError(
        `The policy pack's config has ${JSON.stringify(name)} under ${envelopePolicyName}; there are: ${known.join(", ")}`,
      );
  const { policy, preset } = config as PackConfig;
  if (policy !== undefined && preset !== undefined)
    throw new PackError(
      `The policy pack's config has both policy and preset under ${envelopePolicyName}; leave one out. A file may extend a preset`,
    );
  return config as PackConfig;
}
