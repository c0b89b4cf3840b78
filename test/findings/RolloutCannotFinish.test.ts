import { expect, it } from "vitest";
import type { RolloutObstacle } from "../../src/explanation/deploymentFacts.ts";
import { rules } from "../../src/findings/index.ts";
import { web } from "./healthy.ts";
import { imagePull, newPod, podsFail, rollingOut } from "./stuck.ts";
import { findingTable } from "./table.ts";

const evidence = [`Pod/${newPod.name} /status/phase`, "Deployment/web /spec/strategy/type"];
const noNode: RolloutObstacle = { ...podsFail, reason: "NoNode", message: "no node has the port free" };
const oldPodsStay: RolloutObstacle = {
  reason: "OldPodsStay",
  message: "it is terminating, and its finalizers keep it: example.com/drain",
  pods: ["web-76b9cd-a"],
};

findingTable("RolloutCannotFinish", {
  valid: [
    ["it is complete", web()],
    ["it waits for a pod that may only be starting", rollingOut()],
    ["the deadline is over, and nothing lasting was seen", rollingOut({ phase: "DeadlineExceeded" })],
    [
      "the pods are refused, which ReplicaCreateFailed says",
      rollingOut({ obstacle: { reason: "CreateRefused", message: "exceeded quota", pods: [] } }),
    ],
  ],
  invalid: [
    [
      "the new pods fail",
      rollingOut({ obstacle: podsFail }),
      [
        {
          parameters: { obstacle: "PodsFail", reason: imagePull, pods: [newPod.name], old: 3, revision: 1 },
          evidence,
        },
      ],
    ],
    [
      "how to go back is left to ProgressDeadlineExceeded once that holds",
      rollingOut({ phase: "DeadlineExceeded", obstacle: podsFail }),
      [{ parameters: { obstacle: "PodsFail", revision: 0 }, evidence }],
    ],
    [
      "each pod needs a node of its own",
      rollingOut({ obstacle: noNode }),
      [{ parameters: { obstacle: "NoNode" }, evidence }],
    ],
    [
      "an old pod does not end, and cannot be seen any more",
      rollingOut({ strategy: "Recreate", obstacle: oldPodsStay }),
      [
        {
          parameters: { obstacle: "OldPodsStay", pods: ["web-76b9cd-a"] },
          evidence: ["Deployment/web /spec/strategy/type"],
        },
      ],
    ],
  ],
});

it("RolloutCannotFinish helps by what is in the way", () => {
  const commands = [podsFail, noNode, oldPodsStay].map((obstacle) =>
    rules
      .filter(({ meta }) => meta.code === "RolloutCannotFinish")
      .flatMap((rule) => rule.findings(rollingOut({ obstacle })))
      .flatMap(({ help }) => help.split("\n").filter((line) => line.startsWith("  "))),
  );
  expect(commands).toEqual([
    [
      `  kubectl -n shop describe pod ${newPod.name}`,
      "  kubectl -n shop rollout undo deployment/web --to-revision=1",
    ],
    [
      "  kubectl -n shop patch deployment web \\",
      `    -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}}'`,
    ],
    [
      "  kubectl -n shop get pod web-76b9cd-a -o wide",
      "  kubectl -n shop get pod web-76b9cd-a -o jsonpath='{.metadata.finalizers}'",
    ],
  ]);
});

it("RolloutCannotFinish offers the logs of a pod that runs", () => {
  const explanation = rollingOut({ obstacle: podsFail });
  const { facts } = explanation;
  const items = [{ ...newPod, phase: "Running" }];
  const [found] = rules
    .filter(({ meta }) => meta.code === "RolloutCannotFinish")
    .flatMap((rule) =>
      rule.findings({ ...explanation, facts: { ...facts, pods: { ...facts.pods, items } } }),
    );
  expect(found?.help).toContain(`  kubectl -n shop logs ${newPod.name} --all-containers`);
});
