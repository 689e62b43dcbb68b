import * as pulumi from "@pulumi/pulumi";
import {
  ForbiddenError,
  keyVariable,
  NotFoundError,
  UnauthorizedError,
  YotiSignError,
} from "../client/index.ts";
import { currentProgram } from "./program.ts";

/**
 * The failure of a reading as Pulumi shows it without a stack trace; anything but an error of the client's stays what it
 * is. In one program equal failures are one object, which Pulumi reports once.
 *
 * @param account the name of the account that was asked; undefined where none was named
 */
export function readingFailure(error: unknown, account: string | undefined): unknown {
  if (!(error instanceof YotiSignError)) return error;
  const { failures } = currentProgram();
  const message = `${error.message}${cure(error, account)}`;
  const failure = failures.get(message) ?? new pulumi.RunError(message, { cause: error });
  // Pulumi prints the stack even of such an error, if it comes once the program has run to its end.
  failure.stack = message;
  failures.set(message, failure);
  if (!process.listeners("rejectionHandled").includes(ignore)) process.on("rejectionHandled", ignore);
  return failure;
}

/**
 * Pulumi takes up a program's outputs once the program has run. For each that has failed by then Node prints a warning,
 * unless somebody listens; the failure itself is reported all the same.
 */
const ignore = (): void => {};

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
