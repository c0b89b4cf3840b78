import type { FactsByKind } from "../explanation/explanation.ts";
import type { KubeObject } from "../kube/objects.ts";
import type { ResourceType } from "../kube/resources.ts";
import { daemonSet } from "./daemonset/index.ts";
import { deployment } from "./deployment/index.ts";
import type { WorkloadKind } from "./kind.ts";
import { pod } from "./pod/index.ts";
import { statefulSet } from "./statefulset/index.ts";

/** A kind whose workload and facts are its own affair. */
export type Kind = WorkloadKind<KubeObject, FactsByKind[keyof FactsByKind]>;

/** Every kind that can be explained; each is a folder here. */
export const kinds: readonly Kind[] = [daemonSet, deployment, pod, statefulSet];

export function kindOf(resource: ResourceType): Kind | undefined {
  return kinds.find((kind) => kind.resource === resource);
}
