import { describe, expect, it } from "vitest";
import { runbooksOf } from "../../../src/conversions/runbooks/runbooks.ts";
import type { Converting } from "../../../src/conversions/runbooks/scene.ts";
import type { ConversionReference } from "../../../src/explanation/conversionReference.ts";
import type { RunbookStep, RunbookWay } from "../../../src/explanation/runbook.ts";
import {
  asTemplate,
  autoscaler,
  byLabels,
  conversion,
  ofOrdinals,
  ownedBy,
  policy,
  shared,
} from "./conversions.ts";

const hostPort = { containers: [{ name: "fluentd", ports: [{ containerPort: 24224, hostPort: 24224 }] }] };
const hostNetwork = {
  hostNetwork: true,
  containers: [{ name: "fluentd", ports: [{ containerPort: 24224 }] }],
};
const apart = {
  containers: [{ name: "grafana" }],
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: { app: "grafana" } }, topologyKey: "kubernetes.io/hostname" },
      ],
    },
  },
};
const readWriteMany = { accessModes: ["ReadWriteMany"] };

const kinds = ["Deployment", "StatefulSet", "DaemonSet"] as const;
const allPairs = kinds.flatMap((from) =>
  kinds.filter((to) => to !== from).map((to) => conversion(from, to, { name: "fluentd" })),
);

/** A conversion of each shape that leads to other steps. */
const all: readonly Converting[] = [
  ...allPairs,
  conversion("Deployment", "StatefulSet", {
    volumes: [asTemplate()],
    references: [autoscaler, byLabels("Service", "grafana")],
  }),
  conversion("Deployment", "StatefulSet", { volumes: [shared()], references: [autoscaler] }),
  conversion("StatefulSet", "Deployment", {
    name: "postgres",
    volumes: [ofOrdinals("Shared", [{}, {}])],
    changes: [policy("Delete", "Delete")],
  }),
  conversion("DaemonSet", "Deployment", { name: "fluentd", podSpec: hostPort }),
  conversion("ReplicaSet", "Deployment"),
  conversion("ReplicationController", "StatefulSet"),
  conversion("Pod", "Deployment", { before: 1 }),
  conversion("Pod", "DaemonSet", { before: 1 }),
];

describe("the ways that are offered, the one to take first", () => {
  const table: readonly (readonly [string, Converting, readonly RunbookWay[]])[] = [
    ...allPairs.map((each): readonly [string, Converting, readonly RunbookWay[]] => [
      `${each.subject.kind} to ${each.target.kind}`,
      each,
      ["SideBySide", "InPlace"],
    ]),
    [
      "a claim that becomes a template: its volume first",
      conversion("Deployment", "StatefulSet", { volumes: [asTemplate()] }),
      ["AdoptVolume", "SideBySide", "InPlace"],
    ],
    [
      "the claim of the first ordinal is there already",
      conversion("Deployment", "StatefulSet", { volumes: [asTemplate({}, { exists: true })] }),
      ["SideBySide", "InPlace"],
    ],
    [
      "a claim that one node can mount, under old and new pods",
      conversion("Deployment", "StatefulSet", { volumes: [shared()] }),
      ["InPlace"],
    ],
    [
      "nothing is known of the claim",
      conversion("Deployment", "StatefulSet", {
        volumes: [{ ...shared(), claims: [{ claim: "grafana-data", use: "Mounted" }] }],
      }),
      ["InPlace"],
    ],
    [
      "a claim that many nodes can mount",
      conversion("Deployment", "StatefulSet", { volumes: [shared(readWriteMany)] }),
      ["SideBySide", "InPlace"],
    ],
    [
      "no pods that could stand in the way",
      conversion("Deployment", "StatefulSet", { volumes: [shared()], before: 0 }),
      ["SideBySide"],
    ],
    [
      "the claim of ordinal 0 under a Deployment",
      conversion("StatefulSet", "Deployment", {
        name: "postgres",
        volumes: [ofOrdinals("Shared", [{}, {}])],
      }),
      ["InPlace"],
    ],
    [
      "claims of ordinals that no pod mounts afterwards",
      conversion("StatefulSet", "Deployment", { name: "postgres", volumes: [ofOrdinals("Empty", [{}, {}])] }),
      ["SideBySide", "InPlace"],
    ],
    [
      "a host port on every node",
      conversion("DaemonSet", "Deployment", { name: "fluentd", podSpec: hostPort, nodes: 50 }),
      ["InPlace"],
    ],
    [
      "ports of the host's network on every node",
      conversion("Deployment", "DaemonSet", { name: "fluentd", podSpec: hostNetwork }),
      ["InPlace"],
    ],
    [
      "a host port, and nodes for the pods of both",
      conversion("Deployment", "StatefulSet", { podSpec: hostPort, before: 2, after: 2, nodes: 4 }),
      ["SideBySide", "InPlace"],
    ],
    [
      "a host port, and a node too few",
      conversion("Deployment", "StatefulSet", { podSpec: hostPort, before: 2, after: 2, nodes: 3 }),
      ["InPlace"],
    ],
    [
      "pods that keep each other off a node, and nobody knows how many nodes there are",
      conversion("Deployment", "StatefulSet", { podSpec: apart }),
      ["InPlace"],
    ],
    [
      "pods that keep each other off a node and are adopted, or stopped first",
      conversion("StatefulSet", "DaemonSet", { podSpec: apart }),
      ["InPlace", "InPlace"],
    ],
    ["a ReplicaSet that the Deployment adopts", conversion("ReplicaSet", "Deployment"), ["InPlace"]],
    [
      "a ReplicaSet without the labels to be adopted",
      conversion("ReplicaSet", "Deployment", { labels: {} }),
      ["SideBySide"],
    ],
    [
      "a ReplicaSet whose owner would undo every step",
      conversion("ReplicaSet", "Deployment", { references: [ownedBy("Deployment/grafana")] }),
      [],
    ],
    [
      "a saved snapshot without the values of the new object",
      conversion("Deployment", "StatefulSet", {
        podSpec: { containers: [{ name: "grafana", env: [{ name: "KEY", value: "<redacted 1>" }] }] },
      }),
      [],
    ],
    ["a ReplicaSet as a DaemonSet", conversion("ReplicaSet", "DaemonSet"), ["SideBySide"]],
    ["a ReplicationController", conversion("ReplicationController", "Deployment"), ["SideBySide"]],
    ["a Pod that no Deployment adopts", conversion("Pod", "Deployment", { before: 1 }), ["SideBySide"]],
    ["a Pod that a DaemonSet adopts", conversion("Pod", "DaemonSet", { before: 1 }), ["InPlace"]],
    [
      "a Pod that is called like an ordinal",
      conversion("Pod", "StatefulSet", { name: "grafana-0", newName: "grafana", before: 1 }),
      ["InPlace"],
    ],
    ["a Pod as a StatefulSet", conversion("Pod", "StatefulSet", { before: 1 }), ["SideBySide"]],
    ["a file", conversion("Deployment", "StatefulSet", { source: { type: "manifest" } }), []],
    ["the same kind", conversion("Deployment", "Deployment", { newName: "grafana-2" }), []],
  ];
  it.each(table)("%s", (_, converting, ways) => {
    expect(runbooksOf(converting).map(({ way }) => way)).toEqual(ways);
  });
});

describe("every step", () => {
  const steps = all.flatMap((each) =>
    runbooksOf(each).flatMap((runbook) => runbook.steps.map((step) => ({ runbook, step }))),
  );
  const commands = [
    ...new Set(
      steps.flatMap(({ step }) => [step.command, step.check, step.undo].flatMap((one) => one ?? [])),
    ),
  ];

  it("says in which namespace, but for volumes, which are in none", () => {
    const kubectls = commands.flatMap(
      (command) => command.match(/kubectl (?!workload)(?:'[^']*'|[^'&|\n])*/g) ?? [],
    );
    expect(kubectls.length).toBeGreaterThan(100);
    const without = kubectls.filter(
      (one) => !/ -n shop\b/.test(one) && !/^kubectl (get|wait|patch) pv\//.test(one),
    );
    expect(without).toEqual([]);
  });

  it("says what it interrupts where its way interrupts anything, and nowhere else", () => {
    for (const runbook of all.flatMap((each) => runbooksOf(each))) {
      const said = runbook.steps.some(({ interrupts }) => interrupts !== undefined);
      expect(said, `${runbook.way}: ${runbook.interrupts}`).toBe(!runbook.interrupts.startsWith("nothing"));
    }
  });

  it("can be checked, but for what changes at once or is a check itself", () => {
    const unchecked = steps.filter(({ step }) => step.check === undefined).map(({ step }) => step.title);
    expect([...new Set(unchecked)]).toEqual([
      "Change HorizontalPodAutoscaler `grafana` to fit the StatefulSet",
      "See that nothing else mounts `grafana-data`",
    ]);
  });

  it("can be undone, or changes nothing, or is undone by that of another", () => {
    const lasting = steps.filter(({ step }) => step.undo === undefined).map(({ step }) => step.title);
    expect([...new Set(lasting.map(firstWord))].sort()).toEqual([
      "Delete",
      "Hold",
      "Note",
      "Save",
      "See",
      "Take",
    ]);
  });

  it("has its commands where they are run, and none in prose, which knows no context", () => {
    const prose = all.flatMap((each) =>
      runbooksOf(each).flatMap(({ sentence, interrupts, hazards, steps: taken }) => [
        sentence,
        interrupts,
        ...hazards,
        ...taken.flatMap(({ title, why, interrupts: more = "" }) => [title, why, more]),
      ]),
    );
    expect(prose.filter((text) => text.includes("kubectl "))).toEqual([]);
  });

  it("has a title without a final period, and a reason", () => {
    expect(steps.filter(({ step: { title, why } }) => title.endsWith(".") || why.length < 20)).toEqual([]);
  });

  it("is the same at the start of every way: both manifests are saved", () => {
    const first = all.flatMap((each) => runbooksOf(each)).map(({ steps: [step] }) => step?.title);
    expect(new Set(first)).toEqual(new Set(["Save both manifests in the current folder"]));
  });
});

function firstWord(title: string): string {
  return title.split(" ")[0] ?? "";
}

describe("who scales the old one", () => {
  const position = (steps: readonly RunbookStep[], start: string) =>
    steps.findIndex(({ title }) => title.startsWith(start));
  it.each([
    ["goes by the new one before the old one is stopped", shared()],
    ["does so also while the volume moves", asTemplate()],
  ])("%s", (_, volume) => {
    const [runbook] = runbooksOf(
      conversion("Deployment", "StatefulSet", { volumes: [volume], references: [autoscaler] }),
    );
    const steps = runbook?.steps ?? [];
    expect(position(steps, "Change HorizontalPodAutoscaler")).toBeGreaterThan(0);
    expect(position(steps, "Change HorizontalPodAutoscaler")).toBeLessThan(position(steps, "Scale the old"));
  });

  it("goes by the new one once that is ready, where both run", () => {
    const [runbook] = runbooksOf(conversion("Deployment", "StatefulSet", { references: [autoscaler] }));
    const steps = runbook?.steps ?? [];
    expect(position(steps, "Change HorizontalPodAutoscaler")).toBeGreaterThan(position(steps, "Apply"));
    expect(position(steps, "Change HorizontalPodAutoscaler")).toBeLessThan(position(steps, "Scale the old"));
  });
});

describe("what the old one owns", () => {
  it("is no more its own before that goes, and never again of one that is gone", () => {
    const owned: ConversionReference = {
      ref: { apiVersion: "v1", kind: "ConfigMap", namespace: "shop", name: "grafana-settings" },
      path: "/metadata/ownerReferences/0",
      value: { kind: "Deployment", name: "grafana", uid: "6f1d" },
      by: "Kind",
      holds: false,
      effect: "names `Deployment/grafana` as its owner, and is deleted with that",
      patch: `kubectl -n shop patch configmap grafana-settings -p '{"metadata":{"ownerReferences":null}}'`,
      unpatch: `kubectl -n shop patch configmap grafana-settings -p '{"metadata":{"ownerReferences":[{"uid":"6f1d"}]}}'`,
    };
    const [runbook] = runbooksOf(conversion("Deployment", "StatefulSet", { references: [owned] }));
    const titles = runbook?.steps.map(({ title }) => title) ?? [];
    const change = titles.indexOf("Change ConfigMap `grafana-settings` to fit the StatefulSet");
    expect(change).toBeGreaterThan(0);
    expect(change).toBeLessThan(titles.indexOf("Delete the old Deployment"));
    expect(runbook?.steps[change]?.undo).toBeUndefined();
  });
});
