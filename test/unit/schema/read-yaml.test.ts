import assert from "node:assert/strict";
import { problemsOf } from "../sdk/options-file/file-of.ts";

describe("a file of options", () => {
  const wrong: [string, string, RegExp[]][] = [
    [
      "a field that is there twice",
      "name: A\nname: B\nemails: {}\nemails: {}",
      [/^line 2: .*already/, /^line 4: /],
    ],
    ["a tab as indentation", "emails:\n\treply_to: x", [/^line 2: is indented with a tab/]],
    ["two documents", "name: A\n---\nname: B", [/^line 2: begins a second document/]],
    ["a tag", "name: !secret A", [/^line 1: has a tag/]],
    ["binary data", "name: !!binary QQ==", [/^line 1: has a tag/]],
    ["YAML 1.1", "%YAML 1.1\n---\nname: A", [/^line 1: asks for YAML 1\.1/]],
    ["a colon in a text", "name: A: B", [/^line 1: has a colon within a text/]],
    ["a character that means something else", "name: @A", [/^line 1: .*put the text in quotes/]],
    ["a backslash that escapes nothing", 'name: "A\\q"', [/^line 1: has a backslash/]],
    ["a bracket too many", '{"name": "A"}}', [/^line 1: cannot be read as JSON or YAML/]],
    ["an end that is missing", '{\n"name": "A",\n"emails": {', [/^line 3: cannot be read as JSON or YAML/]],
    ["a variable without quotes in brackets", `emails: { reply_to: \${x} }`, [/a variable needs quotes/]],
    ["a name that is no text", "? [name]\n: A", [/^line 1: has a field whose name is no text/]],
    ["a merge key", "emails:\n  <<: {}", [/^line 2, emails\["…"\]: is a merge key/]],
    ["an alias of nothing", "name: *other", [/^line 1, name: .*no anchor/]],
    [
      "an alias within its own anchor",
      "emails: &e\n  name: *e",
      [/^line 2, emails\.name: is an alias .* within/],
    ],
    ["too deep a nesting", "[".repeat(100_000), [/^line 1: is nested too deeply/]],
    ["a number with a leading zero", "name: 0123", [/^line 1, name: is read as a number.*leading zero/]],
    ["a number of too many digits", "name: 12345678901234567890", [/^line 1, name: .*put it in quotes/]],
  ];
  for (const [what, content, said] of wrong)
    it(`is refused for ${what}`, () => {
      const problems = problemsOf(content);
      assert.equal(problems.length, said.length, problems.join("\n"));
      for (const [index, pattern] of said.entries()) assert.match(problems[index] ?? "", pattern);
    });

  it("is refused, not unfolded, when its aliases stand for billions of values", () => {
    const levels = Array.from({ length: 10 }, (_, level) =>
      level === 0
        ? "l0: &l0 [a]"
        : `l${level}: &l${level} [${Array(10)
            .fill(`*l${level - 1}`)
            .join()}]`,
    );
    assert.match(problemsOf(levels.join("\n")).join("\n"), /^line \d+, l\d.*: has more than 200000 values$/);
  });

  it("never quotes itself in what is wrong with it", () => {
    for (const content of [
      'name: "Pat" Example',
      "name: [Pat}",
      'name: "Pat\\Example"',
      "Pat Example\nname: A",
    ])
      assert.doesNotMatch(problemsOf(content).join("\n"), /Pat|Example/);
  });
});
