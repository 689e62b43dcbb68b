/**
 * A value as Pulumi's policy SDK presents it: every object behind a proxy, made anew at each read. Such objects are never
 * the same twice (`===`), and cannot be copied with `structuredClone`.
 */
export function behindProxies<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get: (target, name) => own(target, name, behindProxies(Reflect.get(target, name))),
  });
}

/** What Pulumi keeps in a secret's place. */
class Secret {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/**
 * A value as Pulumi presents it to what mends it, with each of its texts and numbers a secret: whoever reads one gets the
 * value, and only looking at a property's descriptor shows what is kept there.
 */
export const withSecrets = <Value>(value: Value): Value => revealing(hidden(value, true)) as Value;

function hidden(value: unknown, top = false): unknown {
  if (Array.isArray(value)) return value.map((item) => hidden(item));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, hidden(child)]));
  return top || value === undefined ? value : new Secret(value);
}

function revealing(value: unknown): unknown {
  if (value instanceof Secret) return value.value;
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get: (target, name) => own(target, name, revealing(Reflect.get(target, name))),
  });
}

/** What a proxy may answer: of a property that cannot change, only the property itself. */
function own(target: object, name: string | symbol, answer: unknown): unknown {
  const property = Object.getOwnPropertyDescriptor(target, name);
  return property?.configurable === false && property.writable === false ? property.value : answer;
}
