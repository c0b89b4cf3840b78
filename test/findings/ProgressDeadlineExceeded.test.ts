import { expect, it } from "vitest";
import { rules } from "../../src/findings/index.ts";
import { web } from "./healthy.ts";
import { imagePull, newPod, podsFail, rollingOut } from "./stuck.ts";
import { findingTable } from "./table.ts";

const evidence = [
  "Deployment/web /status/conditions/1/reason",
  "Deployment/web /spec/progressDeadlineSeconds",
];
const pod = `Pod/${newPod.name} /metadata/name`;
const exceeded = { phase: "DeadlineExceeded" } as const;

findingTable("ProgressDeadlineExceeded", {
  valid: [
    ["it is complete", web()],
    ["it is rolling out", rollingOut()],
    ["it is stuck, and the deadline is not over", rollingOut({ obstacle: podsFail })],
    ["it was paused after the deadline", rollingOut({ phase: "Paused", paused: true })],
  ],
  invalid: [
    [
      "the deadline is over, and a pod is waited for",
      rollingOut(exceeded),
      [
        {
          parameters: {
            seconds: 600,
            desired: 3,
            updated: 1,
            pod: newPod.name,
            reason: imagePull,
            revision: 1,
          },
          evidence: [...evidence, pod],
        },
      ],
    ],
    [
      "what is in the way is left to RolloutCannotFinish",
      rollingOut({ ...exceeded, obstacle: podsFail }),
      [{ parameters: { pod: "", reason: "", revision: 1 }, evidence }],
    ],
    [
      "no older revision is kept",
      firstRollout(),
      [{ parameters: { revision: 0 }, evidence: [...evidence, pod] }],
    ],
  ],
});

function firstRollout() {
  const explanation = rollingOut(exceeded);
  const { facts } = explanation;
  const replicaSets = facts.replicaSets.filter(({ current }) => current);
  return { ...explanation, facts: { ...facts, replicaSets } };
}

it("ProgressDeadlineExceeded goes back to the newest revision that serves, and to none where none is kept", () => {
  const explanation = rollingOut(exceeded);
  const broken = {
    name: "web-6c8b9f",
    revision: 7,
    current: false,
    replicas: 0,
    pods: 0,
    ready: 0,
    available: 0,
    images: ["web:1.2"],
  };
  const replicaSets = [...explanation.facts.replicaSets, broken];
  const undo = [{ ...explanation, facts: { ...explanation.facts, replicaSets } }, firstRollout()].map(
    (each) =>
      rules
        .filter(({ meta }) => meta.code === "ProgressDeadlineExceeded")
        .flatMap((rule) => rule.findings(each))
        .flatMap(({ help }) => help.split("\n").filter((line) => line.includes("rollout undo"))),
  );
  expect(undo).toEqual([["  kubectl -n shop rollout undo deployment/web --to-revision=1"], []]);
});
