import { expect, it } from "vitest";
import { rules } from "../../src/findings/index.ts";
import { fluentd } from "./healthy.ts";
import { budget, fluentdWith, webWith } from "./referring.ts";
import { findingTable } from "./table.ts";

const evidence = ["PodDisruptionBudget/fluentd /spec/maxUnavailable"];
const byNumber = budget({ name: "fluentd", maxUnavailable: 1 });

findingTable("PdbUnsupportedOnDaemonSet", {
  valid: [
    ["it has no budget", fluentd()],
    [
      "minAvailable is a number, which is held against the pods that exist",
      fluentdWith({ disruptionBudgets: [budget({ name: "fluentd", minAvailable: 2 })] }),
    ],
    ["a Deployment has a scale", webWith({ disruptionBudgets: [byNumber] })],
  ],
  invalid: [
    [
      "maxUnavailable",
      fluentdWith({ disruptionBudgets: [byNumber] }),
      [{ parameters: { setting: "maxUnavailable: 1", alsoStops: [], minAvailable: 1 }, evidence }],
    ],
    [
      "minAvailable as a percentage",
      fluentdWith({ disruptionBudgets: [budget({ name: "fluentd", minAvailable: "50%" })] }),
      [
        {
          parameters: { setting: "minAvailable: 50%" },
          evidence: ["PodDisruptionBudget/fluentd /spec/minAvailable"],
        },
      ],
    ],
    [
      "a budget of all pods of the namespace stops the evictions of the others too",
      fluentdWith({
        disruptionBudgets: [{ ...byNumber, alsoCovers: [{ kind: "Deployment", name: "kibana" }] }],
      }),
      [{ parameters: { alsoStops: ["Deployment/kibana"] }, evidence }],
    ],
  ],
});

it("the help of PdbUnsupportedOnDaemonSet gives a number that leaves one pod free", () => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "PdbUnsupportedOnDaemonSet")
    .flatMap((rule) => rule.findings(fluentdWith({ disruptionBudgets: [byNumber] })));
  expect(JSON.parse(/-p '(.*)'$/.exec(found?.help ?? "")?.[1] ?? "")).toEqual({
    spec: { maxUnavailable: null, minAvailable: 1 },
  });
});
