import type { ExclusionReason, ExpressionMismatch } from "../../explanation/placement.ts";

/** A reason in one line, in the words of the field that it comes from. */
export function reasonText(reason: ExclusionReason): string {
  switch (reason.type) {
    case "Taint":
      return `taint ${taintText(reason)}`;
    case "NodeSelector":
      return `nodeSelector wants ${reason.key}=${reason.wanted}, node has ${valueText(reason.actual)}`;
    case "NodeName":
      return `nodeName is ${reason.wanted}`;
    case "NodeAffinity":
      return affinityText(reason);
  }
}

/** As kubectl writes a taint: `gpu=true:NoSchedule`. */
export function taintText({ key, value, effect }: { key: string; value?: string; effect: string }): string {
  return `${key}${value === undefined ? "" : `=${value}`}:${effect}`;
}

function affinityText({
  term,
  expressions,
  problem,
}: Extract<ExclusionReason, { type: "NodeAffinity" }>): string {
  const which = term === undefined ? "node affinity" : `node affinity, term ${term + 1}`;
  if (problem !== undefined) return `${which}: ${problem}`;
  return `${which} wants ${expressions.map(expressionText).join(" and ")}`;
}

function expressionText({ key, operator, values, actual, in: place }: ExpressionMismatch): string {
  const list = values.length === 1 ? values[0] : `(${values.join(", ")})`;
  const wanted = values.length === 0 ? `${key} ${operator}` : `${key} ${operator} ${list}`;
  // The node's own name is no news to somebody who reads its row.
  return place === "matchFields" ? wanted : `${wanted}, node has ${valueText(actual)}`;
}

function valueText(actual: string | undefined): string {
  if (actual === undefined) return "<none>";
  return actual === "" ? '""' : actual;
}
