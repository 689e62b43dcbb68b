// @ts-check

const EVERY_SECONDS = 30;

/**
 * Says what begins, and while it lasts how long it has lasted, every half minute.
 * @template T
 * @param {(message: string) => void} log
 * @param {string} activity such as `Building the Pulumi CLI`
 * @param {string} usually how long it takes, such as `4 to 8 minutes`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what `work` returned
 */
export async function withProgress(log, activity, usually, work) {
  const start = performance.now();
  log(`${activity} (usually ${usually}) ...`);
  const timer = setInterval(
    () => log(`${activity}: ${elapsedText((performance.now() - start) / 1000)} so far`),
    EVERY_SECONDS * 1000,
  );
  try {
    const result = await work();
    log(`${activity}: done after ${elapsedText((performance.now() - start) / 1000)}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/**
 * Writes a duration as people say it.
 * @param {number} seconds
 * @returns {string} such as `45 s` or `2 min 30 s`
 */
export function elapsedText(seconds) {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
