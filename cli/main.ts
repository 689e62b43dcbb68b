#!/usr/bin/env node
import { createRequire } from "node:module";
import { inspect } from "node:util";
import { Command, CommanderError } from "commander";

const oldestNode = 24;

/** Each command's code is loaded when it is called for: together they take most of a second. */
const commands: { name: string; description: string; load: () => Promise<Command> }[] = [
  {
    name: "emulate",
    description: "start an emulator of the Yoti Sign API on this machine; nothing is e-mailed",
    load: async () => (await import("./emulate.ts")).emulateCommand(),
  },
  {
    name: "inspect",
    description:
      "show what is known of documents: pages, sizes, rotation, encryption, what is inside, or why one cannot be sent",
    load: async () => (await import("./inspect.ts")).inspectCommand(),
  },
  {
    name: "check",
    description: "judge all envelopes by the policy before anything is sent; needs no key",
    load: async () => (await import("./check.ts")).checkCommand(),
  },
  {
    name: "review",
    description: "show what a change would e-mail, to whom, with which documents; needs no key",
    load: async () => (await import("./review.ts")).reviewCommand(),
  },
  {
    name: "comment",
    description: "put a report into the one comment that a stack has on a pull request",
    load: async () => (await import("./comment.ts")).commentCommand(),
  },
  {
    name: "approved",
    description: "fetch what was approved with this commit's pull request, for YOTI_SIGN_APPROVED",
    load: async () => (await import("./approved.ts")).approvedCommand(),
  },
  {
    name: "status",
    description: "show how signing goes: who is waited for, since when, and what needs a person",
    load: async () => (await import("./status.ts")).statusCommand(),
  },
  {
    name: "download",
    description: "save the signed documents of a complete envelope, as a zip",
    load: async () => (await import("./download.ts")).downloadCommand(),
  },
  {
    name: "verify",
    description: "verify completion packs: zip, signatures, certificates, originals; calls nobody",
    load: async () => (await import("./verify.ts")).verifyCommand(),
  },
  {
    name: "close",
    description:
      "verify the signed documents of complete envelopes, write receipts, and drop them from the state",
    load: async () => (await import("./close.ts")).closeCommand(),
  },
  {
    name: "erase",
    description:
      "report every place that holds a person's data, and what to run to remove it; changes nothing",
    load: async () => (await import("./erase.ts")).eraseCommand(),
  },
  {
    name: "adopt",
    description: "write a program for an envelope that is out already; nothing is sent",
    load: async () => (await import("./adopt.ts")).adoptCommand(),
  },
  {
    name: "remind",
    description: "e-mail a reminder to those whose signature is waited for",
    load: async () => (await import("./remind.ts")).remindCommand(),
  },
  {
    name: "resend-pack",
    description: "e-mail the signed documents of a complete envelope to recipients again",
    load: async () => (await import("./resend-pack.ts")).resendPackCommand(),
  },
  {
    name: "extend",
    description: "let signing links work anew, expired ones too",
    load: async () => (await import("./extend.ts")).extendCommand(),
  },
  {
    name: "upload-signed",
    description: "hand in a document that a recipient signed on paper, or otherwise offline",
    load: async () => (await import("./upload-signed.ts")).uploadSignedCommand(),
  },
  {
    name: "idv",
    description: "read the results of identity verifications, and allow more attempts",
    load: async () => (await import("./idv.ts")).idvCommand(),
  },
  {
    name: "policy",
    description: "show the rules that envelopes are judged by; check and test a policy",
    load: async () => (await import("./policy.ts")).policyCommand(),
  },
  {
    name: "doctor",
    description: "check what a run needs: Node.js, Pulumi, packages, service, key, clock, journal",
    load: async () => (await import("./doctor.ts")).doctorCommand(),
  },
];

async function main(args: readonly string[]): Promise<void> {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    const here = `this is ${process.versions.node} (${process.execPath})`;
    return fail(
      `it needs Node.js ${oldestNode} or newer, and ${here}. Install a newer one, or put it first on PATH.`,
    );
  }
  const { version } = createRequire(import.meta.url)("pulumi-yotisign/package.json");
  const program = new Command("yotisign")
    .description("Signing requests as code: what helps beside `pulumi up`. Each command has its own --help.")
    .version(version)
    .addHelpText("after", exitCodes)
    .exitOverride();
  for (const { name, description, load } of commands) {
    const command = args.includes(name) ? await load() : new Command(name).description(description);
    program.addCommand(inheriting(command, program));
  }
  await program.parseAsync(args, { from: "user" });
}

/** Commander lets a command inherit when it is made by its parent, which ours are not. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inheriting(child, command);
  return command;
}

const exitCodes = `
Exit codes: 0 nothing to see to, 1 findings, 2 wrong usage or configuration, or
the command failed.`;

function fail(message: string): void {
  process.stderr.write(`yotisign: ${message}\n`);
  process.exitCode = 2;
}

async function explain(error: unknown): Promise<void> {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong, and its own code for that is 1.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  const { YotiSignError } = await import("../sdk/client/errors.ts");
  const { PolicyError } = await import("../policy/policy-error.ts");
  const ordinary = error instanceof YotiSignError || error instanceof PolicyError || isSystemError(error);
  // Whoever mends what nobody foresaw needs the stack and the cause.
  fail(ordinary ? error.message : `this should not have happened. ${inspect(error)}`);
}

/** What the operating system refused (a taken port, a full disk), whether or not somebody put it in better words. */
const isSystemError = (error: unknown): error is Error =>
  error instanceof Error && ("syscall" in error || (error.cause !== undefined && isSystemError(error.cause)));

// A reader that has seen enough, such as `head`, closes the pipe: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

main(process.argv.slice(2)).catch(explain);
