import type { RunbookStep } from "../../explanation/runbook.ts";
import { shellWord } from "../../text/shellWord.ts";
import { bringBack } from "./bringBack.ts";
import { fileNamed } from "./fileNamed.ts";
import { inTurn } from "./inTurn.ts";
import { patience } from "./patience.ts";
import { labelsOfKind, ownedBy } from "./podsOfKind.ts";
import { isPaused, ready } from "./ready.ts";
import { saved } from "./saveManifests.ts";
import type { Scene } from "./scene.ts";

/**
 * The names of what an orphaned object leaves: ReplicaSets of a Deployment, pods of others. They are read while it
 * still owns them, since afterwards only labels tell whose they were.
 */
export function noteLeftBehind(scene: Scene): RunbookStep {
  const { conversion, old, inNamespace, kubectl } = scene;
  const maybeNone = isPaused(conversion);
  const resource = old.kind === "Deployment" ? "replicaset" : "pod";
  const names = `{range .items[${ownedBy(old)}]}${resource}/{.metadata.name}{"\\n"}{end}`;
  return {
    title: `Note down the ${leftNoun(scene)} that the ${old.kind} will leave behind`,
    // Only while it is there: run again afterwards it would note that there are none.
    command: `${kubectl} get ${old.resource}${inNamespace} &&\n${saved(
      `${kubectl} get ${resource}${inNamespace} -l ${labelsOfKind(scene, old)} -o jsonpath=${shellWord(names)}`,
      leftFile(scene),
    )}`,
    why: `they are deleted by name later; by their labels alone others might go with them${maybeNone ? "; one that is paused may have none" : ""}`,
    check: `test ${maybeNone ? "-f" : "-s"} ${leftFile(scene)}`,
  };
}

export function deleteLeftBehind(scene: Scene): RunbookStep {
  const { old, inNamespace, kubectl } = scene;
  const file = leftFile(scene);
  // Without names xargs would run the command all the same.
  const each = (command: string) =>
    `test -f ${file} && { test ! -s ${file} || xargs ${kubectl} ${command} < ${file}; }`;
  return {
    title: `Delete the ${leftNoun(scene)} that the ${old.kind} left behind`,
    command: each(`delete${inNamespace} --cascade=foreground --ignore-not-found`),
    why: "nothing but this ends them: their owner is gone",
    check: each(`wait${inNamespace} --for=delete ${patience}`),
    undo: inTurn(bringBack(scene), ready(scene, old)),
  };
}

function leftNoun({ old }: Scene): string {
  return old.kind === "Deployment" ? "ReplicaSets" : "pods";
}

function leftFile({ old }: Scene): string {
  return shellWord(fileNamed(old.name, `${old.kind.toLowerCase()}-left.txt`));
}
