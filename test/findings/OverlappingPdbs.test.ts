import { expect, it } from "vitest";
import { rules } from "../../src/findings/index.ts";
import { web } from "./healthy.ts";
import { budget, fluentdWith, postgresWith, webWith } from "./referring.ts";
import { findingTable } from "./table.ts";

const own = budget({ name: "web", maxUnavailable: 1 });
const chart = budget({ name: "web-chart", minAvailable: 1 });
const all = budget({ name: "all", minAvailable: 1, alsoCovers: [{ kind: "Deployment", name: "api" }] });
const everything = { ...all, name: "everything" };
const evidence = (...names: readonly string[]) =>
  names.map((name) => `PodDisruptionBudget/${name} /metadata/name`);

findingTable("OverlappingPdbs", {
  valid: [
    ["it has no budget", web()],
    ["it has one that covers another workload as well", webWith({ disruptionBudgets: [all] })],
  ],
  invalid: [
    [
      "two budgets of its own",
      webWith({ disruptionBudgets: [own, chart] }),
      [
        {
          parameters: {
            kind: "Deployment",
            budgets: ["web", "web-chart"],
            ofThisAlone: ["web", "web-chart"],
          },
          evidence: evidence("web", "web-chart"),
        },
      ],
    ],
    [
      "its own, and one of all pods of the namespace",
      postgresWith({ disruptionBudgets: [all, own] }),
      [{ parameters: { budgets: ["all", "web"], ofThisAlone: ["web"] }, evidence: evidence("all", "web") }],
    ],
    [
      "two of all pods of the namespace, on a DaemonSet",
      fluentdWith({ disruptionBudgets: [all, everything] }),
      [
        {
          parameters: { kind: "DaemonSet", ofThisAlone: [] },
          evidence: evidence("all", "everything"),
        },
      ],
    ],
  ],
});

it.each([
  ["one of two of its own", [own, chart], "kubectl -n shop delete pdb web-chart"],
  ["its own, which nothing else needs", [own, all], "kubectl -n shop delete pdb web"],
  ["none that another workload needs", [all, everything], "kubectl -n shop edit pdb all everything"],
])("the help of OverlappingPdbs takes away %s", (_, disruptionBudgets, command) => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "OverlappingPdbs")
    .flatMap((rule) => rule.findings(webWith({ disruptionBudgets })));
  expect(found?.help.split("\n").at(-1)).toBe(`  ${command}`);
});
