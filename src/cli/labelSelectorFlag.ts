import type { LabelSelector } from "../kube/objects.ts";
import { UsageError } from "./usageError.ts";

type Expression = NonNullable<LabelSelector["matchExpressions"]>[number];

/**
 * `-l` as kubectl takes it: `app=fluentd,tier!=web,env in (prod,stage),zone notin (a),gpu,!canary`.
 *
 * Upstream: apimachinery pkg/labels/selector.go#Parse (v1.36)
 * @throws UsageError naming the part that cannot be read
 */
export function parseLabelSelector(text: string): LabelSelector {
  // Commas inside of parentheses separate values, the others separate requirements.
  const parts = text.split(/,(?![^(]*\))/).map((part) => part.trim());
  return { matchExpressions: parts.filter((part) => part !== "").map((part) => parsePart(part, text)) };
}

function parsePart(part: string, whole: string): Expression {
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(part);
  if (set) {
    const [, key = "", operator, list = ""] = set;
    const values = list.split(",").map((value) => value.trim());
    return { key, operator: operator === "in" ? "In" : "NotIn", values };
  }
  const equal = /^([^\s=!<>()]+)\s*(==|=|!=)\s*([^\s=!<>()]*)$/.exec(part);
  if (equal) {
    const [, key = "", operator, value = ""] = equal;
    return { key, operator: operator === "!=" ? "NotIn" : "In", values: [value] };
  }
  const exists = /^(!?)\s*([^\s=!<>()]+)$/.exec(part);
  if (exists) return { key: exists[2] ?? "", operator: exists[1] === "!" ? "DoesNotExist" : "Exists" };
  throw new UsageError(
    `unable to parse requirement \`${part}\` of -l '${whole}': write key=value, key!=value, key in (a,b), key notin (a,b), key or !key`,
  );
}
