import { expect, it } from "vitest";
import type { DisruptionBudget } from "../../src/explanation/references.ts";
import { rules } from "../../src/findings/index.ts";
import { noReferences, postgres, web } from "./healthy.ts";
import { budget, fluentdWith, postgresWith, webWith } from "./referring.ts";
import { newPod } from "./stuck.ts";
import { findingTable } from "./table.ts";

const never = budget({ name: "web", maxUnavailable: 0, desiredHealthy: 3, disruptionsAllowed: 0 });
/** As it stands before the controller has counted, and in a manifest. */
const uncounted = { name: "web", unhealthyPodEvictionPolicy: "IfHealthyBudget", alsoCovers: [] };
const evidence = [
  "PodDisruptionBudget/web /spec/maxUnavailable",
  "PodDisruptionBudget/web /status/disruptionsAllowed",
];
const api = { kind: "Deployment", name: "api" };

findingTable("PdbBlocksDrain", {
  valid: [
    ["it has no budget", web()],
    ["one pod may be away", webWith({ disruptionBudgets: [budget({ name: "web", maxUnavailable: 1 })] })],
    [
      "none may be away now, because one is not healthy",
      webWith({
        disruptionBudgets: [
          budget({ name: "web", maxUnavailable: 1, currentHealthy: 2, disruptionsAllowed: 0 }),
        ],
      }),
    ],
    [
      "minAvailable is as many as the pods that exist, while a third one is missing",
      webWith({
        disruptionBudgets: [
          budget({ name: "web", minAvailable: 2, currentHealthy: 2, expectedPods: 2, disruptionsAllowed: 0 }),
        ],
      }),
    ],
    [
      "it is scaled to 0",
      web(({ pods }) => ({
        pods: { ...pods, desired: 0 },
        references: {
          ...noReferences,
          disruptionBudgets: [{ ...uncounted, maxUnavailable: 0 }],
        },
      })),
    ],
    [
      "minAvailable as a number, not counted yet",
      webWith({ disruptionBudgets: [{ ...uncounted, minAvailable: 3 }] }),
    ],
    [
      "two budgets, of which OverlappingPdbs tells",
      webWith({ disruptionBudgets: [never, budget({ name: "all", minAvailable: 1 })] }),
    ],
    ["a DaemonSet, which a drain leaves alone", fluentdWith({ disruptionBudgets: [never] })],
  ],
  invalid: [
    [
      "maxUnavailable is 0",
      webWith({ disruptionBudgets: [never] }),
      [
        {
          parameters: { budget: "web", setting: "maxUnavailable: 0", expectedPods: 3, failure: "" },
          evidence,
        },
      ],
    ],
    [
      "minAvailable is as many as there are",
      postgresWith({
        disruptionBudgets: [
          budget({ name: "postgres", minAvailable: 3, desiredHealthy: 3, disruptionsAllowed: 0 }),
        ],
      }),
      [
        {
          parameters: { setting: "minAvailable: 3", expectedPods: 3 },
          evidence: [
            "PodDisruptionBudget/postgres /spec/minAvailable",
            "PodDisruptionBudget/postgres /status/disruptionsAllowed",
          ],
        },
      ],
    ],
    [
      "a pod that has ended is counted, and never is healthy again",
      endedBeside(
        budget({ name: "web", minAvailable: 3, desiredHealthy: 3, expectedPods: 4, disruptionsAllowed: 0 }),
      ),
      [
        {
          parameters: { setting: "minAvailable: 3", expectedPods: 3 },
          evidence: [
            "PodDisruptionBudget/web /spec/minAvailable",
            "PodDisruptionBudget/web /status/disruptionsAllowed",
          ],
        },
      ],
    ],
    [
      "it never allows any, though a pod is not healthy at the moment besides",
      webWith({ disruptionBudgets: [{ ...never, currentHealthy: 2 }] }),
      [{ parameters: { setting: "maxUnavailable: 0" }, evidence }],
    ],
    [
      "together with another workload, none of all their pods may be away",
      webWith({
        disruptionBudgets: [
          budget({
            name: "web",
            minAvailable: "100%",
            expectedPods: 5,
            desiredHealthy: 5,
            disruptionsAllowed: 0,
            alsoCovers: [api],
          }),
        ],
      }),
      [
        {
          parameters: { setting: "minAvailable: 100%", expectedPods: 5 },
          evidence: [
            "PodDisruptionBudget/web /spec/minAvailable",
            "PodDisruptionBudget/web /status/disruptionsAllowed",
          ],
        },
      ],
    ],
    [
      "not counted yet, but nothing could make it allow one",
      webWith({ disruptionBudgets: [{ ...uncounted, minAvailable: "100%" }] }),
      [{ parameters: { expectedPods: 0 }, evidence: ["PodDisruptionBudget/web /spec/minAvailable"] }],
    ],
    [
      "the controller cannot count, since the budget covers a DaemonSet too",
      webWith({
        disruptionBudgets: [
          {
            ...uncounted,
            maxUnavailable: 1,
            alsoCovers: [{ kind: "DaemonSet", name: "fluentd" }],
            syncFailure: "daemonsets.apps does not implement the scale subresource",
          },
        ],
      }),
      [
        {
          parameters: { failure: "daemonsets.apps does not implement the scale subresource" },
          evidence: ["PodDisruptionBudget/web /spec/maxUnavailable"],
        },
      ],
    ],
  ],
});

function endedBeside(only: DisruptionBudget) {
  return web(({ pods }) => ({
    pods: { ...pods, items: [...(pods.items ?? []), { ...newPod, phase: "Failed" }] },
    references: { ...noReferences, disruptionBudgets: [only] },
  }));
}

it("the help of PdbBlocksDrain takes minAvailable out, which excludes maxUnavailable", () => {
  const only = budget({
    name: "postgres",
    minAvailable: 1,
    expectedPods: 1,
    desiredHealthy: 1,
    disruptionsAllowed: 0,
  });
  const explanation = postgres(({ pods }) => ({
    pods: { ...pods, desired: 1 },
    references: { ...noReferences, disruptionBudgets: [only] },
  }));
  const [found] = rules
    .filter(({ meta }) => meta.code === "PdbBlocksDrain")
    .flatMap((rule) => rule.findings(explanation));
  expect(JSON.parse(/-p '(.*)'$/.exec(found?.help ?? "")?.[1] ?? "")).toEqual({
    spec: { minAvailable: null, maxUnavailable: 1 },
  });
  expect(found?.help).toMatch(/^run a second pod, or let a drain take the only one/);
});
