import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import schema from "../../../emulator/faults/fault-plan.json" with { type: "json" };
import { type Emulator, readFaultPlan, startEmulator } from "../../../emulator/index.ts";

const page = readFileSync(new URL("../../../docs/emulator.md", import.meta.url), "utf8");

/** The rows under a heading, each as its cells. */
const rows = (text: string): string[][] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const section = (heading: string): string => page.split(`\n${heading}\n`)[1]?.split(/\n#+ /)[0] ?? "";
/** The page without its programs. */
const prose = page.replaceAll(/```.*?```/gs, "");
const codes = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? "");

describe("docs/emulator.md", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator.close());

  it("has every route of the emulator, and no other", async () => {
    const answer = await fetch(emulator.url, { headers: { accept: "application/json" } });
    const { routes } = (await answer.json()) as { routes: string[] };
    const documented = codes(prose).filter((code) => /^(GET|PUT|POST|PATCH|DELETE) \//.test(code));
    assert.deepEqual([...new Set(documented)].toSorted(), [...new Set(routes)].toSorted());
  });

  it("has every method of the control, and no other", () => {
    const methods = rows(section("## The control API")).flatMap(([, cell = ""]) =>
      codes(cell).map((code) => code.replace(/\(.*$/, "")),
    );
    assert.deepEqual(methods.toSorted(), Object.keys(emulator.control).toSorted());
  });

  it("says of every behaviour whether it is documented, assumed, simulated, or the emulator's own", () => {
    const behaviours = page
      .split(/\n(?=###? )/)
      .flatMap((part) => rows(part.split("\n| behaviour").slice(1).join("")))
      .filter(([, said]) => said !== "" && !said?.startsWith("--"));
    assert.ok(behaviours.length > 80);
    const says = /documented|assumed|simulated|limit of the emulator|the emulator's own|\[variant\]/;
    assert.deepEqual(
      behaviours.filter(([, said = ""]) => !says.test(said)),
      [],
    );
  });

  it("describes every operation, field and action of a fault", () => {
    const text = section("### Faults").replaceAll(/```.*?```/gs, "");
    const { fault, action } = schema.definitions;
    const fields = action.allOf.flatMap(({ if: condition, then }) => {
      const kind = condition.properties.kind;
      const kinds = "const" in kind ? [kind.const] : kind.enum;
      return [...kinds, ...Object.keys(then.properties).filter((name) => name !== "kind")];
    });
    const said = codes(text).flatMap((code) => [code, code.split(":")[0] ?? ""]);
    const all = [...fault.properties.operation.enum, ...Object.keys(fault.properties), ...fields];
    assert.deepEqual(
      all.filter((name) => !said.includes(String(name))),
      [],
    );
  });

  it("shows a fault plan that is one", () => {
    const [, plan = ""] = /```json\n(.*?)```/s.exec(section("### Faults")) ?? [];
    assert.equal(readFaultPlan(JSON.parse(plan)).faults.length, 4);
  });
});
