import assert from "node:assert/strict";
import { AnswerTimes } from "../../../../sdk/client/answer-times.ts";
import { Concurrency } from "../../../../sdk/client/concurrency.ts";

/** The limits after each of so many good answers. */
const grown = (concurrency: Concurrency, answers: number): number[] =>
  Array.from({ length: answers }, () => {
    concurrency.grow();
    return concurrency.limit;
  });

describe("Concurrency", () => {
  it("begins with 8 at once, and reaches 32 with 24 good answers", () => {
    const concurrency = new Concurrency(32);
    assert.deepEqual([concurrency.limit, grown(concurrency, 30).indexOf(32)], [8, 23]);
  });

  it("never goes beyond what it was given", () => {
    const concurrency = new Concurrency(5);
    assert.deepEqual([concurrency.limit, Math.max(...grown(concurrency, 1000))], [5, 5]);
  });

  it("halves with every refusal, down to one", () => {
    const concurrency = new Concurrency(32);
    const limits = Array.from({ length: 5 }, () => {
      concurrency.decrease();
      return concurrency.limit;
    });
    assert.deepEqual(limits, [4, 2, 1, 1, 1]);
  });

  it("is soon back near where it was refused, stays there for long, and then looks further", () => {
    const concurrency = new Concurrency(32);
    concurrency.decrease();
    const limits = grown(concurrency, 800);
    const first = (limit: number): number => limits.indexOf(limit) + 1;
    assert.deepEqual([5, 6, 7, 8, 9, 12, 16, 32].map(first), [24, 53, 95, 256, 418, 512, 579, 722]);
  });

  it("takes off a quarter where it was refused before and only tried again", () => {
    const concurrency = new Concurrency(32);
    concurrency.decrease();
    grown(concurrency, 256);
    concurrency.decrease();
    assert.equal(concurrency.limit, 6);
  });

  it("comes back from one", () => {
    const concurrency = new Concurrency(32);
    for (let refusal = 1; refusal <= 5; refusal += 1) concurrency.decrease();
    const limits = grown(concurrency, 200);
    assert.deepEqual([limits.indexOf(2) + 1, limits.indexOf(8) + 1], [64, 94]);
  });

  it("is slowed down to what is as fast as ever, by half at most", () => {
    const limits = [0.8, 0.1].map((speed) => {
      const concurrency = new Concurrency(32);
      concurrency.slowDown(speed);
      return concurrency.limit;
    });
    assert.deepEqual(limits, [5, 4]);
  });
});

/** What is made of so many answers that take as long as the other. */
function speeds(times: AnswerTimes, seconds: number, answers = 8): number[] {
  return Array.from({ length: answers }, () => times.add("getEnvelope", seconds)).filter(
    (speed) => speed !== 1,
  );
}

describe("AnswerTimes", () => {
  it("tell how fast the service is in relation to its best", () => {
    const times = new AnswerTimes();
    speeds(times, 0.2);
    assert.deepEqual(speeds(times, 0.8), [0.25]);
  });

  it("say nothing where one answer in eight is fast", () => {
    const times = new AnswerTimes();
    speeds(times, 0.2, 1);
    assert.deepEqual([...speeds(times, 5, 7), ...speeds(times, 0.2, 1), ...speeds(times, 5, 7)], []);
  });

  it("say nothing of a tenth of a second, however fast the best was", () => {
    const times = new AnswerTimes();
    speeds(times, 0.001);
    assert.deepEqual(speeds(times, 0.1, 80), []);
  });

  it("compare a question with its like", () => {
    const times = new AnswerTimes();
    speeds(times, 0.2);
    const slow = Array.from({ length: 80 }, () => times.add("getEnvelopeStatus", 3));
    assert.deepEqual(new Set(slow), new Set([1]));
  });

  it("get used to a service that stays slower", () => {
    const times = new AnswerTimes();
    speeds(times, 1);
    assert.equal(speeds(times, 3, 8 * 100).length, 7);
  });
});
