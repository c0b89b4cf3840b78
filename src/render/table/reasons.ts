import type { ExclusionReason, ExpressionMismatch } from "../../explanation/placement.ts";

/** A reason in one line, in the words of the field that it comes from. */
function reasonText(reason: ExclusionReason): string {
  switch (reason.type) {
    case "Taint":
      return `taint ${taintText(reason)}`;
    case "NodeSelector":
      return `nodeSelector wants ${reason.key}=${reason.wanted}, ${hasText(reason)}`;
    case "NodeName":
      return `nodeName is ${reason.wanted}`;
    case "NodeAffinity":
      return affinityText(reason);
  }
}

/** The reasons as clauses that all hold. Terms of node affinity are alternatives, so they are one clause. */
export function groupedReasons(reasons: readonly ExclusionReason[]): readonly string[] {
  // Taints alone are known by how they look; beside something else the word helps.
  if (reasons.every(({ type }) => type === "Taint")) {
    return reasons.map((reason) => reasonText(reason).replace(/^taint /, ""));
  }
  const terms = reasons.filter((reason) => reason.type === "NodeAffinity");
  if (terms.length < 2) return reasons.map(reasonText);
  const each = terms.map((term) => reasonText(term).replace(/^node affinity, /, ""));
  const others = reasons.filter(({ type }) => type !== "NodeAffinity").map(reasonText);
  return [`no term of its node affinity matches: ${each.join("; ")}`, ...others];
}

/** All of them in one line, each with its word. */
export function reasonsText(reasons: readonly ExclusionReason[]): string {
  const isTaints = reasons.length > 0 && reasons.every(({ type }) => type === "Taint");
  return `${isTaints ? "taint " : ""}${groupedReasons(reasons).join(" and ")}`;
}

/** As kubectl writes a taint: `gpu=true:NoSchedule`. */
function taintText({ key, value, effect }: { key: string; value?: string; effect: string }): string {
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

function expressionText(expression: ExpressionMismatch): string {
  const { key, operator, values, in: place } = expression;
  const list = values.length === 1 ? values[0] : `(${values.join(", ")})`;
  const wanted = values.length === 0 ? `${key} ${operator}` : `${key} ${operator} ${list}`;
  // The node's own name is no news to somebody who reads its row.
  return place === "matchFields" ? wanted : `${wanted}, ${hasText(expression)}`;
}

function hasText({ actual, varies }: { readonly actual?: string; readonly varies?: true }): string {
  if (varies) return "the nodes have others";
  if (actual === undefined) return "node has <none>";
  return `node has ${actual === "" ? '""' : actual}`;
}
