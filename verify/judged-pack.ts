import { type Finding, finding, type PackProblem } from "./pack-problem.ts";
import type { ExpectedPack, PackFile } from "./pack-report.ts";
import { shownName } from "./shown-name.ts";
import type { EnvelopeList } from "./xml/envelope-list.ts";

/** A finding about the pack as a whole, as a problem. */
export const ofPack = ({ code, what }: Finding): PackProblem => ({ code, message: `The pack ${what}` });

/** A finding about a file, as a problem. */
export const ofFile = (file: string, { code, what }: Finding): PackProblem => ({
  code,
  file,
  message: `The file ${shownName(file)} ${what}`,
});

/** Files that a signer handed in: nobody promised that they are signed, and the list of the pack covers them. */
export const isHandedIn = ({ kind }: Pick<PackFile, "kind">): boolean =>
  kind === "attachment" || kind === "signed-offline";

/**
 * Holds the signed list of a pack against what is in it, both ways.
 *
 * @param name the file that the list is in
 * @param damaged names of files that are there and could not be unpacked, which has been said
 */
export function compareList(
  { envelopeId, files: listed }: EnvelopeList,
  name: string,
  files: readonly PackFile[],
  damaged: ReadonlySet<string>,
  expected: ExpectedPack,
): PackProblem[] {
  const problems: PackProblem[] = [];
  if (expected.envelopeId !== undefined && expected.envelopeId.toLowerCase() !== envelopeId.toLowerCase())
    problems.push(ofPack(finding("other-envelope", "is that of another envelope than was expected.")));
  const there = new Map(files.map((file) => [file.name, file]));
  for (const one of listed) {
    const file = there.get(one.name);
    if (file && (file.sha256 !== one.sha256 || file.bytes !== one.bytes))
      problems.push(
        ofFile(one.name, finding("file-differs", "is another one than the signed list of the pack has.")),
      );
    if (!file && !damaged.has(one.name))
      problems.push(
        ofFile(one.name, finding("listed-file-missing", "is in the signed list, and not in the pack.")),
      );
  }
  const names = new Set(listed.map((one) => one.name));
  for (const file of files)
    if (file.name !== name && !names.has(file.name))
      problems.push(
        ofFile(file.name, finding("unlisted-file", "is in the pack, and not in its signed list.")),
      );
  return problems;
}
