import type { RuleExample } from "../../../../policy/example.ts";
import { webhookDestinationIsAllowed as rule } from "../../../../policy/rules/webhook-destination-is-allowed.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { describeRule } from "../describe-rule.ts";

const to = (destination: string): RuleExample => ({
  envelope: { notifications: { destination, subscriptions: ["envelope_completion"] } },
});

describeRule(rule, [
  ["a public host", to("https://hooks.example.com/yoti?token=1"), []],
  ["an allowed host", { ...to("https://hooks.example.com/yoti"), options: { hosts: ["*.example.com"] } }, []],
  [
    "a host in capitals, with a dot at its end",
    { ...to("https://HOOKS.example.com./"), options: { hosts: ["hooks.example.com"] } },
    [],
  ],
  [
    "one whose name only begins like an allowed one",
    { ...to("https://hooks.example.com.evil.net/"), options: { hosts: ["*.example.com"] } },
    ["notifications.destination leads to hooks.example.com.evil.net, which is not among *.example.com"],
  ],
  ["http", to("http://hooks.example.com/"), ["notifications.destination does not begin with https:"]],
  [
    "a password, which is not repeated",
    to("https://user:secret@hooks.example.com/"),
    ["notifications.destination has a user name or password in it, which ends up in logs"],
  ],
  ["an IP address", to("https://203.0.113.7/"), ["notifications.destination names a host by its IP address"]],
  [
    "one that is written as a number",
    to("https://3405803783/"),
    ["notifications.destination names a host by its IP address"],
  ],
  [
    "one of version 6",
    to("https://[2001:db8::1]/"),
    ["notifications.destination names a host by its IP address"],
  ],
  [
    "an IP address that is allowed",
    { ...to("https://203.0.113.7/"), options: { hosts: ["203.0.113.7"] } },
    [],
  ],
  [
    "this machine",
    to("https://localhost:8443/"),
    ["notifications.destination leads to the machine that it is opened on"],
  ],
  [
    "this machine, where the emulator is",
    { ...to("https://127.0.0.1:8443/"), context: { environment: "http://localhost:4010" } },
    [],
  ],
  [
    "a private name",
    to("https://hooks.internal/"),
    ["notifications.destination leads to hooks.internal, which is not on the internet"],
  ],
  ["what is no URL", to("hooks"), ["notifications.destination is no URL"]],
  ["an envelope without webhooks", { envelope: {} }, "not-applicable"],
  ["an address that is not known yet", to(unknownValue), "undetermined"],
]);
