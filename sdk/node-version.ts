import { RunError } from "@pulumi/pulumi";

const oldest = 24;

/**
 * Makes sure that this Node can run the provider, before anything is declared: an older one lacks the database of the
 * journal, and fails deep inside Pulumi.
 *
 * @throws RunError, which Pulumi shows without a stack trace
 */
export function assertNodeVersion(version: string = process.versions.node): void {
  if (Number.parseInt(version, 10) >= oldest) return;
  throw new RunError(
    `pulumi-yotisign needs Node ${oldest} or newer, and this is Node ${version}. Install it, or in one project: ` +
      `npm install --save-dev node@${oldest}, and run Pulumi by npx or an npm script`,
  );
}
