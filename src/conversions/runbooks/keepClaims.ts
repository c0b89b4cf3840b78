import type { RunbookStep } from "../../explanation/runbook.ts";
import { shellWord } from "../../text/shellWord.ts";
import { atLast } from "./atLast.ts";
import { inTurn } from "./inTurn.ts";
import { deletingPolicy, type RetentionPolicy, retainBoth } from "./retentionPolicy.ts";
import type { Scene } from "./scene.ts";

/**
 * Of a StatefulSet whose claims would be deleted with it or with its pods: neither may be taken away before the
 * claims have lost their owner. The controller takes it off those of current ordinals only, so this does it for all.
 * Nothing to do for others.
 *
 * Upstream: pkg/controller/statefulset/stateful_pod_control.go#UpdatePodClaimForRetentionPolicy (v1.36)
 */
export function keepClaims(scene: Scene): readonly RunbookStep[] {
  const { old, inNamespace, kubectl } = scene;
  const policy = deletingPolicy(scene);
  if (policy === undefined) return [];
  const patch = (whenTo: RetentionPolicy): string =>
    `${kubectl} patch ${old.resource}${inNamespace} --type=merge -p ${shellWord(
      JSON.stringify({ spec: { persistentVolumeClaimRetentionPolicy: whenTo } }),
    )}`;
  return [
    {
      title: "Keep the claims when the StatefulSet and its pods go",
      command: patch(retainBoth),
      why: "its persistentVolumeClaimRetentionPolicy would have them deleted, with the data, as long as they have an owner",
      check: `${kubectl} wait ${old.resource}${inNamespace} --for=jsonpath='{.spec.persistentVolumeClaimRetentionPolicy.whenScaled}'=Retain --timeout=1m`,
      undo: patch(policy),
    },
    {
      title: "Take the StatefulSet off the claims that it owns",
      command: disown(scene),
      why: "its controller does so only for the ordinals that it has now: claims of others would go with it",
      check: ownerless(scene),
    },
  ];
}

/** By uid, since an owner of another kind may have its name. A strategic patch takes one owner out of several. */
function disown(scene: Scene): string {
  const { inNamespace, kubectl } = scene;
  const owners = `{range .items[*]}{.metadata.name}{" "}{.metadata.ownerReferences[*].uid}{"\\n"}{end}`;
  const patch = `'{"metadata":{"ownerReferences":[{"$patch":"delete","uid":"'"$uid"'"}]}}'`;
  return inTurn(
    uidOf(scene),
    `claims=$(${kubectl} get pvc${inNamespace} -o jsonpath=${shellWord(owners)})`,
    `owned=$(echo "$claims" | sed -n "s/ .*$uid.*//p")`,
    `{ test -z "$owned" || echo "$owned" | xargs -n 1 ${kubectl} patch pvc${inNamespace} --type=strategic -p ${patch}; }`,
  );
}

/** There is no `kubectl wait` for what is not there. A failed read proves nothing. */
function ownerless(scene: Scene): string {
  const { inNamespace, kubectl } = scene;
  const read = `${kubectl} get pvc${inNamespace} -o jsonpath='{.items[*].metadata.ownerReferences[*].uid}'`;
  return inTurn(uidOf(scene), atLast(`owners=$(${read}) && { ! echo "$owners" | grep -q "$uid"; }`, 60));
}

function uidOf({ old, inNamespace, kubectl }: Scene): string {
  return `uid=$(${kubectl} get ${old.resource}${inNamespace} -o jsonpath='{.metadata.uid}') && test -n "$uid"`;
}
