import type { RunbookStep } from "../../explanation/runbook.ts";
import { shellWord } from "../../text/shellWord.ts";
import { bringBack } from "./bringBack.ts";
import { inTurn } from "./inTurn.ts";
import { patience } from "./patience.ts";
import { podsGone } from "./podsOfKind.ts";
import { ready } from "./ready.ts";
import type { Scene } from "./scene.ts";

/** No node has this label. */
const nowhere = "workload.kubectl/stopped";

/**
 * Takes the pods of the old one away while the object stays, so that one command brings them back. A DaemonSet has no
 * replicas: with a nodeSelector that no node has it deletes its pods. A Pod is deleted.
 *
 * Upstream: pkg/controller/daemon/daemon_controller.go#podsShouldBeOnNode (v1.36)
 */
export function stopOld(scene: Scene, more: Pick<RunbookStep, "why" | "interrupts">): RunbookStep {
  const { old, inNamespace, kubectl } = scene;
  const back = inTurn(bringBack(scene), startAgain(scene), ready(scene, old));
  if (old.kind === "Pod") {
    return {
      title: "Delete the old Pod",
      command: `${kubectl} delete ${old.resource}${inNamespace} --ignore-not-found`,
      ...more,
      check: `${kubectl} wait ${old.resource}${inNamespace} --for=delete ${patience}`,
      undo: back,
    };
  }
  const command =
    old.kind === "DaemonSet"
      ? selectNodes(scene, "true")
      : `${kubectl} scale ${old.resource}${inNamespace} --replicas=0`;
  return {
    title:
      old.kind === "DaemonSet" ? "Take the old DaemonSet off all nodes" : `Scale the old ${old.kind} to 0`,
    command,
    ...more,
    check: podsGone(scene, old),
    undo: back,
  };
}

/** Where the object was only stopped: its file need not say how many there were. */
function startAgain(scene: Scene): string | undefined {
  const { old, inNamespace, kubectl, replicas } = scene;
  if (old.kind === "Pod") return undefined;
  if (old.kind === "DaemonSet") return selectNodes(scene, null);
  return `${kubectl} scale ${old.resource}${inNamespace} --replicas=${shellWord(String(replicas))}`;
}

function selectNodes({ old, inNamespace, kubectl }: Scene, value: "true" | null): string {
  const patch = { spec: { template: { spec: { nodeSelector: { [nowhere]: value } } } } };
  return `${kubectl} patch ${old.resource}${inNamespace} --type=merge -p ${shellWord(JSON.stringify(patch))}`;
}
