import type { ObjectRef } from "../../kube/objectRef.ts";
import { shellWord } from "../runbooks/shellWord.ts";

/** What kubectl calls kinds that have a shorter name; the rest go by their own in lower case. */
const shortNames: { readonly [kind: string]: string } = {
  HorizontalPodAutoscaler: "hpa",
  VerticalPodAutoscaler: "vpa",
  PodDisruptionBudget: "pdb",
};

/** A merge patch as one line to be pasted: null takes a field away. */
export function mergePatch(ref: ObjectRef, patch: unknown): string {
  return kubectl(ref, "merge", patch);
}

/** The whole value at a JSON Pointer is another, also within a list. */
export function replacePatch(ref: ObjectRef, path: string, value: unknown): string {
  return kubectl(ref, "json", [{ op: "replace", path, value }]);
}

/** `hpa grafana` */
export function kubectlName({ kind, name }: Pick<ObjectRef, "kind" | "name">): string {
  return `${shortNames[kind] ?? kind.toLowerCase()} ${shellWord(name)}`;
}

function kubectl(ref: ObjectRef, type: "merge" | "json", patch: unknown): string {
  const namespace = shellWord(ref.namespace ?? "default");
  return `kubectl -n ${namespace} patch ${kubectlName(ref)} --type=${type} -p ${shellWord(JSON.stringify(patch))}`;
}
