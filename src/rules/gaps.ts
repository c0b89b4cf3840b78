import type { Gap, RbacRule } from "../explanation/explanation.ts";
import { type Read, readKey, verbOf } from "../kube/read.ts";
import { qualifiedResource } from "../kube/resources.ts";
import { resultOf, type Snapshot } from "../kube/snapshot.ts";

/**
 * What was asked for and not got.
 * @param effectOf what is lacking without it, in a few words
 */
export function gapsAmong(
  reads: readonly Read[],
  snapshot: Snapshot,
  effectOf: (read: Read) => string,
): readonly Gap[] {
  const asked = new Map(reads.map((read) => [readKey(read), read]));
  return [...asked.values()].flatMap((wanted): Gap[] => {
    const result = resultOf(snapshot, wanted);
    const failure = result?.failure ?? result?.incomplete;
    if (result === undefined || failure === undefined) return [];
    const { read } = result;
    // That there is no object of a name is an answer, and not one that is lacking.
    if (failure.reason === "NotFound" && read.name !== undefined) return [];
    return [
      {
        resource: qualifiedResource(read.resource),
        verb: verbOf(read),
        ...(read.namespace !== undefined && { namespace: read.namespace }),
        ...(read.name !== undefined && { name: read.name }),
        reason: failure.reason,
        message: failure.message,
        effect: effectOf(wanted),
        ...(failure.reason === "Forbidden" && { rule: ruleFor(read) }),
      },
    ];
  });
}

function ruleFor({ resource, namespace, name }: Read): RbacRule {
  return {
    scope: namespace === undefined ? "ClusterRole" : "Role",
    apiGroups: [resource.group],
    resources: [resource.resource],
    ...(name !== undefined && { resourceNames: [name] }),
    verbs: [name === undefined ? "list" : "get"],
  };
}
