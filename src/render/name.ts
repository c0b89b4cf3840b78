import { type Document, explanationsOf } from "../explanation/explanation.ts";
import type { ObjectRef } from "../kube/objectRef.ts";
import { printable } from "../text/printable.ts";

/** `daemonset.apps/fluentd`, a line each, as `kubectl get -o name` prints them. */
export function renderName(document: Document): string {
  return explanationsOf(document)
    .map(({ subject }) => `${nameOf(subject)}\n`)
    .join("");
}

function nameOf({ apiVersion, kind, name }: ObjectRef): string {
  const [group, version] = apiVersion.split("/");
  const type = version === undefined ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  return printable(`${type}/${name}`);
}
