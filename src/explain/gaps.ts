import type { Gap, RbacRule } from "../explanation/explanation.ts";
import type { Kind } from "../kinds/index.ts";
import type { SubjectName } from "../kinds/kind.ts";
import { type Read, readKey, verbOf } from "../kube/read.ts";
import { qualifiedResource } from "../kube/resources.ts";
import type { Snapshot } from "../kube/snapshot.ts";

/** What the subject's explanation asked to read and did not get. */
export function gapsOf(kind: Kind, subject: SubjectName, snapshot: Snapshot): readonly Gap[] {
  const asked = new Set(kind.reads(subject, snapshot).map(readKey));
  return snapshot.results.flatMap(({ read, failure }): Gap[] => {
    if (failure === undefined || !asked.has(readKey(read))) return [];
    return [
      {
        resource: qualifiedResource(read.resource),
        verb: verbOf(read),
        ...(read.namespace !== undefined && { namespace: read.namespace }),
        ...(read.name !== undefined && { name: read.name }),
        reason: failure.reason,
        message: failure.message,
        effect: kind.lackedWithout[read.resource.resource] ?? `what ${read.resource.resource} tell`,
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
    verbs: [name === undefined ? "list" : "get"],
  };
}
