import { describe, expect, it } from "vitest";
import type { VerdictState } from "../../../src/explanation/explanation.ts";
import type { PodStage } from "../../../src/explanation/podFacts.ts";
import type { Event, KubeObject, Node } from "../../../src/kube/objects.ts";
import { podCases } from "../../snapshots/podCases.ts";
import { explained } from "../recorded.ts";

const expected: { readonly [name in keyof typeof podCases]: readonly [PodStage, VerdictState] } = {
  "anti-affinity": ["Scheduling", "Blocked"],
  bare: ["Ready", "Healthy"],
  "claim-missing": ["Scheduling", "Blocked"],
  "claim-unbound": ["Scheduling", "Blocked"],
  "config-missing": ["Configuration", "Blocked"],
  cordoned: ["Scheduling", "Blocked"],
  "crash-loop": ["Crashing", "Blocked"],
  evicted: ["Ended", "Blocked"],
  failed: ["Ended", "Blocked"],
  gated: ["Gated", "Progressing"],
  "host-port": ["Scheduling", "Blocked"],
  "image-denied": ["Image", "Blocked"],
  "image-missing": ["Image", "Blocked"],
  "init-crash-loop": ["Initializing", "Blocked"],
  "no-cpu": ["Scheduling", "Blocked"],
  "node-selector": ["Scheduling", "Blocked"],
  "node-silent": ["Readiness", "Degraded"],
  "of-deployment": ["Ready", "Healthy"],
  "of-job": ["Ended", "Blocked"],
  "of-stateful-set": ["Ready", "Healthy"],
  "out-of-memory": ["Crashing", "Blocked"],
  "owner-gone": ["Ready", "Progressing"],
  "readiness-gate-unset": ["Readiness", "Degraded"],
  "readiness-gate": ["Readiness", "Degraded"],
  "readiness-probe": ["Readiness", "Degraded"],
  "secret-volume-missing": ["Preparing", "Blocked"],
  "sidecar-not-started": ["Initializing", "Progressing"],
  static: ["Ready", "Healthy"],
  succeeded: ["Ended", "Healthy"],
  "terminating-finalizer": ["Terminating", "Blocked"],
  "terminating-node-silent": ["Terminating", "Blocked"],
  "topology-spread": ["Scheduling", "Blocked"],
  "untolerated-taint": ["Scheduling", "Blocked"],
  "volume-attached-elsewhere": ["Preparing", "Blocked"],
};

describe("a pod, as a real control plane left it", () => {
  it("is there for every case that can be recorded", () => {
    expect(Object.keys(expected).toSorted()).toEqual(Object.keys(podCases).toSorted());
  });

  it.each(Object.entries(expected))("%s", async (name, [stage, state]) => {
    const { facts, verdict } = await explained(`pod-${name}`, "Pod");
    expect([facts.stage, verdict.state]).toEqual([stage, state]);
  });
});

describe("a pod, had its recording been another in one thing", () => {
  const saidAfter = async (name: keyof typeof expected, change: (object: KubeObject) => KubeObject) =>
    (await explained(`pod-${name}`, "Pod", change)).verdict.sentence;

  it("its node answers, and says that it is not ready", async () => {
    const unwell = (object: KubeObject): KubeObject => {
      const { status } = object as Node;
      if (object.kind !== "Node") return object;
      const conditions = status?.conditions?.map((each) => ({ ...each, status: "False" }));
      return { ...object, status: { conditions } } as KubeObject;
    };
    expect(await saidAfter("terminating-node-silent", unwell)).toBe(
      "Pod locks/lock is deleted, but its node node-9 is not ready (Ready is False), so that nobody can say that its containers have ended.",
    );
  });

  it.each([
    [
      'Multi-Attach error for volume "pvc-1" Volume is already used by 2 pod(s) in different namespaces',
      "its volume `pvc-1` is attached to another node, where it is used by 2 pod(s) in different namespaces.",
    ],
    [
      'Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node and can\'t be attached to another',
      "its volume `pvc-1` is attached to another node.",
    ],
    [
      'AttachVolume.Attach failed for volume "pvc-1" : rpc error: code = Internal desc = volume vol-0 is gone',
      'AttachVolume.Attach failed for volume "pvc-1" : rpc error: code = Internal desc = volume vol-0 is gone.',
    ],
  ])("its volume is not attached: %s", async (message, clause) => {
    const sentence = await saidAfter("volume-attached-elsewhere", (object) =>
      (object as Event).reason === "FailedAttachVolume" ? ({ ...object, message } as KubeObject) : object,
    );
    expect(sentence.split(/ does not start on node-\d+: /)[1]).toBe(clause);
  });
});
