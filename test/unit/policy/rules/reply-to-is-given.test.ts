import { replyToIsGiven as rule } from "../../../../policy/rules/reply-to-is-given.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule } from "../describe-rule.ts";

const identity = "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope::contract";
const replyTo = (address: string) => ({ envelope: { emails: { replyTo: address } } });

describeRule(rule, [
  ["an address", replyTo("contracts@example.com"), []],
  ["none", { envelope: { emails: {} } }, ["emails.replyTo is not given: replies reach nobody of yours"]],
  [
    "an address for no replies",
    replyTo("No-Reply+sign@example.com"),
    ["emails.replyTo is an address for no replies"],
  ],
  ["one that only begins like it", replyTo("noreplying@example.com"), []],
  [
    "an allowed domain in capitals",
    { ...replyTo("contracts@EXAMPLE.com"), options: { domains: ["example.com"] } },
    [],
  ],
  [
    "another domain, without the address",
    { ...replyTo("contracts@example.net"), options: { domains: ["example.com", "*.example.com"] } },
    ["emails.replyTo is of example.net, and only example.com, *.example.com may be"],
  ],
  [
    "what is no address",
    { ...replyTo("contracts"), options: { domains: ["example.com"] } },
    ["emails.replyTo is of no domain, and only example.com may be"],
  ],
  ["an envelope that e-mails nobody", { envelope: { identity } }, "not-applicable"],
  ["an address that is not known yet", replyTo(unknownValue), "undetermined"],
]);
