import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmulator } from "../../../emulator/index.ts";
import { toCamel } from "../../../schema/wire.ts";
import { IdvClient } from "../../../sdk/client/idv.ts";
import { YotiSignClient } from "../../../sdk/client/index.ts";
import { operations } from "../../../sdk/client/operations.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const page = readFileSync(join(root, "docs/api.md"), "utf8");

/** The rows of a section's table, each as its cells. */
const rows = (section: string): string[][] =>
  page
    .split(`## ${section}\n`)[1]
    ?.split("\n## ")[0]
    ?.split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1)
    .map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1),
    ) ?? [];

/** The method of the client that carries an operation out, as the page writes it. */
const methodOf = (operation: string): string =>
  operation.includes("Idv") ? `idv.${operation.replace("Idv", "")}` : operation;

const linked = (cell: string): string[] =>
  [...cell.matchAll(/\]\(\.\.\/(test\/[^)]+)\)/g)].map(([, path]) => path ?? "");

/** Names in Markdown's code, also in lists such as `emails`: `replyTo`. */
const named = new Set([...page.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code?.match(/\w+/g) ?? []));

describe("docs/api.md", () => {
  const endpoints = rows("Endpoints");

  it("has a row for each operation of the client, in the order of the reference", () => {
    const methods = endpoints.map(([, , , method]) => method?.replaceAll("`", ""));
    assert.deepEqual(methods.toSorted(), Object.keys(operations).map(methodOf).toSorted());
    const numbers = endpoints.map(([number]) => Number(number));
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
    );
    assert.deepEqual(
      [...new Set(numbers)],
      Array.from({ length: 17 }, (_, index) => index + 1),
    );
  });

  it("names methods that the client has", () => {
    for (const [, , , method = ""] of endpoints) {
      const [, isIdv, name = ""] = /^`(idv\.)?(\w+)`$/.exec(method) ?? [];
      const { prototype } = isIdv ? IdvClient : YotiSignClient;
      assert.equal(typeof (prototype as unknown as Record<string, unknown>)[name], "function", method);
    }
  });

  it("has a row for each route of the emulator", async () => {
    const emulator = await startEmulator();
    try {
      const { routes } = (await (await fetch(emulator.url)).json()) as { routes: string[] };
      // As version 10 of the reference shortens it.
      const short = "GET /v2/idv/recipients/:rid/sessions/signed";
      const api = routes.filter((route) => route.includes(" /v2/") && route !== short);
      assert.deepEqual(endpoints.map(([, call]) => call?.replaceAll("`", "")).toSorted(), api.toSorted());
    } finally {
      await emulator.close();
    }
  });

  it("links each row to tests, each of which is there and calls the method", () => {
    const calls = new Map(
      globSync("test/**/*.test.ts", { cwd: root }).map((path) => [
        path.replaceAll("\\", "/"),
        readFileSync(join(root, path), "utf8"),
      ]),
    );
    for (const [, , , method = "", , tests = ""] of endpoints) {
      const name = method.replace("`idv.", "").replaceAll("`", "");
      const files = linked(tests);
      assert.ok(files.length > 0, method);
      // The contract's tests create through their target.
      const called =
        name === "createEnvelope"
          ? /createEnvelope|target\.(create|processed)\(/
          : new RegExp(`\\b${name}\\b`);
      for (const file of files) assert.match(calls.get(file) ?? "", called, `${method}: ${file}`);
    }
    for (const cells of [...rows("The options of an envelope"), ...rows("What the service tells")]) {
      const files = linked(cells.at(-1) ?? "");
      assert.ok(files.length > 0, cells[0]);
      for (const file of files) assert.ok(calls.has(file), file);
    }
  });

  it("names every field of the schemas of requests, as programs write it", () => {
    const fields = (value: unknown): string[] => {
      if (typeof value !== "object" || value === null) return [];
      const { properties = {} } = value as { properties?: object };
      return [...Object.keys(properties), ...Object.values(value).flatMap(fields)];
    };
    const files = [
      "options",
      "recipient",
      "tag",
      "rule",
      "witness",
      "verification",
      "branding",
      "notifications",
    ];
    const schemas = [...files, "redirect-urls", "idv-session-config"].map((name) =>
      JSON.parse(readFileSync(join(root, `schema/${name}.json`), "utf8")),
    );
    const missing = new Set(
      schemas
        .flatMap(fields)
        .map(toCamel)
        .filter((name) => !named.has(name)),
    );
    assert.deepEqual([...missing], []);
  });
});
