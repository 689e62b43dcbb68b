import { createInterface } from "node:readline/promises";
import { pulumiJson, runPulumi, startSession, writeEnvironment } from "./session.ts";

const type = "pulumi-nodejs:dynamic/yotisign:Envelope";

type Step = { op: string; newState?: { type: string; inputs?: { name?: string; recipients?: Recipient[] } } };
type Recipient = { name: string; email: string; type?: string; signGroup?: number };

/** Runs the example against the service that the environment names, after saying who is e-mailed, and asking. */
export async function runReal(baseUrl: string, args: string[], yes: boolean): Promise<void> {
  const session = await startSession(new URL(baseUrl).host.replaceAll(/[.:]/g, "-"), {});
  const preview = (await pulumiJson(session, ["preview", "--json", ...args])) as { steps?: Step[] };
  const envelopes = (preview.steps ?? []).filter(
    ({ op, newState }) => op !== "same" && newState?.type === type,
  );
  console.log(`\nThis talks to ${baseUrl}.`);
  if (envelopes.length === 0) console.log("Nothing is to be sent.");
  for (const { op, newState } of envelopes) {
    console.log(`${op} "${newState?.inputs?.name}": e-mails will go to`);
    for (const { name, email, type = "SIGNER", signGroup = 1 } of newState?.inputs?.recipients ?? [])
      console.log(
        `    ${name} <${email}> ${type === "CC" ? "(a copy, at the end)" : `(sign group ${signGroup})`}`,
      );
  }
  if (envelopes.length > 0 && !yes && !(await agreed())) {
    console.log("Nothing was sent.");
    return;
  }
  await runPulumi(session, ["up", "--yes", ...args]);
  console.log(`
The stack's state is kept in .cache/start. In this folder:
    . ${writeEnvironment(session)}
    npx yotisign status      # who is waited for
    pulumi up --refresh      # reads how signing goes
    pulumi destroy           # withdraws what is not signed, which e-mails every signer
`);
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.log("There is no terminal to ask; add --yes to send.");
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question("An e-mail cannot be unsent. Send? Type yes: ");
  terminal.close();
  return answer.trim().toLowerCase() === "yes";
}
