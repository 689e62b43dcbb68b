import * as pulumi from "@pulumi/pulumi";

/** The fields of an envelope that tell of people, or are written to them. */
const fields = ["name", "message", "emails", "recipients"] as const;

/**
 * The arguments as the stack wants personal data kept (`yotisign:personalData`): with `secret` all that tells of people,
 * or is written to them, is one of Pulumi's secrets, in the state and in what Pulumi prints. A part that is not known
 * yet leaves the others known.
 *
 * @throws Error the setting has another value
 */
export function withPersonalData(args: pulumi.Inputs): pulumi.Inputs {
  const setting = new pulumi.Config("yotisign").get("personalData") ?? "plain";
  if (setting === "plain") return args;
  if (setting !== "secret")
    throw new Error(
      "yotisign:personalData must be secret or plain; set it with: pulumi config set yotisign:personalData secret",
    );
  const kept = fields.flatMap((field) => (args[field] === undefined ? [] : [[field, secretly(args[field])]]));
  return { ...args, ...Object.fromEntries(kept), personalData: setting };
}

/** Lists and objects stay, with secrets in them: one value that is still to come would otherwise hide all. */
function secretly(value: unknown): unknown {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(secretly);
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, secretly(child)]));
  return pulumi.secret(value);
}
