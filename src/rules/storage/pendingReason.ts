import type { Event, PersistentVolumeClaim } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { events } from "../../kube/resources.ts";
import { toWarning } from "../events/warnings.ts";

/**
 * What is complained of about the claims of a namespace. All that is not a warning is left out, unless some have no
 * class: what is said of those is of type Normal.
 */
export function claimEventsRead(namespace: string, someHaveNoClass: boolean): Read {
  const about = "involvedObject.kind=PersistentVolumeClaim";
  return { resource: events, namespace, fieldSelector: someHaveNoClass ? about : `${about},type=Warning` };
}

/**
 * Why a claim has no volume, in the words of the newest complaint about it: a warning, or FailedBinding, which is of
 * type Normal where the claim has no class and no PersistentVolume fits. That it waits for its first consumer, or
 * for a provisioner that has begun, is no complaint. Undefined for a claim that is bound.
 *
 * Upstream: pkg/controller/volume/persistentvolume/pv_controller.go#syncUnboundClaim (v1.36)
 */
export function pendingReasonOf(
  { metadata, status }: PersistentVolumeClaim,
  events: readonly Event[],
): string | undefined {
  if (status?.phase === "Bound" || metadata?.uid === undefined) return undefined;
  const [newest] = events
    .filter(({ involvedObject }) => involvedObject.uid === metadata.uid)
    .filter(({ type, reason }) => type === "Warning" || reason === "FailedBinding")
    .map(toWarning)
    .sort((a, b) => Date.parse(b.lastSeen ?? "") - Date.parse(a.lastSeen ?? "") || 0);
  return newest?.message;
}
