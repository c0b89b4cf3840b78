import type { RunbookStep } from "../../explanation/runbook.ts";
import { shellWord } from "../../text/shellWord.ts";
import { inTurn } from "./inTurn.ts";
import type { MovableClaim } from "./movableClaim.ts";
import { ownPods, readHashes, withHashes } from "./podsOfKind.ts";
import type { Scene } from "./scene.ts";

/** Asked while the old pods still serve: a claim that another pod mounts is not deleted as long as that is there. */
export function mountedByNoOther(scene: Scene, { from }: MovableClaim): RunbookStep {
  const { inNamespace, kubectl, old } = scene;
  const claims = `{range .items[*]}pod/{.metadata.name}{" "}{.spec.volumes[*].persistentVolumeClaim.claimName}{" \\n"}{end}`;
  return {
    title: `See that nothing else mounts \`${from}\``,
    command: inTurn(
      ...ownPodsRead(scene),
      `all=$(${kubectl} get pod${inNamespace} -o jsonpath=${shellWord(claims)})`,
      `{ ! echo "$all" | grep -F ${shellWord(` ${from} `)} | cut -d " " -f 1 | grep -vxF "$own"; }`,
    ),
    why: `it prints the pods that mount the claim beside those of the ${old.kind}, and fails where there are any: then stop here`,
  };
}

function ownPodsRead(scene: Scene): readonly string[] {
  const { inNamespace, kubectl, old } = scene;
  if (old.kind === "Pod") return [`own=${shellWord(`pod/${old.name}`)}`];
  if (old.kind !== "Deployment") return [`own=$(${ownPods(scene, old)})`];
  return [readHashes(scene, old), `own=$(${kubectl} get pod${inNamespace} -l ${withHashes(scene)} -o name)`];
}
