import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { countsOf, verdictText } from "../../../../policy/formats/counts.ts";
import { github } from "../../../../policy/formats/github.ts";
import { json } from "../../../../policy/formats/json.ts";
import { junit } from "../../../../policy/formats/junit.ts";
import { markdown } from "../../../../policy/formats/markdown.ts";
import type { Report, Threshold } from "../../../../policy/formats/report.ts";
import { sarif } from "../../../../policy/formats/sarif.ts";
import { sampleReport } from "./sample-report.ts";

const threshold: Threshold = { failOn: "mandatory", failOnUndetermined: false };
const expected = (name: string): string => readFileSync(new URL(`expected/${name}`, import.meta.url), "utf8");

/** A report of one finding, with so much text. */
const withMessage = (message: string): Report => ({
  ...sampleReport,
  judgements: [
    {
      rule: "tag-on-blank",
      level: "mandatory",
      severity: "high",
      resource: "nda",
      verdict: "fail",
      findings: [{ path: [], message }],
    },
  ],
});

describe("formats of a policy's report", () => {
  const formats = { github, json, junit, markdown, sarif };
  const files = {
    github: "github.txt",
    json: "json.txt",
    junit: "junit.xml",
    markdown: "markdown.md",
    sarif: "sarif.txt",
  };
  for (const [name, format] of Object.entries(formats))
    it(`writes the same ${name} each time`, () => {
      const text = format(sampleReport, threshold);
      assert.equal(text, expected(files[name as keyof typeof files]));
      assert.equal(format(structuredClone(sampleReport), threshold), text);
    });

  it("counts what is said", () => {
    assert.deepEqual(countsOf(sampleReport), {
      envelopes: 2,
      mandatory: 1,
      advisory: 2,
      waived: 1,
      undetermined: 1,
      passed: 1,
      notApplicable: 1,
    });
  });

  it("says that there is nothing to say", () => {
    assert.equal(
      verdictText({ ...sampleReport, envelopes: [], judgements: [] }),
      "no findings in no envelopes",
    );
  });

  const thresholds: [Threshold["failOn"], boolean, string[], boolean][] = [
    ["advisory", false, ["tag-on-blank", "link-lives-long-enough"], false],
    ["mandatory", false, ["tag-on-blank"], false],
    ["never", false, [], true],
    ["never", true, [], false],
  ];
  for (const [failOn, failOnUndetermined, failures, ok] of thresholds)
    it(`fails on ${failOn}${failOnUndetermined ? " and on what is undetermined" : ""}`, () => {
      const xml = junit(sampleReport, { failOn, failOnUndetermined });
      const named = [...xml.matchAll(/name="([^"]+)"><failure/g)].map(([, name]) => name);
      assert.deepEqual(named, failures);
      assert.equal(JSON.parse(json(sampleReport, { failOn, failOnUndetermined })).ok, ok);
    });

  it("lets no message end a workflow command, or begin another", () => {
    const [command = "", ...rest] = github(withMessage("a\r\n::error::b %0A")).split("\n");
    assert.equal(command, "::error file=app/Pulumi.yaml,title=tag-on-blank::nda: a%0D%0A::error::b %250A");
    assert.equal(rest.length, 2);
  });

  it("lets no message be Markdown, HTML, a link or a mention", () => {
    const hostile = "**b** _i_ `c` <b> [l](https://evil.example.com) #12 @team |\n# x &lt;";
    const row = markdown(withMessage(hostile), threshold)
      .split("\n")
      .find((line) => line.startsWith("| `nda`"));
    assert.equal(
      row,
      "| `nda` | `tag-on-blank` | **mandatory** | \\*\\*b\\*\\* \\_i\\_ \\`c\\` &lt;b> \\[l\\](https:<!-- -->//evil.example.com) #<!-- -->12 @<!-- -->team \\| #<!-- --> x &amp;lt; |",
    );
  });

  it("stays within what GitHub takes as a comment", () => {
    const one = withMessage("x".repeat(100)).judgements;
    const many = { ...sampleReport, judgements: Array.from({ length: 2000 }, () => one).flat() };
    const text = markdown(many, threshold);
    assert.ok(text.length < 65_536, `${text.length} characters`);
    assert.match(text, /^… and \d+ more\.$/m);
  });

  it("writes no character that XML cannot have", () => {
    const xml = junit(withMessage("a\u0000b\u001bc\ud800d😀"), threshold);
    assert.match(xml, /message="a\ufffdb\ufffdc\ufffdd😀"/);
  });
});
