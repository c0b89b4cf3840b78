import { type Fields, isFields } from "../pods/templateFields.ts";
import { isSame } from "./pruneDefaults.ts";

/** With the flags' defaults: `--default-not-ready-toleration-seconds`, `--default-unreachable-toleration-seconds`. */
const added: readonly Fields[] = ["not-ready", "unreachable"].map((taint) => ({
  key: `node.kubernetes.io/${taint}`,
  operator: "Exists",
  effect: "NoExecute",
  tolerationSeconds: 300,
}));

/**
 * A Pod's tolerations without those for 300 s that every Pod gets; undefined where none is left. Only what the
 * plugin would add again, in the same place, goes: beside `operator: Exists` without a key the same tolerations are
 * somebody's.
 *
 * Upstream: plugin/pkg/admission/defaulttolerationseconds/admission.go#Plugin.Admit (v1.36)
 */
export function withoutDefaultTolerations(tolerations: unknown): unknown {
  if (!Array.isArray(tolerations)) return tolerations;
  const shorter = [2, 1]
    .filter((count) => count <= tolerations.length)
    .map((count) => tolerations.slice(0, tolerations.length - count))
    .find((left) => isSame(withDefaults(left), tolerations));
  if (shorter === undefined) return tolerations;
  return shorter.length === 0 ? undefined : shorter;
}

function withDefaults(tolerations: readonly unknown[]): readonly unknown[] {
  return [
    ...tolerations,
    ...added.filter(({ key }) => !tolerations.some((toleration) => isFor(toleration, key))),
  ];
}

function isFor(toleration: unknown, taint: unknown): boolean {
  if (!isFields(toleration)) return false;
  const { key = "", effect = "" } = toleration;
  return (key === taint || key === "") && (effect === "NoExecute" || effect === "");
}
