import { YotiSignError } from "../sdk/client/index.ts";

/**
 * The provider will not do what was asked, because it would e-mail people without their sender having said so, or
 * could send twice. Nothing was sent, withdrawn or changed; the message says what to type instead.
 */
export class RefusedError extends YotiSignError {
  override get name() {
    return "RefusedError" as const;
  }
  readonly code = "REFUSED";
}

/**
 * The service may have accepted an envelope whose id never came back. The journal has the attempt, so the next run
 * looks for the envelope instead of sending it again.
 */
export class SendingInDoubtError extends YotiSignError {
  override get name() {
    return "SendingInDoubtError" as const;
  }
  readonly code = "SENDING_IN_DOUBT";
}

/**
 * The service may have withdrawn an envelope, or may still do so. The journal has the attempt, so the next run asks the
 * service instead of e-mailing every signer once more.
 */
export class WithdrawalInDoubtError extends YotiSignError {
  override get name() {
    return "WithdrawalInDoubtError" as const;
  }
  readonly code = "WITHDRAWAL_IN_DOUBT";
}
