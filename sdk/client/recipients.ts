import { ignoreBody } from "./answer.ts";
import { jsonBody } from "./body.ts";
import type { CallOptions, Http } from "./http.ts";
import { recipientPath } from "./ids.ts";

/** What can be changed of a recipient who has not signed; at least one field, and the phone's two only together. */
export interface RecipientEdit {
  name?: string;
  email?: string;
  iso_country_code?: string;
  mobile_number?: string | number;
}

/** Endpoint 8: `PATCH /v2/envelopes/:id/recipients/:rid`. */
export async function editRecipient(
  http: Http,
  id: string,
  recipientId: string,
  edit: RecipientEdit,
  call: CallOptions,
): Promise<void> {
  const request = {
    operation: "editRecipient",
    path: recipientPath(id, recipientId),
    body: jsonBody(edit),
  } as const;
  await http.send(request, ignoreBody, call);
}
