import type * as pulumi from "@pulumi/pulumi";
import type { IdvSessionConfigInputs } from "../../schema/idv-session-config-inputs.ts";

/** What an {@link IdvSessionConfig} is declared with. */
export type IdvSessionConfigArgs = {
  [Key in keyof Omit<IdvSessionConfigInputs, "sessionConfig">]: pulumi.Input<IdvSessionConfigInputs[Key]>;
} & {
  /**
   * What a verification asks for, in the words of Yoti's identity verification API (`requested_checks` …): passed on
   * as it is, without turning names into anything. It cannot change under its name.
   */
  sessionConfig: pulumi.Input<pulumi.Inputs>;
};
