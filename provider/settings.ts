import { createHash } from "node:crypto";
import {
  ConfigError,
  type ConfigReader,
  eitherOf,
  readServiceSettings,
  type ServiceSettings,
} from "../sdk/client/index.ts";

/** How the provider is set up: the environment first, then the stack's config. */
export interface Settings extends ServiceSettings {
  /** Creations in one run beyond which nothing is sent. Default 25. */
  maxSendsPerUp: number;
  /** Ids of partly signed envelopes whose withdrawal is approved. */
  withdraw: Set<string>;
  /** Sendings in doubt of which somebody found that the service has no such envelope, by their marks in the refusal. */
  neverSent: Set<string>;
  /** Where the journal is kept; undefined: beside the backend. */
  journal: string | undefined;
  /** Where receipts of closed envelopes are, relative to the project's folder; undefined: `receipts`. */
  receipts: string | undefined;
  /** The policy that envelopes are judged by, relative to the project's folder; undefined: none. */
  policy: string | undefined;
  /** Whose signatures in packs are trusted: PEM files, relative to the project's folder; undefined: the system's. */
  trustedRoots: "emulator" | string[] | undefined;
  /** Where packs are kept, relative to the program's folder. Default `signed`. */
  packs: string;
  /** Where a preview writes what it would send; undefined: nowhere. */
  reviewFile: string | undefined;
  /** The file with the effects that this run may have, relative to the project's folder; undefined: none was given. */
  approved: string | undefined;
  /** Whether the environment or the config of this run wants such a file. */
  requireApproval: boolean;
  /** How many days back an envelope of the same name to the same people stops a create; 0: none does. Default 7. */
  duplicateGuardDays: number;
  /** Whether a reference is put behind the names of envelopes; undefined: none. */
  reference: "suffix" | undefined;
  /** How long the service may take to list a new envelope in a search, in seconds. Default 60. */
  searchSettleSeconds: number;
}

/**
 * Reads the settings. A wrong value is reported where it is used, by {@link Settings}' readers.
 *
 * @throws ConfigError when a number is none, and as {@link readServiceSettings}
 */
export function readSettings(config: ConfigReader, env: NodeJS.ProcessEnv = process.env): Settings {
  const either = eitherOf(config, env);
  return {
    ...readServiceSettings(config, env),
    maxSendsPerUp: wholeNumber(
      "yotisign:maxSendsPerUp",
      either("YOTI_SIGN_MAX_SENDS_PER_UP", "maxSendsPerUp"),
      25,
    ),
    withdraw: idsIn(env.YOTI_SIGN_WITHDRAW, config("yotisign:withdraw")),
    neverSent: idsIn(env.YOTI_SIGN_NEVER_SENT, config("yotisign:neverSent")),
    journal: either("YOTI_SIGN_JOURNAL", "journal"),
    receipts: either("YOTI_SIGN_RECEIPTS", "receipts"),
    policy: either("YOTI_SIGN_POLICY", "policy"),
    trustedRoots: rootsIn(either("YOTI_SIGN_TRUSTED_ROOTS", "trustedRoots")),
    packs: either("YOTI_SIGN_PACKS", "packs") ?? "signed",
    reviewFile: env.YOTI_SIGN_REVIEW_FILE?.trim() || undefined,
    approved: env.YOTI_SIGN_APPROVED?.trim() || undefined,
    // Neither can take back what the other wants.
    requireApproval: [env.YOTI_SIGN_REQUIRE_APPROVAL, config("yotisign:requireApproval")].some(isRequired),
    duplicateGuardDays: wholeNumber(
      "yotisign:duplicateGuardDays",
      either("YOTI_SIGN_DUPLICATE_GUARD_DAYS", "duplicateGuardDays"),
      7,
    ),
    reference: referenceSetting(either("YOTI_SIGN_REFERENCE", "reference")),
    searchSettleSeconds: wholeNumber(
      "yotisign:searchSettleSeconds",
      either("YOTI_SIGN_SEARCH_SETTLE_SECONDS", "searchSettleSeconds"),
      60,
    ),
  };
}

/** The ids in texts that list them with commas or spaces. */
export const idsIn = (...texts: (string | undefined)[]): Set<string> =>
  new Set(texts.flatMap((text) => text?.split(/[\s,]+/) ?? []).filter(Boolean));

/** Paths with commas between them, or as `pulumi config set --path 'yotisign:trustedRoots[0]'` writes them. */
function rootsIn(text: string | undefined): Settings["trustedRoots"] {
  if (text === undefined || text === "emulator") return text;
  const paths: unknown = text.startsWith("[") ? JSON.parse(text) : text.split(",");
  return (paths as unknown[]).map((path) => String(path).trim()).filter(Boolean);
}

function referenceSetting(text: string | undefined): "suffix" | undefined {
  if (text === undefined || text === "suffix") return text;
  throw new ConfigError(
    "yotisign:reference must be suffix, or not be set; set it with: pulumi config set yotisign:reference suffix",
  );
}

/**
 * Whether a value of `yotisign:requireApproval` asks for approvals.
 *
 * @throws ConfigError it is neither true nor false
 */
export function isRequired(text: string | undefined): boolean {
  const value = text?.trim() || "false";
  if (value === "true" || value === "false") return value === "true";
  throw new ConfigError(
    "yotisign:requireApproval (or YOTI_SIGN_REQUIRE_APPROVAL) must be true or false; set it with: " +
      "pulumi config set yotisign:requireApproval true",
  );
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (/^\d+$/.test(text)) return Number(text);
  throw new ConfigError(
    `${name} must be a whole number, 0 or more; set it with: pulumi config set ${name} ${fallback}`,
  );
}

/**
 * A short fingerprint of a key: enough to tell two keys apart, useless for finding either.
 */
export const accountOf = (apiKey: string): string =>
  createHash("sha256").update(`yotisign-account:${apiKey}`).digest("base64url").slice(0, 8);
