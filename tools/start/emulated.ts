import { rmSync } from "node:fs";
import { type Emulator, startEmulator } from "pulumi-yotisign/emulator";
import { configFile, folder, runPulumi, type Session, startSession, writeEnvironment } from "./session.ts";

/**
 * Runs the example against an emulator in this process. The stack lasts as long as its envelopes: until the emulator,
 * which has them in memory, ends.
 */
export async function runEmulated(args: string[], stay: boolean): Promise<void> {
  const name = `emulator-${process.pid}`;
  const emulator = await startEmulator({ processingMilliseconds: 1500 });
  try {
    const session = await startSession(name, {
      YOTI_SIGN_BASE_URL: emulator.url,
      YOTI_SIGN_API_KEY: emulator.apiKey,
    });
    console.log(`\nThe emulator of Yoti Sign listens on ${emulator.url}. No e-mail leaves this machine.\n`);
    console.log("The plan, as a reviewer would see it:\n");
    await runPulumi(session, ["preview", "--diff", ...args]);
    console.log("\nSending it (signedDocumentsUrl is set once everybody has signed):\n");
    await runPulumi(session, ["up", "--yes", "--skip-preview", ...args]);
    printOutbox(emulator);
    printNext(emulator, session, stay);
    if (stay) {
      await interrupted();
      console.log("\nThe emulator has ended, and with it the envelope and its stack.");
    }
  } finally {
    await emulator.close();
    rmSync(folder(name), { recursive: true, force: true });
    rmSync(configFile(name), { force: true });
  }
}

function printOutbox(emulator: Emulator): void {
  console.log("\nE-mails that would have gone out:");
  for (const { kind, to, subject } of emulator.control.outbox())
    console.log(`    ${kind} to ${to}: "${subject}"`);
}

function printNext(emulator: Emulator, session: Session, stay: boolean): void {
  const environment = writeEnvironment(session);
  const [envelope] = emulator.control.envelopes();
  const sign = `curl -X POST ${emulator.url}/_emulator/sign-all -H 'content-type: application/json' -s -o /dev/null -d '{"envelopeId":"${envelope?.envelopeId}"}'`;
  if (!stay) {
    console.log(
      "\nThe emulator ends here, and the envelope with it. In a terminal `npm start` stays, so that you can",
    );
    console.log("sign, look at the status and clean up with pulumi destroy.");
    return;
  }
  console.log(`
In a browser: ${emulator.url}
    the e-mails, whose links open the page that people sign on

Where to look next, in another terminal in this folder (what was declared is in examples/nda/index.ts):
    . ${environment}
    npx yotisign status       # who is waited for
    ${sign}
                              # everybody signs
    pulumi up --refresh       # reads it: signedDocumentsUrl is set now
    npx yotisign download ${envelope?.envelopeId} --out .cache/signed.zip
    curl -so .cache/ca.pem ${emulator.url}/_emulator/ca.pem
    npx yotisign verify .cache/signed.zip --root .cache/ca.pem

Clean up:
    pulumi destroy                       # withdraws what is not signed
    Ctrl-C here                          # ends the emulator, which keeps nothing
`);
}

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    const alive = setInterval(() => {}, 60_000);
    const end = (): void => {
      clearInterval(alive);
      resolve();
    };
    process.once("SIGINT", end).once("SIGTERM", end);
  });
