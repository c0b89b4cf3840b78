import type { ExclusionGroup, ExclusionReason, ExpressionMismatch } from "../explanation/placement.ts";
import type { Toleration } from "../kube/objects.ts";
import { listOf, quoted } from "./words.ts";

/**
 * The tolerations that the groups ask for, as lines of YAML, each group's under the names of its nodes. A
 * toleration does not say for which nodes it is, so what it admits besides stands there as well.
 */
export function tolerationLines(groups: readonly ExclusionGroup[]): readonly string[] {
  const asking = groups.filter(({ remedy }) => remedy !== undefined);
  const alike = Map.groupBy(asking, ({ remedy }) => JSON.stringify(remedy?.tolerations));
  return [...alike.values()].flatMap((same) => {
    const nodes = same.flatMap((group) => group.nodes);
    const admitted = new Set(same.flatMap(({ remedy }) => remedy?.admits ?? []));
    const besides = [...admitted].filter((name) => !nodes.includes(name));
    const also = besides.length === 0 ? "" : `; also admits ${listOf(besides)}`;
    return [`# ${listOf(nodes)}${also}`, ...(same[0]?.remedy?.tolerations ?? []).flatMap(asYaml)];
  });
}

/** Strings are quoted: a taint's value is often `true`, which YAML would read as a boolean. */
function asYaml({ key, operator, value, effect }: Toleration): readonly string[] {
  return [
    ...(key === undefined ? [] : [`- key: ${quoted(key)}`]),
    ...(operator === undefined ? [] : [`  operator: ${operator}`]),
    ...(value === undefined ? [] : [`  value: ${quoted(value)}`]),
    ...(effect === undefined ? [] : [`  effect: ${effect}`]),
  ];
}

/** For a help: the list that the lines belong to. */
export function tolerationsBlock(lines: readonly string[]): readonly string[] {
  return ["  tolerations:", ...lines.map((line) => `  ${line}`)];
}

/**
 * The command that gives one node the labels which it lacks, for the first group that needs nothing else; "" when
 * there is none.
 */
export function labelCommand(groups: readonly ExclusionGroup[]): string {
  for (const { reasons, nodes } of groups) {
    const labels = labelsFor(reasons);
    if (labels === undefined) continue;
    const replaces = reasons.some(hasOtherValue) ? " --overwrite" : "";
    return `kubectl label node ${nodes[0]} ${labels.join(" ")}${replaces}`;
  }
  return "";
}

/** As `kubectl label` takes them; undefined when labels do not help, or are not for people to set. */
function labelsFor(reasons: readonly ExclusionReason[]): readonly string[] | undefined {
  const terms = reasons.filter((reason) => reason.type === "NodeAffinity");
  const selected = reasons.filter((reason) => reason.type === "NodeSelector");
  if (terms.length + selected.length < reasons.length) return undefined;
  if (selected.some(({ key }) => isSetByNode(key))) return undefined;
  const affine = terms
    .map(({ expressions }) => labelsForTerm(expressions))
    .find((each) => each !== undefined);
  if (terms.length > 0 && affine === undefined) return undefined;
  return [...new Set([...selected.map(({ key, wanted }) => `${key}=${wanted}`), ...(affine ?? [])])];
}

function labelsForTerm(expressions: readonly ExpressionMismatch[]): readonly string[] | undefined {
  const labels = expressions.flatMap((expression) => labelFor(expression) ?? []);
  return labels.length > 0 && labels.length === expressions.length ? labels : undefined;
}

function labelFor({ in: place, key, operator, values }: ExpressionMismatch): string | undefined {
  if (place === "matchFields" || isSetByNode(key)) return undefined;
  switch (operator) {
    case "In":
      return `${key}=${values[0]}`;
    case "Exists":
      return `${key}=`;
    case "NotIn":
    case "DoesNotExist":
      return `${key}-`;
    default:
      return undefined;
  }
}

/**
 * Labels under the project's own domains say what a node is; its kubelet or its cloud sets them, and sets them again.
 * Roles, and what the NodeRestriction admission keeps for administrators, are given by people.
 */
function isSetByNode(key: string): boolean {
  const [domain = ""] = key.includes("/") ? key.split("/") : [];
  const isForPeople = /^node-(role|restriction)\.kubernetes\.io$|\.node-restriction\.kubernetes\.io$/.test(
    domain,
  );
  return !isForPeople && /(^|\.)(kubernetes|k8s)\.io$/.test(domain);
}

function hasOtherValue(reason: ExclusionReason): boolean {
  if (reason.type === "NodeSelector") return reason.varies === true || reason.actual !== undefined;
  if (reason.type !== "NodeAffinity") return false;
  return reason.expressions.some(({ actual, varies }) => varies === true || actual !== undefined);
}
