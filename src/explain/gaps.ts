import type { Gap, RbacRule } from "../explanation/explanation.ts";
import type { Kind } from "../kinds/index.ts";
import type { ExplainOptions, SubjectName } from "../kinds/kind.ts";
import { type Read, readKey, verbOf } from "../kube/read.ts";
import { qualifiedResource } from "../kube/resources.ts";
import { resultOf, type Snapshot } from "../kube/snapshot.ts";

/** What the subject's explanation asked to read and did not get. */
export function gapsOf(
  kind: Kind,
  subject: SubjectName,
  snapshot: Snapshot,
  options: ExplainOptions,
): readonly Gap[] {
  const asked = new Map(kind.reads(subject, snapshot, options).map((read) => [readKey(read), read]));
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
        effect: effectOf(kind, wanted),
        ...(failure.reason === "Forbidden" && { rule: ruleFor(read) }),
      },
    ];
  });
}

function effectOf({ lackedWithout }: Kind, read: Read): string {
  const { resource } = read.resource;
  const effect = lackedWithout[resource] ?? `what ${resource} tell`;
  return typeof effect === "string" ? effect : effect(read);
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
