import ts from "typescript";

/** What a program passes to its `new Envelope`: the resource's name and the arguments, read from the source. */
export function declaredIn(program: string): { resource: unknown; args: unknown } {
  const source = ts.createSourceFile("index.ts", program, ts.ScriptTarget.ES2022, true);
  const { parseDiagnostics } = source as unknown as { parseDiagnostics: unknown[] };
  if (parseDiagnostics.length > 0)
    throw new Error(`The program has ${parseDiagnostics.length} syntax errors`);
  let found: readonly ts.Expression[] | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node)) found = node.arguments;
    ts.forEachChild(node, visit);
  };
  visit(source);
  const [resource, args] = (found ?? []).map(literalValue);
  return { resource, args };
}

function literalValue(node: ts.Expression): unknown {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(literalValue);
  if (!ts.isObjectLiteralExpression(node)) throw new Error(`The program has a ${ts.SyntaxKind[node.kind]}`);
  const entries = node.properties.map((property) => {
    if (!ts.isPropertyAssignment(property)) throw new Error("The program has no plain property");
    return [property.name.getText(), literalValue(property.initializer)] as const;
  });
  return Object.fromEntries(entries);
}

const root = new URL("../../../../", import.meta.url).pathname;

/** What the compiler has against a program that imports this package. */
export function typeErrors(program: string): string[] {
  const file = `${root}program-of-a-test.ts`;
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.esnext.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    types: ["node"],
    paths: { "pulumi-yotisign": [`${root}sdk/index.ts`] },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version, ...rest) =>
    name === file
      ? ts.createSourceFile(name, program, version, true)
      : getSourceFile.call(host, name, version, ...rest);
  const fileExists = host.fileExists.bind(host);
  host.fileExists = (name) => name === file || fileExists(name);
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
