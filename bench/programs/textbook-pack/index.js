// The rules that rules.json names, written as Pulumi's guide shows it: for each a policy of its own, made with
// validateResourceOfType, that looks at the resource by itself. What a rule checks is the package's own function, and
// documents are read once, so that only the way it is written differs.
const path = require("node:path");
const { PolicyPack, validateResourceOfType } = require("@pulumi/policy");
const { Envelope } = require("pulumi-yotisign");
const names = require("../rules.json");

const dist = path.join(path.dirname(require.resolve("pulumi-yotisign/package.json")), "dist");
const { builtInRules } = require(path.join(dist, "policy/rules/index.js"));
const { optionsOf } = require(path.join(dist, "policy/rule-options.js"));
const { subjectOf } = require(path.join(dist, "policy/subject.js"));
const { readPolicyDocuments } = require(path.join(dist, "policy/host/read-documents.js"));
const { DocumentReader } = require(path.join(dist, "document/index.js"));

const reader = new DocumentReader();
const folder = path.dirname(__dirname);

const policies = builtInRules
  .filter(({ name }) => names.includes(name))
  .map((rule) => ({
    name: rule.name,
    description: rule.title,
    enforcementLevel: "advisory",
    validateResource: validateResourceOfType(Envelope, async (props, args, reportViolation) => {
      const files = props.documents.map((document) => ({
        ...document,
        path: path.resolve(folder, document.path),
      }));
      const subject = subjectOf(args.name, props, await readPolicyDocuments(reader, files));
      const answer = rule.check(subject, { now: new Date(), others: [] }, optionsOf(rule, {}).options);
      for (const { message } of Array.isArray(answer) ? answer : []) reportViolation(message);
    }),
  }));

new PolicyPack("textbook", { policies });
