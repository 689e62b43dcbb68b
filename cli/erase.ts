import { dirname, join, resolve } from "node:path";
import { Command } from "commander";
import { journalPlace, localBackend } from "../provider/journal-path.ts";
import { receiptsFolder, receiptsIn } from "../provider/receipts.ts";
import { Runtime } from "../provider/runtime.ts";
import { revealed } from "../schema/pulumi-secret.ts";
import { ownerIn } from "../schema/urn.ts";
import { ConfigError, YotiSignError } from "../sdk/client/index.ts";
import { type CommandOutput, processOutput } from "./command-output.ts";
import { askAbout, type KnownEnvelope, placesAtService } from "./erase/at-service.ts";
import { eraseJson, eraseText, hiddenFindings } from "./erase/erase-report.ts";
import { placesInBackend } from "./erase/in-backend.ts";
import { placesInJournal } from "./erase/in-journal.ts";
import { placesInProject } from "./erase/in-project.ts";
import { placesInState } from "./erase/in-state.ts";
import { Person } from "./erase/person.ts";
import type { Findings, Place } from "./erase/place.ts";
import { noEngine } from "./no-engine.ts";
import { findProject } from "./project.ts";
import { askPulumiForJson, type PulumiCall } from "./pulumi-cli.ts";
import { readStackConfig } from "./stack-config.ts";
import { type Deployment, exportStack } from "./stack-export.ts";
import { stackState } from "./stack-state.ts";

/** The world that `yotisign erase` runs in; tests give their own. */
export interface EraseSurroundings {
  env?: NodeJS.ProcessEnv;
  output?: CommandOutput;
}

interface EraseOptions {
  stack?: string;
  cwd: string;
  packs?: string;
  receipts?: string;
  people?: true;
  json?: true;
}

/**
 * `yotisign erase <e-mail>`: reports every place that holds a person's data, and what to run to remove it; it changes
 * nothing. Exit code 1 when there is any, 2 when a place could not be looked at.
 */
export function eraseCommand(surroundings: EraseSurroundings = {}): Command {
  return new Command("erase")
    .description(
      "report every place that holds a person's data, and what to run to remove it; changes nothing",
    )
    .argument("<e-mail>", "the person's address, however it is written")
    .option("--stack <name>", "the Pulumi stack; default: the one selected")
    .option("--cwd <folder>", "a folder of the Pulumi project", ".")
    .option("--packs <folder>", "where packs are; default: yotisign:packs, else signed")
    .option("--receipts <folder>", "where receipts are; default: yotisign:receipts, else receipts")
    .option("--people", "show the whole address")
    .option("--json", "print JSON instead of text")
    .action((email: string, options: EraseOptions) => erase(email, options, surroundings));
}

async function erase(
  email: string,
  options: EraseOptions,
  { env = process.env, output = processOutput }: EraseSurroundings,
): Promise<void> {
  // What was typed is not repeated: it may be somebody's name.
  if (!/^\S+@\S+$/.test(email.trim()))
    throw new ConfigError("That is no e-mail address; give one, as in a@example.com.");
  const person = new Person(email);
  const { findings: found, stack } = await lookEverywhere(person, options, env);
  const { people = false, json } = options;
  const findings = people ? found : hiddenFindings(found, person);
  const { places, failures } = findings;
  const shown = people ? person.email : person.shown;
  output.write(json ? eraseJson(findings, shown, stack) : eraseText(findings, shown));
  output.setExitCode(failures.length > 0 ? 2 : places.length > 0 ? 1 : 0);
}

async function lookEverywhere(
  person: Person,
  { stack, cwd, packs, receipts }: EraseOptions,
  env: NodeJS.ProcessEnv,
): Promise<{ findings: Findings; stack: string | undefined }> {
  const failures: string[] = [];
  const failed = (problem: string): void => void failures.push(problem);
  const call = { cwd, env, stack };
  const deployment = await decrypted(call, failed);
  const config = await readStackConfig(call);
  const runtime = new Runtime({ env, engine: noEngine });
  runtime.configure(config.read);
  const folder = dirname(findProject(cwd)?.file ?? join(resolve(cwd), "Pulumi.yaml"));
  const program = findProject(cwd)?.programFolder ?? folder;
  const receiptFiles = receipts ? resolve(receipts) : receiptsFolder(runtime.settings.receipts, cwd);
  const { envelopes } = await stackState(deployment, call);
  const known = knownEnvelopes([
    ...envelopes.map(({ state }) => state),
    ...receiptsIn(receiptFiles).map(({ receipt: { envelopeId, service: host } }) => ({ envelopeId, host })),
  ]);
  const answers = await askAbout(runtime, known, failed);
  person.learn(revealed(deployment));
  for (const answer of answers.values()) person.learn(answer?.details?.recipients);
  const inState = placesInState(deployment, person);
  const identity = deployment.resources?.[0]?.urn;
  const atService = placesAtService(answers, person);
  const held = (deployment.resources ?? []).filter(
    (one) => placesInState({ resources: [one] }, person).length > 0,
  );
  const { project, stack: holder } = ownerIn(identity);
  const backend = localBackend(env, resolve(cwd));
  const ids = [...atService.map(({ where }) => where.split("/").at(-1) ?? ""), ...held.flatMap(envelopeIdOf)];
  const folders = {
    project: folder,
    packs: packs ? resolve(packs) : resolve(program, runtime.settings.packs),
    receipts: receiptFiles,
    pulumi: [backend, env.PULUMI_HOME].flatMap((one) => (one ? [resolve(one)] : [])),
  };
  const places = [
    ...inState,
    ...(backend && project && holder
      ? placesInBackend(
          backend,
          { project, stack: holder },
          person,
          held.map(({ urn }) => urn),
        )
      : []),
    ...(identity
      ? placesInJournal(runtime.settings.journal ?? journalPlace(identity, env, resolve(cwd)).path, ids)
      : []),
    ...(await configSecrets(call, person, failed)),
    ...atService,
    ...(await placesInProject(folders, person, failed)),
  ];
  return {
    findings: { places, failures, notes: backend ? localNotes : [...localNotes, remoteNote] },
    stack: holder ?? stack,
  };
}

const localNotes = [
  "Not looked at: logs of pipelines, Git's history, mailboxes, other stacks, copies that others made.",
];
const remoteNote =
  "The backend keeps earlier states of the stack, which cannot be looked at from here: ask whoever runs it.";

/** Without the passphrase, what is encrypted cannot be looked into. */
async function decrypted(call: PulumiCall, failed: (problem: string) => void): Promise<Deployment> {
  const plain = await exportStack(call);
  try {
    return await exportStack(call, "--show-secrets");
  } catch (error) {
    if (!(error instanceof YotiSignError)) throw error;
    failed(`What the state has encrypted was not looked at: ${error.message}`);
    return plain;
  }
}

async function configSecrets(
  call: PulumiCall,
  person: Person,
  failed: (problem: string) => void,
): Promise<Place[]> {
  try {
    const all = (await askPulumiForJson(["config", "--json", "--show-secrets"], call)) as Record<
      string,
      { value?: string; secret: boolean }
    >;
    return Object.entries(all).flatMap(([key, { value = "", secret }]): Place[] => {
      const holds = secret ? person.tracesIn(value) : [];
      if (holds.length === 0) return [];
      return [{ kind: "config", where: key, holds, encrypted: true, remedy: `pulumi config rm ${key}` }];
    });
  } catch (error) {
    if (!(error instanceof YotiSignError)) throw error;
    failed(`What the stack's config has encrypted was not looked at: ${error.message}`);
    return [];
  }
}

const knownEnvelopes = (all: readonly KnownEnvelope[]): KnownEnvelope[] => [
  ...new Map(all.toReversed().map((one) => [one.envelopeId, one])).values(),
];

const envelopeIdOf = ({ outputs }: { outputs?: Record<string, unknown> }): string[] =>
  typeof outputs?.envelopeId === "string" ? [outputs.envelopeId] : [];
