const text = (description: string): object => ({ description, type: "string", minLength: 1 });

const ruleName = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";

const level = { $ref: "#/definitions/level" };

/** JSON Schema of a rule's setting, with the options the rule has; without any: whatever they are. */
export function settingShape(options?: {
  properties: Readonly<Record<string, object>>;
  description: string;
}): object {
  return {
    ...(options && { description: options.description }),
    if: { type: "object" },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's word.
    then: {
      type: "object",
      properties: { level, ...options?.properties },
      ...(options && { additionalProperties: false }),
    },
    else: level,
  };
}

const rules = {
  description: "Rules by name: a level, or an object with level and options.",
  type: "object",
  additionalProperties: settingShape(),
};

const glob = (description: string): object => text(`${description} \`*\` stands for any text.`);

/** JSON Schema (draft-07) of a policy file, but for the options of rules, which are the rules' to say. */
export const policyShape = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "yotisign.policy.yaml",
  description: "How envelopes are judged before anything is e-mailed.",
  type: "object",
  additionalProperties: false,
  definitions: {
    level: {
      description:
        "disabled: not run; advisory: shown; mandatory: stops what it is about; remediate: mended where Pulumi lets a policy do so, else as mandatory.",
      enum: ["disabled", "advisory", "mandatory", "remediate"],
    },
  },
  properties: {
    extends: {
      description:
        "The preset that rules have their levels from: recommended (the default), strict, or none, in which nothing is run but what is set here.",
      enum: ["recommended", "strict", "none"],
    },
    rules,
    overrides: {
      description: "Settings for some projects, stacks or resources only. Later ones count more.",
      type: "array",
      items: {
        type: "object",
        required: ["rules"],
        additionalProperties: false,
        properties: {
          project: glob("The Pulumi project."),
          stack: glob("The Pulumi stack."),
          resource: glob("The resource's name in the program."),
          rules,
        },
      },
    },
    waivers: {
      description: "Each lets one rule's findings on one resource be, for a time.",
      type: "array",
      items: {
        type: "object",
        required: ["rule", "resource", "reason", "owner", "expires"],
        additionalProperties: false,
        properties: {
          rule: text("The rule's name."),
          resource: glob("The resource's name in the program."),
          path: text("Only findings at this place or below, as messages show it: recipients[0]."),
          reason: text("Why it may be."),
          owner: text("Who answers for it: a team, or a role."),
          expires: {
            description: "The last day it holds, YYYY-MM-DD, in UTC.",
            type: "string",
            pattern: "^\\d{4}-\\d{2}-\\d{2}$",
          },
        },
      },
    },
    ownRules: {
      description: "Modules that export rules of your own, relative to this file: ./policy/*.ts",
      type: "array",
      items: text("A path; * and ** as in a shell. Tests (*.test.ts) are left out."),
    },
    assertions: {
      description: "Rules of your own without code, by name.",
      type: "object",
      propertyNames: { pattern: ruleName },
      additionalProperties: {
        type: "object",
        required: ["title", "severity", "assert", "message"],
        additionalProperties: false,
        properties: {
          title: text("One sentence that says what must hold."),
          description: text("Why, in a few sentences."),
          severity: { enum: ["low", "medium", "high", "critical"] },
          level,
          judges: {
            description:
              "standing (the default): what holds as long as the envelope does; sending: what is only judged before it is sent.",
            enum: ["sending", "standing"],
          },
          when: {
            description: "JSON Schema of the envelopes it is about. Default: all.",
            type: "object",
          },
          assert: { description: "JSON Schema that those must fit.", type: "object" },
          message: text("What is wrong where they do not. {envelope.name} and the like stand for values."),
          fix: text("What to do about it."),
        },
      },
    },
  },
} as const;

/** What a rule may be called: words in small letters, joined by hyphens. */
export const isRuleName = (name: unknown): name is string =>
  typeof name === "string" && new RegExp(ruleName).test(name);
