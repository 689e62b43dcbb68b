import { json } from "../../policy/formats/json.ts";
import type { Threshold } from "../../policy/formats/report.ts";
import type { Review } from "../review.ts";

/** A review for programs, as `review/review.json` describes it. Within a version fields are only added. */
export function reviewJson(
  { policy, ...review }: Review,
  threshold: Threshold = { failOn: "mandatory", failOnUndetermined: false },
): string {
  const { version, ...rest } = review;
  const value = {
    reviewVersion: 1,
    tool: { name: "pulumi-yotisign", version },
    ...rest,
    ...(policy && { policy: JSON.parse(json(policy, threshold)) }),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
