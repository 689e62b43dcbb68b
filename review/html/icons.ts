import { Html } from "./html.ts";

/** What there are signs for; each has a shape of its own, since colours are not seen by everybody. */
export type IconName = "nothing-to-do" | "ready" | "refused" | "failed" | "grave" | "mail" | "arrow";

const SHAPES: Record<IconName, string> = {
  "nothing-to-do": '<circle cx="12" cy="12" r="10"/><path d="m7.5 12.5 3 3 6-7"/>',
  ready: '<rect x="2" y="5" width="20" height="14" rx="2"/><path d="m3 7 9 6 9-6"/>',
  refused: '<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/><path d="m8.5 8.5 7 7m0-7-7 7"/>',
  failed: '<circle cx="12" cy="12" r="10"/><path d="M9 9a3 3 0 1 1 4.2 2.7c-.8.4-1.2 1-1.2 2.3m0 3.4v.1"/>',
  grave: '<path d="M12 3 1.8 21h20.4z"/><path d="M12 9.5v5m0 3.2v.1"/>',
  mail: '<rect x="2" y="5" width="20" height="14" rx="2"/><path d="m3 7 9 6 9-6"/>',
  arrow: '<path d="M4 12h15m-6-6 6 6-6 6"/>',
};

/** A sign beside words that say the same, so it is hidden from those who hear the page. */
export const icon = (name: IconName): Html =>
  new Html(
    `<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SHAPES[name]}</svg>`,
  );
