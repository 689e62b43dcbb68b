import type { FastifyReply } from "fastify";
import type { Html } from "./html.ts";

/** Who may show a page in a frame: nobody, or any page (embedded signing). */
export type Framing = "nobody" | "anybody";

const policy = (framing: Framing): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framing === "nobody" ? "'none'" : "*"}`,
  ].join("; ");

/** Sends a page that loads nothing from elsewhere, runs no inline script, and is never kept in a cache. */
export function sendPage(
  reply: FastifyReply,
  page: Html,
  { status = 200, framing = "nobody" }: { status?: number; framing?: Framing } = {},
): FastifyReply {
  return reply
    .code(status)
    .type("text/html; charset=utf-8")
    .headers({
      "content-security-policy": policy(framing),
      "x-content-type-options": "nosniff",
      // Signing links are secrets that no other site may learn; with "no-referrer", forms would lose their Origin.
      "referrer-policy": "same-origin",
      "cache-control": "no-store",
    })
    .send(page.markup);
}
