import assert from "node:assert/strict";
import { markerLine, readMarker } from "../../../../cli/comment/marker.ts";

describe("the marker of a comment", () => {
  const hostile = { project: 'a"b--> <script>', stack: "prod\n%2D é/🦊", run: undefined };
  for (const marker of [{ project: "signing", stack: "production", run: 17_000_000_123 }, hostile])
    it(`is read as it was written: ${JSON.stringify(marker)}`, () => {
      const line = markerLine(marker);
      assert.deepEqual([readMarker(`${line}\r\ntext`), line.match(/-->|\n/g)], [marker, ["-->"]]);
    });

  const strangers = [
    "",
    "<!-- yotisign -->",
    ` ${markerLine(hostile)}`,
    `${markerLine(hostile)} and more`,
    `> ${markerLine(hostile)}`,
    '<!-- yotisign project="%" stack="a" -->',
  ];
  for (const text of strangers)
    it(`is none in ${JSON.stringify(text)}`, () => {
      assert.equal(readMarker(text), undefined);
    });
});
