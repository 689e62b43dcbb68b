import { formatPath } from "../schema/issue.ts";
import type { Waiver } from "./config.ts";
import { fits } from "./glob.ts";
import type { Finding } from "./rule.ts";
import type { WaiverUse } from "./verdict.ts";

/** A policy's waivers, and what each of them did in one judging. */
export class Waivers {
  readonly #uses: WaiverUse[];

  /** @param today the day of judging */
  constructor(waivers: readonly Waiver[], today: Date) {
    const day = today.toISOString().slice(0, 10);
    this.#uses = waivers.map((waiver) => ({ ...waiver, uses: 0, expired: waiver.expires < day }));
  }

  /**
   * The waiver that lets a finding be.
   *
   * @param sent the envelope was sent: what let it be then still does, whatever the date
   */
  for(rule: string, resource: string, finding: Finding, sent: boolean): Waiver | undefined {
    const found = this.#uses.find(
      (one) =>
        one.rule === rule &&
        fits(one.resource, resource) &&
        (sent || !one.expired) &&
        (one.path === undefined || isBelow(formatPath(finding.path), one.path)),
    );
    if (found) found.uses += 1;
    return found;
  }

  all(): readonly WaiverUse[] {
    return this.#uses;
  }
}

/** Whether a place is another, or a part of it. */
const isBelow = (path: string, top: string): boolean =>
  path.startsWith(top) && ["", ".", "["].includes(path.slice(top.length, top.length + 1));
