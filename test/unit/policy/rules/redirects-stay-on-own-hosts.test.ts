import type { RuleExample } from "../../../../policy/example.ts";
import { redirectsStayOnOwnHosts as rule } from "../../../../policy/rules/redirects-stay-on-own-hosts.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule } from "../describe-rule.ts";

const identity = "urn:pulumi:dev::signing::pulumi-nodejs:dynamic/yotisign:EmbeddedEnvelope::contract";
const to = (parentRedirectUrls: object): RuleExample => ({
  envelope: { identity, parentRedirectUrls } as RuleExample["envelope"] & object,
});

describeRule(rule, [
  ["public hosts", to({ success: "https://app.example.com/", failure: "https://example.com/" }), []],
  [
    "each that is not allowed",
    {
      ...to({ success: "https://app.example.net/", failure: "https://app.example.com/" }),
      options: { hosts: ["*.example.com"] },
    },
    ["parentRedirectUrls.success leads to app.example.net, which is not among *.example.com"],
  ],
  ["a developer's machine, in the sandbox", to({ success: "https://localhost:3000/" }), []],
  [
    "a developer's machine, in production",
    { ...to({ failure: "https://localhost:3000/" }), context: { environment: "production" } },
    ["parentRedirectUrls.failure leads to the machine that it is opened on"],
  ],
  [
    "it in production by its address",
    { ...to({ failure: "https://127.0.0.1/" }), context: { environment: "https://api.yotisign.com" } },
    ["parentRedirectUrls.failure leads to the machine that it is opened on"],
  ],
  ["an envelope that leads nobody elsewhere", { envelope: {} }, "not-applicable"],
  ["an address that is not known yet", to({ success: unknownValue }), "undetermined"],
]);
