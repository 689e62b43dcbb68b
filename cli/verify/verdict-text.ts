import { styleText } from "node:util";
import { withoutControls } from "../../document/index.ts";
import type { FileSignature, PackFile } from "../../verify/index.ts";
import { counted } from "../effect/counted.ts";
import { wrapped } from "../wrapped.ts";
import type { NamedReport } from "./verdict-json.ts";

const HEADING = ["FILE", "KIND", "BYTES", "SHA-256", "PAGES", "SIGNATURES"];
const RIGHT_ALIGNED = ["BYTES", "PAGES"].map((title) => HEADING.indexOf(title));

/**
 * What `verify` prints about a pack: its files, then what is wrong, then what could not be judged.
 *
 * @param people whether it says whom certificates are issued to
 */
export function verdictText(
  { pack, report: { files, problems, notes } }: NamedReport,
  people: boolean,
): string {
  const isFine = problems.length === 0;
  const verdict = isFine ? "it is what it says" : counted(problems.length, "problem");
  const blocks = [
    [`${withoutControls(pack)}: ${styleText(isFine ? "green" : "red", verdict)}`],
    files.length > 0 ? tableOf(files, people) : [],
    problems.map(({ code, message }) => wrapped(`  ${styleText("red", "!")} `, 4, `${code}: ${message}`)),
    notes.map((note) => wrapped("  - ", 4, note)),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

function tableOf(files: readonly PackFile[], people: boolean): string[] {
  const rows = [HEADING, ...files.map((file) => rowOf(file, people))];
  const widths = HEADING.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    widths
      .map(
        (width, column) => row[column]?.[RIGHT_ALIGNED.includes(column) ? "padStart" : "padEnd"](width) ?? "",
      )
      .join("  ")
      .replace(/^/, "  ")
      .trimEnd(),
  );
}

const rowOf = ({ name, kind, bytes, sha256, pages, signatures }: PackFile, people: boolean): string[] => [
  withoutControls(name),
  kind,
  bytes.toLocaleString("en"),
  sha256.slice(0, 12),
  pages?.toString() ?? "",
  signatures.length > 0 ? signatures.map((one) => signatureText(one, people)).join("; ") : "none",
];

function signatureText({ signer, valid, trusted, covers }: FileSignature, people: boolean): string {
  const words = [
    valid ? "valid" : "NOT VALID",
    trusted ? "trusted" : "NOT TRUSTED",
    ...(covers === "revision" ? ["of a part"] : []),
    ...(people && signer ? [`by ${withoutControls(signer)}`] : []),
  ];
  return words.join(", ");
}
