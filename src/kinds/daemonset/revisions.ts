import type { ControllerRevision, DaemonSet, Pod } from "../../kube/objects.ts";
import { controlledBy } from "../../kube/ownership.ts";

const hashLabel = "controller-revision-hash";
const templateGenerationLabel = "pod-template-generation";
const templateGenerationAnnotation = "deprecated.daemonset.template.generation";

export interface CurrentRevision {
  readonly name: string;
  readonly revision: number;
  readonly hash: string;
}

/**
 * The ControllerRevision of the template as it stands: the highest revision that the DaemonSet owns, since a
 * rollback gives the old one a new highest number. Only true once the controller has observed the spec.
 *
 * Upstream: pkg/controller/daemon/update.go#constructHistory (v1.36)
 */
export function currentRevision(
  daemonSet: DaemonSet,
  revisions: readonly ControllerRevision[],
): CurrentRevision | undefined {
  const newest = controlledBy(revisions, daemonSet).reduce<ControllerRevision | undefined>(
    (best, next) => (best === undefined || next.revision > best.revision ? next : best),
    undefined,
  );
  const hash = newest?.metadata?.labels?.[hashLabel];
  if (newest === undefined || hash === undefined) return undefined;
  return { name: newest.metadata?.name ?? "", revision: newest.revision, hash };
}

/**
 * Whether the pod is of the current template. The template generation is the older of the two marks and still
 * counts where it stands.
 *
 * Upstream: pkg/controller/daemon/util/daemonset_util.go#IsPodUpdated (v1.36)
 */
export function isUpdated(pod: Pod, daemonSet: DaemonSet, current: CurrentRevision): boolean {
  const labels = pod.metadata?.labels ?? {};
  const generation = daemonSet.metadata?.annotations?.[templateGenerationAnnotation];
  return (
    labels[hashLabel] === current.hash ||
    (generation !== undefined && labels[templateGenerationLabel] === generation)
  );
}
