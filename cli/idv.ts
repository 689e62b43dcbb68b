import { Command } from "commander";
import type { EffectSurroundings } from "./effect/effect-surroundings.ts";
import { mediaCommand } from "./idv/media.ts";
import { pdfCommand } from "./idv/pdf.ts";
import { resetLimitCommand } from "./idv/reset-limit.ts";
import { resultCommand } from "./idv/result.ts";

/** `yotisign idv`: what has to do with identity verification; each of its commands is about one recipient. */
export function idvCommand(surroundings: Partial<EffectSurroundings> = {}): Command {
  const idv = new Command("idv")
    .description("read the results of identity verifications, and allow more attempts")
    .configureHelp({ subcommandTerm: (command) => command.name() });
  for (const make of [resultCommand, mediaCommand, pdfCommand, resetLimitCommand])
    idv.addCommand(make(surroundings));
  return idv;
}
