import type { Webhook, WebhookAttempt } from "./webhook.ts";

/** How long a destination may take to answer, by the machine's clock. */
const patienceMilliseconds = 10_000;

/** Posts a webhook, and says what was answered. */
export async function postWebhook(
  { destination, body }: Pick<Webhook, "destination" | "body">,
  stopped: AbortSignal,
): Promise<Omit<WebhookAttempt, "at">> {
  try {
    const answer = await fetch(destination, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.any([stopped, AbortSignal.timeout(patienceMilliseconds)]),
    });
    await answer.body?.cancel().catch(() => {});
    return { answer: answer.status };
  } catch (error) {
    return { answer: null, failure: failureOf(error as Error) };
  }
}

function failureOf({ name, cause }: Error): string {
  if (name === "TimeoutError") return `no answer within ${patienceMilliseconds / 1000} s`;
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? "no answer";
}
