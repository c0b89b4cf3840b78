import { describe, expect, it } from "vitest";
import { runbooksOf } from "../../../src/conversions/runbooks/runbooks.ts";
import type { Converting } from "../../../src/conversions/runbooks/scene.ts";
import type { RunbookWay } from "../../../src/explanation/runbook.ts";
import { asTemplate, autoscaler, byLabels, conversion, ofOrdinals, ownedBy, shared } from "./conversions.ts";

const paused = { path: "spec.paused", action: "Dropped", from: true, reason: "" } as const;
const { patch: _, unpatch: __, ...unmended } = autoscaler;
const { references: ___, ...unseen } = conversion("Deployment", "StatefulSet");

const helmRelease = {
  ...ownedBy("Helm"),
  path: "/metadata/annotations/meta.helm.sh~1release-name",
  effect: "the Helm release `grafana` has it, and the next `helm upgrade` makes it anew",
};

describe("what can go wrong is said before anybody starts", () => {
  const table: readonly (readonly [string, Converting, RunbookWay, RegExp])[] = [
    [
      "room for the pods of both",
      conversion("Deployment", "DaemonSet", { before: 2, after: 3 }),
      "SideBySide",
      /there are 5 pods: quota and nodes need room/,
    ],
    [
      "a Service in front of both",
      conversion("Deployment", "StatefulSet", { references: [byLabels("Service", "grafana")] }),
      "SideBySide",
      /^Service `grafana` sends to pods of both/,
    ],
    [
      "a budget that counts both",
      conversion("Deployment", "StatefulSet", { references: [byLabels("PodDisruptionBudget", "grafana")] }),
      "InPlace",
      /^PodDisruptionBudget `grafana` counts the pods of both/,
    ],
    [
      "an autoscaler that measures both",
      conversion("Deployment", "StatefulSet", { references: [autoscaler] }),
      "SideBySide",
      /^HorizontalPodAutoscaler `grafana` measures the pods of both .*AmbiguousSelector/,
    ],
    [
      "what no command mends",
      conversion("Deployment", "DaemonSet", { references: [unmended] }),
      "SideBySide",
      /^HorizontalPodAutoscaler `grafana` names `Deployment\/grafana`, which is gone then/,
    ],
    [
      "who brings it back",
      conversion("Deployment", "StatefulSet", { references: [helmRelease] }),
      "SideBySide",
      /^the Helm release `grafana` has it/,
    ],
    [
      "what goes with the old one, as far as nobody looked for it",
      conversion("StatefulSet", "DaemonSet"),
      "SideBySide",
      /custom resource that names the old StatefulSet as its owner goes with it/,
    ],
    [
      "and for which kinds nobody did",
      conversion("Deployment", "DaemonSet"),
      "SideBySide",
      /^a Secret, a ConfigMap, a PersistentVolumeClaim, a Job or a custom resource that names the old/,
    ],
    [
      "but not for those that were read",
      conversion("StatefulSet", "Deployment", { name: "postgres", volumes: [ofOrdinals("Empty", [{}])] }),
      "SideBySide",
      /^a Secret, a Job or a custom resource that names the old/,
    ],
    ["that nobody looked", unseen, "SideBySide", /nobody looked at what names the Deployment/],
    [
      "a paused Deployment, which becomes one that runs",
      conversion("Deployment", "StatefulSet", { changes: [paused] }),
      "SideBySide",
      /the StatefulSet is not: it starts the template as it stands/,
    ],
    [
      "that a paused Deployment comes back without pods",
      conversion("Deployment", "StatefulSet", { changes: [paused] }),
      "InPlace",
      /no pods until its rollout is resumed/,
    ],
    [
      "data that no new pod sees",
      conversion("StatefulSet", "Deployment", { name: "postgres", volumes: [ofOrdinals("Empty", [{}, {}])] }),
      "SideBySide",
      /`data` starts empty: no new pod sees what is in `data-postgres-0`, `data-postgres-1`, which stay$/,
    ],
    [
      "data of other ordinals",
      conversion("StatefulSet", "Deployment", {
        name: "postgres",
        volumes: [ofOrdinals("Shared", [{}, {}])],
      }),
      "InPlace",
      /^no new pod sees what is in `data-postgres-1`, which stays$/,
    ],
    [
      "claims that stay after going back",
      conversion("Deployment", "StatefulSet", { volumes: [asTemplate()] }),
      "SideBySide",
      /going back leaves `data-grafana-0`/,
    ],
    [
      "who else mounts the claim",
      conversion("Deployment", "StatefulSet", { volumes: [asTemplate()] }),
      "AdoptVolume",
      /no other workload may mount `grafana-data`/,
    ],
    [
      "a decision that is open",
      conversion("Deployment", "StatefulSet", {
        volumes: [shared()],
        decisions: [
          {
            about: "volume data",
            path: "",
            open: true,
            flag: "--volume data=shared",
            question: "",
            choices: [],
          },
        ],
      }),
      "InPlace",
      /^volume data is not decided yet: the saved manifest has `--volume data=shared`$/,
    ],
  ];
  it.each(table)("%s", (_, converting, way, hazard) => {
    const runbook = runbooksOf(converting).find((each) => each.way === way);
    expect(runbook?.hazards).toContainEqual(expect.stringMatching(hazard));
  });

  it("nothing is said of what holds", () => {
    const [runbook] = runbooksOf(conversion("ReplicaSet", "Deployment"));
    expect(runbook?.hazards).toEqual([]);
  });

  it("the claim whose volume moves is not among those that are left", () => {
    const [runbook] = runbooksOf(
      conversion("Deployment", "StatefulSet", { volumes: [asTemplate()], after: 1 }),
    );
    expect(runbook?.way).toBe("AdoptVolume");
    expect(runbook?.hazards.filter((hazard) => /starts empty|going back/.test(hazard))).toEqual([]);
  });
});

describe("a volume does not come along, and it is said why", () => {
  const table: readonly (readonly [string, ReturnType<typeof asTemplate>[], RegExp])[] = [
    ["its claim is bound to nothing", [without("persistentVolume")], /`grafana-data` is bound to no volume/],
    [
      "the volume could not be read",
      [without("reclaimPolicy")],
      /the volume of `grafana-data` could not be read/,
    ],
    ["claims could not be read", [without("exists")], /claims of the namespace could not be read/],
    [
      "others may mount it",
      [asTemplate({ accessModes: ["ReadWriteMany"] })],
      /`grafana-data` is ReadWriteMany: others may mount it/,
    ],
    [
      "the claim of the first ordinal is there",
      [asTemplate({}, { exists: true })],
      /`data-grafana-0` is there already, with data of its own/,
    ],
    [
      "two volumes would have to",
      [asTemplate(), { ...asTemplate(), name: "plugins" }],
      /several volumes would have to/,
    ],
    [
      "another volume mounts the same claim",
      [asTemplate(), { ...shared(), name: "again" }],
      /the volume `again` mounts `grafana-data` as well/,
    ],
  ];
  it.each(table)("%s", (_, volumes, reason) => {
    const runbooks = runbooksOf(conversion("Deployment", "StatefulSet", { volumes }));
    expect(runbooks.map(({ way }) => way)).not.toContain("AdoptVolume");
    expect(runbooks[0]?.hazards.concat(runbooks[0].sentence)).toContainEqual(expect.stringMatching(reason));
  });
});

function without(field: "persistentVolume" | "reclaimPolicy" | "exists"): ReturnType<typeof asTemplate> {
  const volume = asTemplate();
  const claims = volume.claims.map((claim) => {
    if (claim.use === "Mounted") return claim;
    const { [field]: _, ...rest } = claim;
    return rest;
  });
  return { ...volume, claims };
}
