import assert from "node:assert/strict";
import { reviewMarkdown } from "../../../review/formats/review-markdown.ts";
import { signOrderDiagram } from "../../../review/formats/sign-order-diagram.ts";
import { reviewOf } from "../../../review/review-of.ts";
import type { EnvelopeInputs } from "../../../schema/envelope-inputs.ts";
import { created, edited, sentAs, sourceOf } from "./planned.ts";

const hostile = [
  "a | b | c",
  "`code` ``` fence",
  "<img src=x onerror=alert(1)>",
  "<!-- --><details open><summary>hi</summary>",
  "@everyone @org/team",
  "#12 GH-7 org/repo#9",
  "[link](https://evil.example.com) www.evil.example.com",
  "![picture](https://evil.example.com/x.png)",
  "line\nbreak\r\n\r\n# heading",
  'end"]; click g1r1 "https://evil.example.com" %%{init: {}}%%',
  "\u202egnp.exe\u2066 \u200f",
  "1. list",
  "- item > quote",
  "$\\alpha$ **bold** ~~gone~~ \\| &lt;b&gt;",
  "</summary></details><script>",
];

const envelope = (text: string): EnvelopeInputs => ({
  name: text,
  message: text,
  documents: [{ path: `${text}.pdf`, fileName: text, sha256: "ab".repeat(32), pages: 1 }],
  recipients: [1, 2].map((signGroup) => ({
    ...{ key: `${text}${signGroup}`, role: text, name: text, email: text, signGroup },
    tags: [
      { type: "text_field", fileName: text, prefilledValue: text, pageNumber: 1, x: 0, y: 0, width: 0.1 },
    ],
  })),
});

/** Without what is code: there nothing is read. */
const withoutCode = (line: string): string => line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "CODE");

describe("a review of hostile names", () => {
  for (const text of hostile)
    it(`is not steered by ${JSON.stringify(text)}`, () => {
      const before = envelope("plain");
      const now = { ...envelope(text), supersedes: "1" };
      const source = sourceOf(
        [
          created(text, envelope(text), [text]),
          edited("changed", { before, now, sent: sentAs(before, "1") }, false),
        ],
        new Map([["ab".repeat(32), { pages: [{ widthPt: 9, heightPt: 9 }] }]]),
        { failure: text, others: [{ operation: text, type: text, name: text }] },
      );
      for (const failure of [text, undefined]) {
        const { failure: _, ...planned } = source;
        const markdown = reviewMarkdown(reviewOf({ ...planned, ...(failure !== undefined && { failure }) }));
        assertHarmless(markdown);
      }
    });

  function assertHarmless(markdown: string): void {
    const parts = markdown.split(/^(`{3,}).*\n[\s\S]*?\n\1$/m).filter((part) => !/^`+$/.test(part));
    const lines = parts.flatMap((part) => part.split("\n")).map(withoutCode);
    const allowed = /<!-- -->|<\/?(?:details|summary|b|ins|del)>/g;
    for (const line of lines) {
      const bare = line.replace(allowed, "\u0001").replace(/\\[\\`*_[\]|~!$>+=-]/g, "");
      assert.doesNotMatch(bare, /<[a-z/!]/i, line);
      assert.doesNotMatch(bare, /@\w|#\d|https?:\/\/|www\.|GH-\d/, line);
      // In the line of a summary HTML is read, and marks are not.
      if (!line.startsWith("<details>")) assert.doesNotMatch(bare, /!\[|\]\(/, line);
      assert.doesNotMatch(line, /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/, line);
    }
    const count = (pattern: RegExp): number => [...lines.join("\n").matchAll(pattern)].length;
    assert.equal(count(/<details>/g), count(/<\/details>/g));
    assert.equal(count(/<summary>/g), count(/<\/summary>/g));
    for (const row of lines.filter((line) => line.startsWith("| ")))
      assert.ok([4, 6, 7].includes(row.split(/(?<!\\)\|/).length - 1), row);
  }

  for (const key of hostile)
    it(`draws ${JSON.stringify(key)} as a label`, () => {
      const diagram = signOrderDiagram({ signOrder: [[key], ["plain"]], recipients: [] });
      const lines = diagram.split("\n");
      assert.equal(lines.length, 8);
      assert.match(lines[2] ?? "", /^ {4}g1r1\["(?:[\p{L}\p{N} ]|#\d+;)+"\]$/u);
    });
});
