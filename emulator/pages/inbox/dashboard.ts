import type { EmulatorControl } from "../../control/emulator-control.ts";
import type { World } from "../../world.ts";
import { type Html, html } from "../look/html.ts";
import { clockBar } from "./clock-bar.ts";
import { envelopeList } from "./envelope-list.ts";
import { faultList } from "./fault-list.ts";
import { frame, more } from "./frame.ts";
import { messageList } from "./message-list.ts";
import { messages } from "./messages.ts";
import { webhookList } from "./webhook-list.ts";

const usualLimit = 50;

/**
 * The page at `/`: clock, envelopes, inbox, webhooks and faults, the latest first.
 *
 * @param all whether every entry is shown; otherwise 50 of each kind
 */
export function dashboard(world: World, control: EmulatorControl, all: boolean): Html {
  const limit = all ? Number.POSITIVE_INFINITY : usualLimit;
  const now = world.clock.now();
  const envelopes = world.store.all().toReversed();
  const inbox = messages(control);
  const webhooks = control.webhooks().toReversed();
  return frame(
    "Inbox and envelopes",
    html`<h1 class="visually-hidden">Yoti Sign emulator</h1>
${clockBar(now)}
<div class="columns">
${part("envelopes", "Envelopes", envelopes.length, [
  envelopeList(envelopes.slice(0, limit), now),
  more(limit, envelopes.length, "envelopes"),
])}
<div class="column">
${part("inbox", "Inbox", inbox.length, [messageList(inbox.slice(0, limit)), more(limit, inbox.length, "messages")])}
${part("webhooks", "Webhooks", webhooks.length, [
  webhookList(webhooks.slice(0, limit), now, "/"),
  more(limit, webhooks.length, "webhooks"),
])}
${part("faults", "Planned faults", control.faults().length, [faultList(control)])}
</div>
</div>`,
  );
}

const part = (id: string, title: string, count: number, content: (Html | false)[]): Html =>
  html`<section id="${id}" aria-labelledby="${id}-title" data-live><h2 id="${id}-title">${title} <span class="count" data-count="${count}">${count}</span></h2>${content}</section>`;
