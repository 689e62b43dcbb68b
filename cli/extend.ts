import { Command } from "commander";
import { type CallOptions, ConfigError, ConflictError, UnprocessableError } from "../sdk/client/index.ts";
import { actOn } from "./effect/act-on.ts";
import { chosenOrWaitedFor } from "./effect/choose-recipients.ts";
import { counted } from "./effect/counted.ts";
import { type EffectOptions, withEffectOptions } from "./effect/effect-options.ts";
import type { EffectSurroundings } from "./effect/effect-surroundings.ts";
import type { Plan, Skip } from "./effect/plan.ts";
import { readTokens, signingToken } from "./effect/signing-token.ts";
import { whyNobody, whyNotNow } from "./effect/signing-turn.ts";
import type { Target } from "./effect/target.ts";
import type { Addressee } from "./effect/target-recipient.ts";

interface ExtendOptions extends EffectOptions {
  token?: string[];
  tokensStdin?: true;
}

/** A link that can be extended, and whose it is. */
interface Link {
  to: Addressee;
  token: string;
}

/**
 * `yotisign extend <envelope> [recipient...]`: lets signing links work anew. The links of an embedded envelope are in
 * its outputs, where Pulumi keeps them as secrets; others have to be given. No link is ever printed.
 */
export function extendCommand(surroundings: Partial<EffectSurroundings> = {}): Command {
  return withEffectOptions(
    new Command("extend")
      .description("let signing links work anew, expired ones too")
      .argument("<envelope>", "its resource's name in the stack, or its id")
      .argument("[recipient...]", "by key, role, id or e-mail address; default: all who are waited for now")
      .option("--token <link>", "a signing link, or the token at its end; repeatable", collected)
      .option("--tokens-stdin", "read signing links from standard input, one a line"),
  ).action(async (envelope: string, words: string[], options: ExtendOptions) => {
    const tokens = await tokensGiven(words, options, surroundings.input ?? process.stdin);
    const lookUp = { ...options, signingUrls: tokens.length === 0 };
    await actOn(envelope, lookUp, surroundings, (target) =>
      tokens.length === 0 ? planFor(target, words) : planOf(target, tokens.map(givenLink), []),
    );
  });
}

const collected = (value: string, before: string[] = []): string[] => [...before, value];

const givenLink = (token: string, index: number): Link => ({
  to: { label: `link ${index + 1} of those given` },
  token,
});

async function tokensGiven(
  words: readonly string[],
  { token = [], tokensStdin, yes, dryRun }: ExtendOptions,
  input: EffectSurroundings["input"],
): Promise<string[]> {
  if (token.length === 0 && !tokensStdin) return [];
  if (words.length > 0)
    throw new ConfigError("Name recipients, or give links with --token or --tokens-stdin, but not both.");
  if (tokensStdin && !yes && !dryRun)
    throw new ConfigError(
      "Nothing was done: with --tokens-stdin nobody can be asked. Confirm with --yes; --dry-run only shows.",
    );
  const tokens = [...token.map(signingToken), ...(tokensStdin ? await readTokens(input) : [])];
  return [...new Set(tokens)];
}

/** The plan for recipients whose links the stack knows, or not. */
function planFor(target: Target, words: readonly string[]): Plan {
  const links: Link[] = [];
  const skips: Skip[] = [];
  for (const to of chosenOrWaitedFor(target, words)) {
    const reason = whyNotNow(target, to) ?? (to.signingUrl ? undefined : noLink);
    if (reason === undefined) links.push({ to, token: signingToken(to.signingUrl ?? "") });
    else skips.push({ to, reason });
  }
  return planOf(target, links, skips);
}

const noLink =
  "their link is not known here. Give it with --token: it is in the e-mail to them, and in the webhook envelope_ready";

function planOf(target: Target, links: readonly Link[], skips: readonly Skip[]): Plan {
  const { client, envelopeId, status } = target;
  const tokens = links.map(({ token }) => token);
  const dead = status !== "ACTIVE";
  const nobody = dead || links.length + skips.length === 0;
  const counting = counted(links.length, "signing link");
  const act = async (call: CallOptions) => void (await client.extendTokens(envelopeId, tokens, call));
  return {
    command: "extend",
    title: `Extend ${counting}`,
    subject: target,
    // One request for all: the service takes or refuses them together.
    steps: dead || links.length === 0 ? [] : [{ to: links.map(({ to }) => to), act }],
    skips,
    ...(nobody && { nothing: `the envelope ${whyNobody[status]}` }),
    effect:
      "Whoever has such a link can sign with it from now on for as long as it was given when the envelope was sent. " +
      "Nothing says that anybody is e-mailed.",
    question: `Extend ${counting}?`,
    done: "extended",
    doubt: "the links were extended",
    explain(error) {
      if (error instanceof UnprocessableError)
        return "The service refuses (422): a link is not one of this envelope. None was extended.";
      if (error instanceof ConflictError)
        return "The service refuses (409): the envelope does not wait for signatures any more. None was extended.";
      return undefined;
    },
  };
}
