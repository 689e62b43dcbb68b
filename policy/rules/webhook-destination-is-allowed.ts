import { isLocalService } from "../environment.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";
import { addressProblem, hostsOption } from "../web-address.ts";

/** Webhooks go to a host that is ours. */
export const webhookDestinationIsAllowed: Rule = defineRule({
  name: "webhook-destination-is-allowed",
  title: "Webhooks go to an allowed host on the internet, over https, without a password in the address.",
  description:
    "A webhook tells names, e-mail addresses and what was entered to whoever owns the host. One that leads to an IP address, to a machine's own or a private name never arrives, and nobody notices. Where the envelope goes to an emulator on this machine, webhooks may, too.",
  severity: "high",
  defaultLevel: "mandatory",
  judges: "standing",
  options: { type: "object", additionalProperties: false, properties: { hosts: hostsOption } },
  frameworks: ["GDPR Art. 32", "ISO 27001:2022 A.5.14"],
  fix: "Correct notifications.destination, or add its host to the rule's option hosts.",
  check({ envelope }, context, { hosts }: { hosts?: readonly string[] }) {
    if (envelope.notifications === undefined) return notApplicable("it has no webhook");
    const problem = addressProblem(envelope.notifications.destination, {
      hosts,
      localAllowed: isLocalService(context),
    });
    return problem === undefined ? [] : [{ path: ["notifications", "destination"], message: problem }];
  },
});
