import { expect, it } from "vitest";
import { rules } from "../../src/findings/index.ts";
import { autoscaledTo, diskClaim, single } from "./claims.ts";
import { web } from "./healthy.ts";
import { findingTable } from "./table.ts";

const claim = diskClaim({ accessModes: ["ReadWriteOncePod"] });
const claimed = { ...claim, alsoMountedBy: [{ kind: "StatefulSet", name: "backup" }] };
const oneAtATime = { maxSurge: 0, maxUnavailable: 1 };
const modes = "PersistentVolume/pvc-7c1 /spec/accessModes";

findingTable("ReadWriteOncePodShared", {
  valid: [
    ["one pod has it, and an update ends it first", single(claim, oneAtATime)],
    ["an autoscaler keeps it at one pod", single(claim, oneAtATime, autoscaledTo(1))],
    ["the claim is for the pods of one node", web(() => ({ claims: [diskClaim()] }))],
    [
      "it is scaled to 0",
      web((facts) => ({ claims: [claimed], pods: { ...facts.pods, desired: 0, items: [] } })),
    ],
  ],
  invalid: [
    [
      "three pods want it",
      web(() => ({ claims: [claim] })),
      [
        {
          parameters: { claims: ["uploads"], pods: 3, surges: false, others: [] },
          evidence: [modes, "Deployment/web /spec/replicas"],
        },
      ],
    ],
    [
      "an update starts a second pod",
      single(claim),
      [
        {
          parameters: { pods: 1, surges: true, others: [] },
          evidence: [
            modes,
            "Deployment/web /spec/strategy/rollingUpdate/maxSurge",
            "Deployment/web /spec/strategy/rollingUpdate/maxUnavailable",
          ],
        },
      ],
    ],
    [
      "an autoscaler may ask for more",
      single(claim, oneAtATime, autoscaledTo(4)),
      [
        {
          parameters: { pods: 4, autoscaler: "HorizontalPodAutoscaler/web" },
          evidence: [modes, "HorizontalPodAutoscaler/web /spec/maxReplicas"],
        },
      ],
    ],
    [
      "another workload mounts it",
      single(claimed, oneAtATime),
      [{ parameters: { pods: 1, surges: false, others: ["StatefulSet/backup"] }, evidence: [modes] }],
    ],
  ],
});

it("the help of ReadWriteOncePodShared changes nothing here when the other workload is what is in the way", () => {
  const helps = [single(claimed, oneAtATime), single(claim)].map((explanation) =>
    rules
      .filter(({ meta }) => meta.code === "ReadWriteOncePodShared")
      .flatMap((rule) => rule.findings(explanation))
      .flatMap(({ help }) => help.split("\n").slice(1)),
  );
  expect(helps).toEqual([
    ["  kubectl -n shop describe pvc uploads"],
    [
      `  kubectl -n shop patch deployment web --type=merge -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'`,
    ],
  ]);
});
