/** A text in pieces: as it stands, or a variable by its name. */
export type Piece = string | { variable: string };

const tokens = /\$\$\{|\$\{([^}]*)\}|\$\{/g;
const aName = /^[A-Za-z_]\w*$/;

/**
 * Takes a text with variables apart: `${name}` is one, and `$${` stands for `${`. Names are letters, digits and `_`.
 *
 * @returns the pieces, neighbouring texts joined; undefined where a `${` begins no variable
 */
export function piecesOf(text: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  const add = (more: string): void => {
    const last = pieces.at(-1);
    if (typeof last === "string") pieces[pieces.length - 1] = last + more;
    else if (more !== "") pieces.push(more);
  };
  let end = 0;
  for (const found of text.matchAll(tokens)) {
    add(text.slice(end, found.index));
    end = found.index + found[0].length;
    const name = found[1]?.trim();
    if (found[0] === "$${") add("${");
    else if (name !== undefined && aName.test(name)) pieces.push({ variable: name });
    else return undefined;
  }
  add(text.slice(end));
  return pieces;
}

/** The names of a text's variables. */
export const variablesIn = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap((piece) => (typeof piece === "string" ? [] : [piece.variable]));

/** Rebuilds a JSON value with each of its texts replaced; names of properties stay. */
export function mapTexts(
  value: unknown,
  replace: (text: string, path: (string | number)[]) => unknown,
  path: (string | number)[] = [],
): unknown {
  if (typeof value === "string") return replace(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapTexts(item, replace, [...path, index]));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, child]) => [name, mapTexts(child, replace, [...path, name])]),
  );
}
