import branding from "../schema/branding.json" with { type: "json" };
import type { Issue, Path } from "../schema/issue.ts";
import notifications from "../schema/notifications.json" with { type: "json" };
import options from "../schema/options.json" with { type: "json" };
import recipient from "../schema/recipient.json" with { type: "json" };
import redirectUrls from "../schema/redirect-urls.json" with { type: "json" };
import rule from "../schema/rule.json" with { type: "json" };
import tag from "../schema/tag.json" with { type: "json" };
import verification from "../schema/verification.json" with { type: "json" };
import { toCamel } from "../schema/wire.ts";
import witness from "../schema/witness.json" with { type: "json" };
import { assertedNames } from "./asserted-value.ts";
import { nearestName } from "./nearest-name.ts";

/** A schema of the API, and the file that its references are relative to. */
interface Known {
  schema: Json;
  file: Json;
}
type Json = Readonly<Record<string, unknown>>;

const files: Readonly<Record<string, Json>> = Object.fromEntries(
  [options, branding, notifications, recipient, redirectUrls, rule, tag, verification, witness].map(
    (file) => [file.$id, file],
  ),
);

const lists = ["allOf", "anyOf", "oneOf"];
const nested = ["not", "if", "then", "else"];

/**
 * Fields that a schema of an assertion names and nothing has: a misspelt one would let everything pass. Only what
 * stands at its place (`properties`, `items` and the like) is followed.
 */
export function strangerIssues(schema: object, path: Path): Issue[] {
  return issuesAt(schema as Json, topFields, path);
}

/** What an object may have: its names, and what is known of each. Undefined: it may have anything. */
type Fields = { names: readonly string[]; child(name: string): Place } | undefined;

/** What is known of a value: its fields if it is an object, its items if it is a list. */
interface Place {
  fields?: Fields;
  items?: Place;
}

const listed = (names: readonly string[], child: (name: string) => Place = () => ({})): Fields => ({
  names,
  child,
});

const topFields: Place = {
  fields: listed(assertedNames.top, (name) => {
    if (name === "envelope") return placeOf({ schema: options, file: options });
    if (name === "context") return { fields: listed(assertedNames.context) };
    return name === "documents" ? { items: { fields: listed(assertedNames.documents) } } : {};
  }),
};

function placeOf({ schema, file }: Known): Place {
  const { $ref, properties, items } = schema as { $ref?: string; properties?: Json; items?: Json };
  if ($ref !== undefined) {
    const [name, pointer = ""] = $ref.split("#");
    const target = name ? files[name] : file;
    const found = pointer
      .split("/")
      .slice(1)
      .reduce<unknown>((at, part) => (at as Json | undefined)?.[part], target);
    return target && found ? placeOf({ schema: found as Json, file: target }) : {};
  }
  if (items) return { items: placeOf({ schema: items, file }) };
  if (!properties) return {};
  const byName = new Map(Object.entries(properties).map(([name, child]) => [toCamel(name), child as Json]));
  // Rules know a recipient by its key, too.
  if (schema === recipient) byName.set("key", {});
  return {
    fields: listed([...byName.keys()], (name) => placeOf({ schema: byName.get(name) ?? {}, file })),
  };
}

function issuesAt(schema: unknown, place: Place, path: Path): Issue[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {}, required = [], items, contains } = schema as Json;
  const { fields } = place;
  const issues: Issue[] = [];
  if (Array.isArray(required))
    for (const [at, name] of required.entries())
      issues.push(...nameIssue(name, fields, [...path, "required", at]));
  for (const [name, child] of Object.entries(properties as Json)) {
    const at = [...path, "properties", name];
    issues.push(...nameIssue(name, fields, at));
    issues.push(...issuesAt(child, fields?.child(name) ?? {}, at));
  }
  for (const [keyword, child] of Object.entries({ items, contains }))
    issues.push(...issuesAt(child, place.items ?? {}, [...path, keyword]));
  for (const keyword of nested)
    issues.push(...issuesAt((schema as Json)[keyword], place, [...path, keyword]));
  for (const keyword of lists)
    for (const [at, child] of Object.entries((schema as Json)[keyword] ?? []))
      issues.push(...issuesAt(child, place, [...path, keyword, Number(at)]));
  return issues;
}

function nameIssue(name: unknown, fields: Fields, path: Path): Issue[] {
  if (!fields || typeof name !== "string" || fields.names.includes(name)) return [];
  const meant = nearestName(toCamel(name), fields.names);
  const cure = meant ? `did you mean ${meant}?` : `there are: ${fields.names.join(", ")}`;
  return [{ path, message: `names a field that is not there; ${cure}` }];
}
