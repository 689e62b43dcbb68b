import type { Declaration } from "../../schema/wire-options.ts";

/** A program that declares these envelopes, as somebody writes it. */
export function programText(envelopes: readonly (readonly [name: string, Declaration])[]): string {
  const kinds = new Set(envelopes.map(([, declared]) => kindOf(declared)));
  return [
    `import { ${[...kinds].toSorted().join(", ")} } from "pulumi-yotisign";`,
    "",
    ...envelopes.map(([name, declared]) => {
      const { identity: _, documents, ...rest } = declared;
      const paths = documents.map((document) =>
        Object.keys(document).length === 1 ? document.path : document,
      );
      return `new ${kindOf(declared)}(${JSON.stringify(name)}, ${written({ ...rest, documents: paths }, "")});`;
    }),
  ].join("\n");
}

const kindOf = ({ identity = "" }: Declaration): string =>
  identity.includes("EmbeddedEnvelope") ? "EmbeddedEnvelope" : "Envelope";

const width = 100;

/** A value as TypeScript, on one line where that is short enough. */
function written(value: unknown, indent: string): string {
  const line = inline(value);
  if (indent.length + line.length <= width || typeof value !== "object" || value === null) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return `[\n${value.map((one) => `${inner}${written(one, inner)},\n`).join("")}${indent}]`;
  const entries = fieldsOf(value).map(([name, child]) => `${inner}${key(name)}: ${written(child, inner)},\n`);
  return `{\n${entries.join("")}${indent}}`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = fieldsOf(value).map(([name, child]) => `${key(name)}: ${inline(child)}`);
  return entries.length > 0 ? `{ ${entries.join(", ")} }` : "{}";
}

const fieldsOf = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, child]) => child !== undefined);

const key = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));
