import type { Refusal } from "../../envelope/refusal.ts";
import { type Html, html } from "../look/html.ts";
import { frame } from "./frame.ts";

/** What a person sees instead of a page that is not there, or after a form that was refused. */
export const refusalPage = ({ status, message }: Refusal): Html =>
  frame(
    status === 404 ? "Not there" : "Refused",
    html`<div class="sheet card"><h1>${status === 404 ? "Not there" : "That did not work"}</h1><p>${message}</p><p><a class="button" href="/">Back to the inbox</a></p></div>`,
  );
