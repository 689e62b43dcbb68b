import * as pulumi from "@pulumi/pulumi";
import { ForbiddenError, NotFoundError, UnauthorizedError } from "../client/api-errors.ts";
import type { YotiSignError } from "../client/errors.ts";
import { keyVariable } from "../client/service-settings.ts";
import { currentProgram } from "./program.ts";

/**
 * The failure of a reading as Pulumi shows it without a stack trace. In one program equal failures are one object, which
 * Pulumi reports once.
 *
 * @param account the name of the account that was asked; undefined where none was named
 */
export function readingFailure(error: YotiSignError, account: string | undefined): pulumi.RunError {
  const { failures } = currentProgram();
  const message = `${error.message}${cure(error, account)}`;
  const failure = failures.get(message) ?? new pulumi.RunError(message, { cause: error });
  failures.set(message, failure);
  return failure;
}

/** What can be done in a program; the client knows of one key and no program. */
function cure(error: YotiSignError, account: string | undefined): string {
  if (error instanceof NotFoundError && error.request.operation === "getEnvelope")
    return " Correct the id given to getEnvelope, or use findEnvelopes, which leaves out what is not there.";
  if (account !== undefined && (error instanceof ForbiddenError || error instanceof UnauthorizedError))
    return ` It was asked as the account ${JSON.stringify(account)}, whose key is ${keyVariable(account)} or in yotisign:apiKeys.`;
  return error instanceof ForbiddenError
    ? ' Where the stack has several accounts, name it: account: "<name>".'
    : "";
}
