import mocha from "mocha";

/** mocha's spec output, closed by the one line that scripts and people read: `N passed, N failed[, N skipped]`. */
export default class ClosingLine extends mocha.reporters.Spec {
  done(failures, end) {
    const { passes, failures: failed, pending } = this.stats;
    const skipped = pending > 0 ? `, ${pending} skipped` : "";
    process.stdout.write(`${passes} passed, ${failed} failed${skipped}\n`);
    end(failures);
  }
}
