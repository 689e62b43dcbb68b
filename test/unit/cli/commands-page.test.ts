import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { approvedCommand } from "../../../cli/approved.ts";
import { closeCommand } from "../../../cli/close.ts";
import { commentCommand } from "../../../cli/comment.ts";
import { downloadCommand } from "../../../cli/download.ts";
import { emulateCommand } from "../../../cli/emulate.ts";
import { eraseCommand } from "../../../cli/erase.ts";
import { extendCommand } from "../../../cli/extend.ts";
import { idvCommand } from "../../../cli/idv.ts";
import { remindCommand } from "../../../cli/remind.ts";
import { resendPackCommand } from "../../../cli/resend-pack.ts";
import { reviewCommand } from "../../../cli/review.ts";
import { statusCommand } from "../../../cli/status.ts";
import { uploadSignedCommand } from "../../../cli/upload-signed.ts";
import { verifyCommand } from "../../../cli/verify.ts";

const page = readFileSync(new URL("../../../docs/commands.md", import.meta.url), "utf8");
const sections = new Map(
  page.split(/^## /m).map((text) => [text.slice(0, text.indexOf("\n")), text] as const),
);
/** What commands have in common is described once. */
const shared = sections.get("What has an effect") ?? "";

const makers = [
  approvedCommand,
  closeCommand,
  commentCommand,
  downloadCommand,
  emulateCommand,
  eraseCommand,
  extendCommand,
  idvCommand,
  remindCommand,
  resendPackCommand,
  reviewCommand,
  statusCommand,
  uploadSignedCommand,
  verifyCommand,
];

describe("the page about commands", () => {
  for (const command of makers.map((make) => make()))
    it(`has a section on ${command.name()} with its arguments and options, and lists it`, () => {
      const text = sections.get(command.name()) ?? "";
      assert.ok(page.includes(`| [\`${command.name()}\`](#${command.name()}) |`));
      const missing = wordsOf(command).filter((word) => !text.includes(word) && !shared.includes(word));
      assert.deepEqual(missing, []);
    });
});

/** What somebody has to know to type a command: its parts, their arguments and options. */
function wordsOf(command: Command): string[] {
  const own = command.options.map(({ long }) => long ?? "");
  // Whoever gives a usage in their own words names no argument.
  const named = command.registeredArguments.filter(({ description }) => description);
  const args = named.map((argument) => (argument.required ? `<${argument.name()}` : `[${argument.name()}`));
  const children = command.commands.flatMap((child) => [
    `${command.name()} ${child.name()}`,
    ...wordsOf(child),
  ]);
  return [...own, ...args, ...children];
}
