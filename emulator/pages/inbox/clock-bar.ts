import { type Html, html } from "../look/html.ts";
import { action } from "./frame.ts";
import { present } from "./moment.ts";

const steps = [
  ["1 min", 60],
  ["1 hour", 3600],
  ["1 day", 86_400],
  ["1 week", 604_800],
] as const;

/** The emulator's clock with what puts it forward, and what forgets everything. */
export const clockBar = (
  now: number,
): Html => html`<section class="clock sheet" aria-labelledby="clock-title">
<div><h2 id="clock-title" class="visually-hidden">Clock</h2><p class="soft">The emulator’s time</p><p class="now" id="now" data-live>${present(now)}</p></div>
<div class="steps" role="group" aria-label="Advance the clock"><span class="soft" aria-hidden="true">Advance</span>${steps.map(
  ([label, seconds]) =>
    action("advance", html`<span class="visually-hidden">Advance </span>${label}`, {
      fields: { seconds: String(seconds) },
    }),
)}</div>
<details class="reset" id="reset-details"><summary class="button">Reset…</summary><div class="sheet"><p>Forgets envelopes, documents, messages, webhooks and faults, and sets the clock back.</p>${action(
  "reset",
  "Reset everything",
  { style: "danger" },
)}</div></details>
</section>`;
