import type { Runtime } from "./runtime.ts";

/**
 * Counts a resource among those that this run sends, and says so if they are more than one run may send. It is counted
 * while judging already, so that a preview stops a runaway program before the first e-mail.
 */
export function sendLimitProblems(runtime: Runtime, identity: string): string[] {
  const limit = runtime.settings.maxSendsPerUp;
  if (runtime.approvals.willSend(identity) <= limit) return [];
  return [
    `This run would send more than ${limit} envelopes, the most that yotisign:maxSendsPerUp allows. ` +
      "If that is what you want: pulumi config set yotisign:maxSendsPerUp <number>",
  ];
}
