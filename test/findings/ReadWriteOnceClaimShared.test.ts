import { expect, it } from "vitest";
import { parse } from "yaml";
import { rules } from "../../src/findings/index.ts";
import { autoscaledTo, diskClaim, single } from "./claims.ts";
import { web } from "./healthy.ts";
import { findingTable } from "./table.ts";

const modes = "PersistentVolume/pvc-7c1 /spec/accessModes";
const onOneNode = web((facts) => ({
  claims: [diskClaim()],
  pods: {
    ...facts.pods,
    items: (facts.pods.items ?? []).map((pod) => ({ ...pod, node: "node-1" })),
  },
}));

findingTable("ReadWriteOnceClaimShared", {
  valid: [
    ["there is one pod", single(diskClaim())],
    ["an autoscaler keeps it at one pod", single(diskClaim(), {}, autoscaledTo(1))],
    [
      "an autoscaler names the StatefulSet of the same name",
      single(diskClaim(), {}, autoscaledTo(5, { namesSubject: false })),
    ],
    [
      "the volume may be attached by several nodes as well",
      web(() => ({ claims: [diskClaim({ accessModes: ["ReadWriteOnce", "ReadOnlyMany"] })] })),
    ],
    ["the volume is not attached", web(() => ({ claims: [diskClaim({ driver: "nfs", attaches: false })] }))],
    [
      "the volume brings all pods to its node",
      web(() => ({ claims: [diskClaim({ onlyOnNode: "node-1" })] })),
    ],
    ["the claim is for one pod", web(() => ({ claims: [diskClaim({ accessModes: ["ReadWriteOncePod"] })] }))],
    [
      "the claim could not be read",
      web(() => ({ claims: [diskClaim({ accessModes: [], accessModesFrom: "None" })] })),
    ],
  ],
  invalid: [
    [
      "three pods share it, on one node by luck",
      onOneNode,
      [
        {
          parameters: { claims: ["uploads"], pods: 3, autoscaler: "", waiting: [], availableOn: [] },
          evidence: [modes, "Deployment/web /spec/replicas"],
        },
      ],
    ],
    [
      "pods are available on several nodes all the same",
      web(() => ({ claims: [diskClaim()] })),
      [
        {
          parameters: { availableOn: ["node-1", "node-2", "node-3"] },
          evidence: [modes, "Deployment/web /spec/replicas"],
        },
      ],
    ],
    [
      "a pod waits for the volume",
      web((facts) => ({
        claims: [diskClaim()],
        pods: {
          ...facts.pods,
          items: (facts.pods.items ?? []).map((pod, index) =>
            index === 0
              ? pod
              : {
                  ...pod,
                  phase: "Pending",
                  ready: false,
                  available: false,
                  waiting: { reason: "FailedAttachVolume", summary: "Multi-Attach error" },
                },
          ),
        },
      })),
      [
        {
          parameters: { waiting: ["web-5d4f7c-b", "web-5d4f7c-c"], availableOn: [] },
          evidence: [
            modes,
            "Deployment/web /spec/replicas",
            "Pod/web-5d4f7c-b /status/phase",
            "Pod/web-5d4f7c-c /status/phase",
          ],
        },
      ],
    ],
    [
      "an autoscaler may ask for more than one pod",
      single(diskClaim(), {}, autoscaledTo(5)),
      [
        {
          parameters: { pods: 5, autoscaler: "HorizontalPodAutoscaler/web" },
          evidence: [modes, "HorizontalPodAutoscaler/web /spec/maxReplicas"],
        },
      ],
    ],
    [
      "two claims, each in two volumes, are one matter",
      web(() => ({
        claims: ["uploads", "uploads", "cache"].map((claim) =>
          diskClaim({ claim, accessModesFrom: "PersistentVolumeClaim" }),
        ),
      })),
      [
        {
          parameters: { claims: ["uploads", "cache"] },
          evidence: [
            "PersistentVolumeClaim/uploads /spec/accessModes",
            "PersistentVolumeClaim/cache /spec/accessModes",
            "Deployment/web /spec/replicas",
          ],
        },
      ],
    ],
  ],
});

it("the help of ReadWriteOnceClaimShared limits the autoscaler before the Deployment", () => {
  expect(commandsFor(single(diskClaim(), {}, autoscaledTo(5)))).toEqual([
    `  kubectl -n shop patch horizontalpodautoscaler web --type=merge -p '{"spec":{"minReplicas":1,"maxReplicas":1}}'`,
    `  kubectl -n shop patch deployment web --type=merge -p '{"spec":{"replicas":1,"strategy":{"type":"Recreate","rollingUpdate":null}}}'`,
  ]);
});

it("the help of ReadWriteOnceClaimShared limits a ScaledObject by its own fields", () => {
  const scaledObject = {
    ref: { apiVersion: "keda.sh/v1alpha1", kind: "ScaledObject", namespace: "shop", name: "web" },
  };
  expect(commandsFor(single(diskClaim(), {}, autoscaledTo(5, scaledObject)))[0]).toBe(
    `  kubectl -n shop patch scaledobject web --type=merge -p '{"spec":{"minReplicaCount":1,"maxReplicaCount":1}}'`,
  );
});

it("the help of ReadWriteOnceClaimShared is YAML for a manifest", () => {
  const { subject, ...explanation } = onOneNode;
  const { uid: _, ...notApplied } = subject;
  expect(parse(commandsFor({ ...explanation, subject: notApplied }).join("\n"))).toEqual({
    spec: { replicas: 1, strategy: { type: "Recreate" } },
  });
});

function commandsFor(explanation: Parameters<(typeof rules)[number]["findings"]>[0]): readonly string[] {
  const found = rules
    .filter(({ meta }) => meta.code === "ReadWriteOnceClaimShared")
    .flatMap((rule) => rule.findings(explanation));
  return found.flatMap(({ help }) => help.split("\n").filter((line) => line.startsWith("  ")));
}
