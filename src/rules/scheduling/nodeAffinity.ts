import type { ExpressionMismatch } from "../../explanation/placement.ts";
import { labelValue } from "../../kube/labelValue.ts";
import type {
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  StringMap,
} from "../../kube/objects.ts";
import { requirementMatches, requirementProblem } from "../labels/requirement.ts";

export interface NodeIdentity {
  readonly name: string;
  readonly labels: StringMap;
}

/** A label that nodeSelector wants and the node lacks; `actual` is absent when the node has no such label. */
export interface SelectorMismatch {
  readonly key: string;
  readonly wanted: string;
  readonly actual?: string;
}

/** Why one term of a required node affinity does not match. */
export interface TermMismatch {
  /** Index into nodeSelectorTerms. */
  readonly term: number;
  readonly expressions: readonly ExpressionMismatch[];
  /** Set when the term can match no node at all: it is empty, or an expression of it cannot be parsed. */
  readonly problem?: string;
}

/** Every label of `nodeSelector` that the node does not have with that very value. An absent or empty one is satisfied. */
export function nodeSelectorMismatches(
  nodeSelector: StringMap | undefined,
  node: NodeIdentity,
): readonly SelectorMismatch[] {
  return Object.entries(nodeSelector ?? {})
    .filter(([key, wanted]) => labelValue(node.labels, key) !== wanted)
    .map(([key, wanted]) => ({ key, wanted, ...withActual(labelValue(node.labels, key)) }));
}

/**
 * Undefined when the node satisfies the required affinity, else a mismatch for every term: terms are ORed, so
 * it takes all of them to fail. An absent selector is satisfied; one with no terms, or with only empty or
 * unparsable ones, matches no node. Inside a term expressions and fields are ANDed.
 *
 * Upstream: component-helpers scheduling/corev1/nodeaffinity/nodeaffinity.go#LazyErrorNodeSelector.Match (v1.36)
 */
export function nodeAffinityMismatches(
  required: NodeSelector | undefined,
  node: NodeIdentity,
): readonly TermMismatch[] | undefined {
  if (required === undefined) return undefined;
  const mismatches: TermMismatch[] = [];
  for (const [index, term] of required.nodeSelectorTerms.entries()) {
    const mismatch = termMismatch(term, node);
    if (mismatch === undefined) return undefined;
    mismatches.push({ term: index, ...mismatch });
  }
  return mismatches;
}

function termMismatch(term: NodeSelectorTerm, node: NodeIdentity): Omit<TermMismatch, "term"> | undefined {
  const expressions = term.matchExpressions ?? [];
  const fields = term.matchFields ?? [];
  if (expressions.length === 0 && fields.length === 0) {
    return { expressions: [], problem: "an empty term matches no node" };
  }
  const problem = expressions.map(requirementProblem).find(isSet) ?? fields.map(fieldProblem).find(isSet);
  if (problem !== undefined) return { expressions: [], problem };

  const failed: ExpressionMismatch[] = [
    ...expressions
      .filter((expression) => !requirementMatches(expression, node.labels))
      .map((expression) =>
        mismatchOf("matchExpressions", expression, labelValue(node.labels, expression.key)),
      ),
    ...fields
      .filter((field) => !fieldMatches(field, node))
      .map((field) => mismatchOf("matchFields", field, fieldOf(node, field.key))),
  ];
  return failed.length === 0 ? undefined : { expressions: failed };
}

/** Upstream: nodeaffinity.go#nodeSelectorRequirementsAsFieldSelector: only In and NotIn, of exactly one value. */
function fieldProblem({ operator, values = [] }: NodeSelectorRequirement): string | undefined {
  if (operator !== "In" && operator !== "NotIn") return `\`${operator}\` is not an operator of matchFields`;
  return values.length === 1 ? undefined : "matchFields needs exactly one value";
}

function fieldMatches({ key, operator, values = [] }: NodeSelectorRequirement, node: NodeIdentity): boolean {
  const same = (fieldOf(node, key) ?? "") === values[0];
  return operator === "In" ? same : !same;
}

/** metadata.name is the only field that a node offers; another reads as empty. */
function fieldOf(node: NodeIdentity, key: string): string | undefined {
  return key === "metadata.name" ? node.name : undefined;
}

function mismatchOf(
  place: ExpressionMismatch["in"],
  { key, operator, values = [] }: NodeSelectorRequirement,
  actual: string | undefined,
): ExpressionMismatch {
  return { in: place, key, operator, values, ...withActual(actual) };
}

function withActual(actual: string | undefined): { actual?: string } {
  return actual === undefined ? {} : { actual };
}

function isSet<T>(value: T | undefined): value is T {
  return value !== undefined;
}
