import type { RunbookStep } from "../../explanation/runbook.ts";
import { shellWord } from "../../text/shellWord.ts";
import { fileNamed } from "./fileNamed.ts";
import { inTurn } from "./inTurn.ts";
import { podsOfKind } from "./podsOfKind.ts";
import { patience, ready } from "./ready.ts";
import { saved } from "./saveManifests.ts";
import type { Scene } from "./scene.ts";

/**
 * The names of what an orphaned object leaves: ReplicaSets of a Deployment, pods of others. They are read while it
 * still owns them, since afterwards only labels tell whose they were.
 */
export function noteLeftBehind(scene: Scene): RunbookStep {
  const { old, inNamespace, kubectl } = scene;
  const resource = old.kind === "Deployment" ? "replicaset" : "pod";
  const owned = `?(@.metadata.ownerReferences[0].name==${JSON.stringify(old.name)})`;
  const names = `{range .items[${owned}]}${resource}/{.metadata.name}{"\\n"}{end}`;
  return {
    title: `Note down the ${leftNoun(scene)} that the ${old.kind} will leave behind`,
    command: saved(
      `${kubectl} get ${resource}${inNamespace} -l ${podsOfKind(scene, old)} -o jsonpath=${shellWord(names)}`,
      leftFile(scene),
      { maybeEmpty: true },
    ),
    why: `they are deleted by name later; by their labels alone others might go with them`,
    check: `test -s ${leftFile(scene)}`,
  };
}

export function deleteLeftBehind(scene: Scene): RunbookStep {
  const { old, inNamespace, kubectl } = scene;
  return {
    title: `Delete the ${leftNoun(scene)} that the ${old.kind} left behind`,
    command: `xargs ${kubectl} delete${inNamespace} --ignore-not-found < ${leftFile(scene)}`,
    why: "nothing but this ends them: their owner is gone",
    check: `${kubectl} wait pod${inNamespace} -l ${podsOfKind(scene, old)} --for=delete ${patience}`,
    undo: inTurn(`${kubectl} apply -f ${shellWord(old.file)}${inNamespace}`, ready(scene, old)),
  };
}

function leftNoun({ old }: Scene): string {
  return old.kind === "Deployment" ? "ReplicaSets" : "pods";
}

function leftFile({ old }: Scene): string {
  return shellWord(fileNamed(old.name, `${old.kind.toLowerCase()}-left.txt`));
}
