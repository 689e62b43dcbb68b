import { stripVTControlCharacters } from "node:util";

/** A step that a preview foresees. */
export interface PreviewStep {
  op: string;
  urn: string;
  oldState?: PreviewState;
  newState?: PreviewState;
}

/** A resource, as a preview prints it. */
export interface PreviewState {
  type?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  retainOnDelete?: boolean;
}

/** What a policy pack says against a resource, or against the stack. */
export interface PackFinding {
  resourceUrn?: string;
  policyName?: string;
  policyPackName?: string;
  enforcementLevel?: string;
  severity?: string;
  /** The policy's description, and a line further what it says of this resource. */
  message?: string;
}

/** What `pulumi preview --json` prints. */
export interface PreviewDigest {
  config?: Record<string, string>;
  steps?: PreviewStep[];
  diagnostics?: { urn?: string; severity?: string; message?: string }[];
}

/** The errors among Pulumi's messages, without the marks it has for colours. */
export const errorsIn = (diagnostics: readonly { severity?: string; message?: string }[]): string[] =>
  diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message = "" }) => stripVTControlCharacters(message.replace(/<\{%.*?%\}>/g, "")).trim())
    .map((message) => message.replace(/^error: /, ""))
    .filter(Boolean);
