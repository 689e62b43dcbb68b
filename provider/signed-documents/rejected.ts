import { posix } from "node:path";
import type { IdentifiedSignedDocumentsInputs } from "../../schema/signed-documents-inputs.ts";
import { parseBaseUrl } from "../../sdk/client/index.ts";
import type { PackProblem } from "../../verify/index.ts";
import type { Runtime } from "../runtime.ts";
import type { FoundPack } from "./find-pack.ts";
import { PackRejectedError } from "./refusals.ts";
import type { Staging } from "./staging.ts";

/** Keeps a pack aside that is not what it says, and says what is wrong with it. Nothing else is written. */
export async function rejected(
  runtime: Runtime,
  { envelopeId, directory = "" }: IdentifiedSignedDocumentsInputs,
  { sha256, at }: FoundPack,
  staging: Staging,
  problems: readonly PackProblem[],
): Promise<PackRejectedError> {
  const cure = cureFor(runtime, problems);
  if ("path" in at)
    return new PackRejectedError(
      `${at.path} is not what the signed documents of envelope ${envelopeId} should be. Nothing was written. Move it ` +
        "away to have it downloaded anew:",
      problems,
      cure,
    );
  const names = [`${envelopeId}.rejected.zip`, `${envelopeId}.rejected.${sha256.slice(0, 8)}.zip`];
  const name = await staging.placeAside(at.staged, names, sha256);
  return new PackRejectedError(
    `The signed documents of envelope ${envelopeId} are not what they should be. They are kept aside as ` +
      `${posix.join(directory, name)}, and nothing else was written:`,
    problems,
    cure,
  );
}

const trustCodes = ["untrusted-certificate", "self-signed-certificate"];

function cureFor(runtime: Runtime, problems: readonly PackProblem[]): string {
  if (!problems.every(({ code }) => trustCodes.includes(code))) return "";
  const { baseUrl } = runtime.settings;
  if (baseUrl !== undefined && parseBaseUrl(baseUrl).loopback)
    return "To trust the emulator on this machine: pulumi config set yotisign:trustedRoots emulator";
  return "To trust the certificate authority that signs them: pulumi config set yotisign:trustedRoots ca.pem";
}
