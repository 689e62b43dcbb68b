import type { PackReport } from "../../verify/index.ts";

/** What was found about a pack, and where it is. */
export interface NamedReport {
  readonly pack: string;
  readonly report: PackReport;
}

/**
 * What `verify --json` prints. Contents are left out.
 *
 * @param people whether it says whom certificates are issued to
 */
export function verdictJson(reports: readonly NamedReport[], people: boolean): string {
  const packs = reports.map(({ pack, report: { sha256, files, problems, notes } }) => ({
    pack,
    ok: problems.length === 0,
    sha256,
    files: files.map(({ content: _, pages = null, signatures, ...file }) => ({
      ...file,
      pages,
      signatures: signatures.map(({ signer, ...signature }) =>
        people ? { signer, ...signature } : signature,
      ),
    })),
    problems: problems.map(({ code, file = null, message }) => ({ code, file, message })),
    notes,
  }));
  return `${JSON.stringify({ ok: packs.every(({ ok }) => ok), packs }, null, 2)}\n`;
}
