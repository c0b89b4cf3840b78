import { describe, expect, it } from "vitest";
import { runbooksOf } from "../../../src/conversions/runbooks/runbooks.ts";
import type { Converting } from "../../../src/conversions/runbooks/scene.ts";
import type { RunbookStep, RunbookWay } from "../../../src/explanation/runbook.ts";
import { shellWord } from "../../../src/text/shellWord.ts";
import { conversion, ofOrdinals, policy } from "./conversions.ts";

function step(converting: Converting, title: RegExp, way?: RunbookWay): RunbookStep | undefined {
  const runbook = runbooksOf(converting).find((each) => way === undefined || each.way === way);
  return runbook?.steps.find((each) => title.test(each.title));
}

describe("a word for bash", () => {
  it.each([
    ["grafana-statefulset.yaml", "grafana-statefulset.yaml"],
    ["app=grafana,pod-template-hash", "app=grafana,pod-template-hash"],
    ["app in (grafana,loki)", "'app in (grafana,loki)'"],
    ["app=grafana,!pod-template-hash", "'app=grafana,!pod-template-hash'"],
    ["it's", "'it'\\''s'"],
    ["", "''"],
  ])("%s", (word, quoted) => expect(shellWord(word)).toBe(quoted));
});

describe("the old pods are told by their owner, and by a label of their controller's", () => {
  const table: readonly (readonly [string, Converting, string])[] = [
    ["Deployment", conversion("Deployment", "DaemonSet"), "app=grafana,pod-template-hash"],
    [
      "StatefulSet",
      conversion("StatefulSet", "Deployment"),
      "app=grafana,statefulset.kubernetes.io/pod-name",
    ],
    ["DaemonSet", conversion("DaemonSet", "StatefulSet"), "app=grafana,pod-template-generation"],
    ["ReplicaSet", conversion("ReplicaSet", "StatefulSet"), "'app=grafana,!controller-revision-hash'"],
    [
      "ReplicationController",
      conversion("ReplicationController", "Deployment"),
      "'app=grafana,!pod-template-hash'",
    ],
  ];
  it.each(table)("%s", (_, converting, selector) => {
    const check = step(converting, /the old .*(to 0|off all nodes)/)?.check;
    expect(check).toContain(` -l ${selector} -o jsonpath=`);
    expect(check).toContain('[?(@.metadata.ownerReferences[0].name=="grafana")]');
    expect(check).toContain("--for=delete --timeout=10m");
  });
});

describe("what has no replicas is stopped all the same", () => {
  it("a DaemonSet by a label that no node has, and back", () => {
    const stop = step(conversion("DaemonSet", "Deployment", { name: "fluentd" }), /off all nodes/);
    expect(stop?.command).toContain('{"nodeSelector":{"workload.kubectl/stopped":"true"}}');
    expect(stop?.undo).toContain('{"nodeSelector":{"workload.kubectl/stopped":null}}');
  });

  it("a Pod is deleted, and created again from what was saved", () => {
    const stop = step(conversion("Pod", "Deployment", { before: 1 }), /Delete the old Pod/);
    expect(stop?.command).toBe("kubectl delete pod/grafana -n shop --ignore-not-found");
    expect(stop?.undo).toContain("kubectl apply -f grafana-pod.yaml -n shop");
  });
});

describe("a manifest to go back with", () => {
  it.each([
    ["Deployment", "kubectl workload convert deployment/grafana -n shop --to deployment -o yaml"],
    ["StatefulSet", "kubectl workload convert statefulset/grafana -n shop --to statefulset -o yaml"],
  ] as const)("of a %s is the one that somebody would write", (from, command) => {
    const to = from === "Deployment" ? "StatefulSet" : "Deployment";
    expect(step(conversion(from, to), /^Save both/)?.command).toContain(command);
  });

  it("of what is no target is without what the server set", () => {
    expect(step(conversion("Pod", "Deployment"), /^Save both/)?.command).toContain(
      "kubectl get pod/grafana -n shop -o yaml | sed -E -e '/^  (creationTimestamp|",
    );
  });
});

describe("readiness is waited for", () => {
  const onDelete = { updateStrategy: { type: "OnDelete" } };
  it.each([
    ["by the rollout", conversion("DaemonSet", "StatefulSet"), "kubectl rollout status statefulset/grafana"],
    [
      "by numbers where there is no rollout",
      conversion("DaemonSet", "StatefulSet", { spec: onDelete, after: 3 }),
      "kubectl wait statefulset/grafana -n shop --for=jsonpath='{.status.readyReplicas}'=3",
    ],
    [
      "by the nodes of a DaemonSet",
      conversion("StatefulSet", "DaemonSet", { spec: onDelete, after: 3 }),
      "kubectl wait daemonset/grafana -n shop --for=jsonpath='{.status.numberReady}'=3",
    ],
    [
      "not where there is nobody to wait for",
      conversion("DaemonSet", "StatefulSet", { spec: onDelete, before: 0, after: 0 }),
      "kubectl get statefulset/grafana -n shop",
    ],
  ])("%s", (_, converting, check) => expect(step(converting, /^Apply the/)?.check).toContain(check));

  it("of the old one by its own strategy", () => {
    const dropped = {
      path: "spec.updateStrategy",
      action: "Dropped",
      from: { type: "OnDelete" },
      reason: "",
    } as const;
    const converting = conversion("StatefulSet", "Deployment", { before: 3, changes: [dropped] });
    expect(step(converting, /to 0$/)?.undo).toContain("--for=jsonpath='{.status.readyReplicas}'=3");
    expect(step(converting, /^Apply the/)?.check).toContain("kubectl rollout status deployment/grafana");
  });
});

describe("claims that would go with the StatefulSet", () => {
  const postgres = (said: Parameters<typeof conversion>[2]) =>
    conversion("StatefulSet", "Deployment", {
      name: "postgres",
      volumes: [ofOrdinals("Empty", [{}, { exists: false }])],
      ...said,
    });

  it.each(["SideBySide", "InPlace"] as const)("are kept before anything goes, %s", (way) => {
    const converting = postgres({ changes: [policy("Delete", "Retain")] });
    const keep = step(converting, /^Keep the claims/, way);
    expect(keep?.command).toContain('{"whenDeleted":"Retain","whenScaled":"Retain"}');
    expect(keep?.undo).toContain('{"whenDeleted":"Delete","whenScaled":"Retain"}');
    const take = step(converting, /^Take the StatefulSet off/, way);
    expect(take?.command).toContain(
      `-p '{"metadata":{"ownerReferences":[{"$patch":"delete","uid":"'"$uid"'"}]}}'`,
    );
    expect(take?.check).toContain("for try in {1..60}; do owners=$(kubectl get pvc -n shop ");
    const titles = runbooksOf(converting)
      .find((each) => each.way === way)
      ?.steps.map(({ title }) => title);
    const going = titles?.findIndex((title) => /^(Scale|Delete|Apply)/.test(title)) ?? -1;
    expect(titles?.findIndex((title) => title.startsWith("Keep the claims"))).toBeLessThan(going);
  });

  it("are retained until the pods run again, whoever brings the StatefulSet back", () => {
    const converting = postgres({ changes: [policy("Delete", "Delete")] });
    const undos = runbooksOf(converting).flatMap(({ steps }) => steps.flatMap(({ undo = "" }) => undo));
    const back = undos.filter((undo) => undo.includes("-f postgres-statefulset.yaml"));
    expect(back.length).toBeGreaterThan(3);
    for (const undo of back) {
      expect(undo).toMatch(
        /^kubectl patch -f postgres-statefulset.yaml -n shop --local .*"Retain".* \| kubectl apply/,
      );
    }
  });

  it("stay by themselves under the default policy", () => {
    expect(step(postgres({ changes: [policy("Retain", "Retain")] }), /^Keep the claims/)).toBeUndefined();
    expect(step(postgres({}), /^Keep the claims/)).toBeUndefined();
  });
});

describe("what an orphaned object leaves", () => {
  it("is noted while it is still owned, and deleted by name once the new pods are ready", () => {
    const converting = conversion("DaemonSet", "StatefulSet", { name: "fluentd" });
    const titles = runbooksOf(converting)[1]?.steps.map(({ title }) => title);
    expect(titles).toEqual([
      "Save both manifests in the current folder",
      "Note down the pods that the DaemonSet will leave behind",
      "Delete the DaemonSet, without its pods",
      "Apply the StatefulSet, and wait until it is ready",
      "Delete the pods that the DaemonSet left behind",
      "See that all is well",
    ]);
    expect(step(converting, /left behind/, "InPlace")?.command).toBe(
      "test -f fluentd-daemonset-left.txt && { test ! -s fluentd-daemonset-left.txt || xargs kubectl delete -n shop --cascade=foreground --ignore-not-found < fluentd-daemonset-left.txt; }",
    );
  });

  it("may be nothing where a Deployment is paused", () => {
    const paused = { path: "spec.paused", action: "Dropped", from: true, reason: "" } as const;
    const note = step(conversion("Deployment", "StatefulSet", { changes: [paused] }), /^Note/, "InPlace");
    expect(note?.command).not.toContain("test -s");
    expect(note?.check).toBe("test -f grafana-deployment-left.txt");
    expect(note?.why).toContain("paused may have none");
  });

  it("is adopted by a DaemonSet, and nothing is left to be deleted", () => {
    const adopting = runbooksOf(conversion("StatefulSet", "DaemonSet", { name: "fluentd" }))[1];
    expect(adopting?.steps.map(({ title }) => title)).toEqual([
      "Save both manifests in the current folder",
      "Delete the StatefulSet, without its pods",
      "Apply the DaemonSet, and wait until it is ready",
      "See that all is well",
    ]);
    expect(adopting?.steps[2]?.undo).toContain("--cascade=orphan");
  });

  it("are the pods of a ReplicaSet that a Deployment adopts: nothing is deleted", () => {
    const [runbook] = runbooksOf(conversion("ReplicaSet", "Deployment"));
    expect(runbook?.steps.filter(({ command }) => command.includes("delete"))).toEqual([]);
  });
});
