import type { ObjectRef } from "../../kube/objectRef.ts";
import { shellWord } from "../../text/shellWord.ts";
import type { Converting } from "./converting.ts";

/** What kubectl calls kinds that have a shorter name; the rest go by their own in lower case. */
const shortNames: { readonly [kind: string]: string } = {
  HorizontalPodAutoscaler: "hpa",
  VerticalPodAutoscaler: "vpa",
  PodDisruptionBudget: "pdb",
};

/** A merge patch as one line to be pasted: null takes a field away. */
export function mergePatch({ kubectl }: Converting, ref: ObjectRef, patch: unknown): string {
  return patchCommand(kubectl, ref, "merge", patch);
}

/** The whole value at a JSON Pointer is another, also within a list. */
export function replacePatch({ kubectl }: Converting, ref: ObjectRef, path: string, value: unknown): string {
  return patchCommand(kubectl, ref, "json", [{ op: "replace", path, value }]);
}

function patchCommand(kubectl: string, ref: ObjectRef, type: "merge" | "json", patch: unknown): string {
  const { kind, namespace = "default", name } = ref;
  // As one word: a name alone might be read as an option.
  const what = shellWord(`${shortNames[kind] ?? kind.toLowerCase()}/${name}`);
  return `${kubectl} -n ${shellWord(namespace)} patch ${what} --type=${type} -p ${shellWord(JSON.stringify(patch))}`;
}
