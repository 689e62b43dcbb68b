import type { FastifyInstance } from "fastify";
import type { EmulatorControl } from "../../control/emulator-control.ts";
import { Refusal } from "../../envelope/refusal.ts";

/** The fields of a form. */
type Fields = Record<string, string>;

const longestAdvanceSeconds = 366 * 86_400;

const actions = (control: EmulatorControl): Record<string, (fields: Fields) => unknown> => ({
  advance({ seconds = "" }) {
    control.advance(secondsIn(seconds));
    return control.settled();
  },
  process: ({ envelopeId = "" }) => control.process(envelopeId),
  "sign-all": ({ envelopeId = "" }) => control.signAll(envelopeId),
  deliver: ({ webhookId = "" }) => control.deliver(webhookId),
  "clear-faults": () => control.clearFaults(),
  reset: () => control.reset(),
});

/** What the pages' forms do, `POST /actions/:name`; each leads back to the page it came from. */
export function inboxActions(app: FastifyInstance, control: EmulatorControl): void {
  const known = actions(control);
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(text as string))),
  );
  app.post<{ Params: { name: string }; Body: Fields | undefined }>(
    "/actions/:name",
    async ({ params, body = {} }, reply) => {
      const act = Object.hasOwn(known, params.name) ? known[params.name] : undefined;
      if (!act) throw new Refusal(404, "unknown_action", "The emulator's pages have no such action.");
      await act(body);
      return reply.redirect(ownPath(body.back ?? ""), 303);
    },
  );
}

function secondsIn(text: string): number {
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (seconds <= longestAdvanceSeconds) return seconds;
  throw new Refusal(400, "malformed_form", "The form's `seconds` must be a whole number, a year's at most.");
}

/** Only to pages of our own: a form could name any place. */
const ownPath = (path: string): string => (/^\/(envelopes\/[\da-f-]{36})?$/.test(path) ? path : "/");
