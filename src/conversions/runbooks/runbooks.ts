import { ownerAmong } from "../../explanation/conversionReference.ts";
import type { Runbook } from "../../explanation/runbook.ts";
import { hasStandIns } from "../../explanation/standIns.ts";
import { adoptPods } from "./adoptPods.ts";
import { adoptReplicaSet, adoptsReplicaSet } from "./adoptReplicaSet.ts";
import { adoptVolume } from "./adoptVolume.ts";
import { inPlace } from "./inPlace.ts";
import { movableClaim } from "./movableClaim.ts";
import { obstaclesOf } from "./obstacles.ts";
import { type Converting, type Scene, sceneOf } from "./scene.ts";
import { sideBySide } from "./sideBySide.ts";
import { stopFirst } from "./stopFirst.ts";

/**
 * The ways from the old object to the new one and back, the one to take first. None where nothing is known to run:
 * a file is converted before it is applied. None either of a snapshot without the values of the new object: that must
 * not be applied.
 *
 * @param connection flags that say which cluster, as they were typed, a context first: `--context prod`; "" for none
 */
export function runbooksOf(conversion: Converting, connection = ""): readonly Runbook[] {
  if (conversion.source.type === "manifest" || conversion.subject.kind === conversion.target.kind) return [];
  // Whoever owns it would undo every step: the way begins there.
  if (ownerAmong(conversion.references) !== undefined) return [];
  if (waitsForOneNode(conversion) || hasStandIns(conversion.objects)) return [];
  const scene = sceneOf(conversion, connection);
  const { claim } = movableClaim(scene);
  return [...(claim === undefined ? [] : [adoptVolume(scene, claim)]), ...otherWays(scene)];
}

/** Pods on all nodes that want a claim which one node can mount: the new object never becomes ready. */
function waitsForOneNode({ target, pods, volumes }: Converting): boolean {
  if (target.kind !== "DaemonSet" || pods.after === 1) return false;
  const mounted = volumes.flatMap(({ to, claims }) =>
    to === "Claim" ? claims.filter(({ use }) => use === "Mounted") : [],
  );
  return mounted.some(
    ({ accessModes }) =>
      accessModes !== undefined &&
      !accessModes.some((mode) => mode === "ReadWriteMany" || mode === "ReadOnlyMany"),
  );
}

function otherWays(scene: Scene): readonly Runbook[] {
  const { old, fresh } = scene;
  if (adoptsReplicaSet(scene)) return [adoptReplicaSet(scene)];
  const adoptable = old.kind === "StatefulSet" && fresh.kind === "DaemonSet";
  const obstacles = obstaclesOf(scene);
  if (obstacles.length > 0) {
    // Pods that go over to the DaemonSet stand in nobody's way, unless all nodes are to mount their claim.
    const adopted = adoptable && obstacles.every(({ by }) => by !== "Claim");
    return [...(adopted ? [adoptPods(scene)] : []), stopFirst(scene, obstacles)];
  }
  if (adoptable) return [sideBySide(scene), adoptPods(scene)];
  return [sideBySide(scene), ...(leavesPods(scene) ? [inPlace(scene)] : [])];
}

/** One that takes back what it left; a ReplicaSet's pods would be adopted by whoever is applied next. */
function leavesPods({ old, conversion }: Scene): boolean {
  const has = conversion.pods.before !== 0;
  return has && (old.kind === "Deployment" || old.kind === "StatefulSet" || old.kind === "DaemonSet");
}
