import assert from "node:assert/strict";
import { nextPage } from "../../../../cli/code-host/next-page.ts";

const base = new URL("https://api.example.com/items?page=2");
const address = "https://api.example.com/items?page=3";

describe("the next page", () => {
  const forms: [string | string[] | undefined, string | undefined][] = [
    [undefined, undefined],
    ["", undefined],
    [`<${address}>; rel="next"`, address],
    [`<${address}>; rel=next`, address],
    [
      `<https://api.example.com/items?page=1>; rel="prev", <${address}>; rel="next", <x>; rel="last"`,
      address,
    ],
    [`<${address}>; title="a, b"; rel="next"`, address],
    [`<${address}>; rel="last next"`, address],
    [`<${address}>; title="; rel=next"; rel="prev"`, undefined],
    ['</items?page=3>; rel="next"', address],
    [['<x>; rel="prev"', `<${address}>; rel="next"`], address],
    [`<${address}>; rel="prev"`, undefined],
    [`<${address}>; rel="nextish"`, undefined],
    ['<https://>; rel="next"', undefined],
  ];
  for (const [link, expected] of forms)
    it(`of ${JSON.stringify(link)} is ${expected}`, () => {
      assert.equal(nextPage(link, base)?.href, expected);
    });
});
