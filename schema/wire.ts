/** The only place where camelCase (programs) and snake_case (the API) meet. Keys change, values never do. */

/** `sign_group` → `signGroup`: the inverse of {@link toSnake}. */
export const toCamel = (name: string): string =>
  name.replace(/_(_|[a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/**
 * `signGroup` → `sign_group`, and `sign_group` → `sign__group`: a name that a program writes as the API does is no name
 * of the API's, or a program could give one field twice.
 */
export const toSnake = (name: string): string =>
  name.replace(/_|[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function renameKeys(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renameKeys(item, rename));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, child]) => child !== undefined);
  return Object.fromEntries(entries.map(([key, child]) => [rename(key), renameKeys(child, rename)]));
}

/**
 * Turns a plain camelCase value into the API's snake_case, at every depth; undefined properties are left out.
 *
 * @param value JSON-like value; its shape is the caller's word, nothing is validated here
 */
export const encode = <Wire>(value: unknown): Wire => renameKeys(value, toSnake) as Wire;

/**
 * Turns a plain snake_case value into camelCase, at every depth: the inverse of {@link encode} for keys of the API.
 *
 * @param value JSON-like value; its shape is the caller's word, nothing is validated here
 */
export const decode = <Plain>(value: unknown): Plain => renameKeys(value, toCamel) as Plain;
