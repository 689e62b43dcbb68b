import { isProduction } from "../environment.ts";
import { defineRule, notApplicable, type Rule } from "../rule.ts";
import { addressProblem, hostsOption } from "../web-address.ts";

/** After signing, people land on a page that is ours. */
export const redirectsStayOnOwnHosts: Rule = defineRule({
  name: "redirects-stay-on-own-hosts",
  title: "Who signed an embedded envelope is led to an allowed host.",
  description:
    "The page is loaded in place of the one that people signed on, and they trust it as such. One on a developer's machine works for nobody else: it is allowed only where the envelope is not sent to production.",
  severity: "medium",
  defaultLevel: "mandatory",
  judges: "standing",
  options: { type: "object", additionalProperties: false, properties: { hosts: hostsOption } },
  fix: "Correct parentRedirectUrls, or add the host to the rule's option hosts.",
  check({ envelope: { parentRedirectUrls } }, context, { hosts }: { hosts?: readonly string[] }) {
    if (parentRedirectUrls === undefined) return notApplicable("it leads nobody elsewhere");
    const localAllowed = context.environment !== undefined && !isProduction(context);
    return (["success", "failure"] as const).flatMap((name) => {
      const address = parentRedirectUrls[name];
      const problem = address === undefined ? undefined : addressProblem(address, { hosts, localAllowed });
      return problem === undefined ? [] : [{ path: ["parentRedirectUrls", name], message: problem }];
    });
  },
});
