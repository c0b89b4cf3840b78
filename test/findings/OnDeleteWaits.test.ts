import { expect, it } from "vitest";
import type { DaemonSetFacts } from "../../src/explanation/daemonSetFacts.ts";
import type { NodePlacement } from "../../src/explanation/placement.ts";
import type { StatefulSetFacts } from "../../src/explanation/statefulSetFacts.ts";
import { fluentd, postgres, postgresIdentity } from "./healthy.ts";
import { copied } from "./helps.ts";
import { findingTable } from "./table.ts";

const code = "OnDeleteWaits";
const old = { revision: "Current", revisionName: "postgres-5c8b" } as const;
const hash = "/metadata/labels/controller-revision-hash";
const hashOf = (ordinal: number) => `Pod/postgres-${ordinal} ${hash}`;
const strategy = "StatefulSet/postgres /spec/updateStrategy/type";
const broken = { state: "NotReady", ready: false, available: false } as const;

function onDelete(change: Partial<StatefulSetFacts>) {
  return postgres(({ rollout }) => ({
    rollout: { ...rollout, strategy: "OnDelete", phase: "WaitsForDeletion" },
    ...change,
  }));
}

const { pods, identities } = postgres().facts;
const twoOld = onDelete({
  identities: [postgresIdentity(0, old), postgresIdentity(1, old), postgresIdentity(2)],
  pods: { ...pods, updated: 1 },
});

function daemons(
  change: (node: NodePlacement, index: number) => NodePlacement,
  counts: Partial<DaemonSetFacts["placement"]> = {},
) {
  return fluentd(({ placement, rollout }) => ({
    rollout: { ...rollout, strategy: "OnDelete", phase: "WaitsForDeletion", updated: 0 },
    placement: { ...placement, nodes: placement.nodes.map(change), updated: 0, ...counts },
  }));
}

function ofOldTemplate(node: NodePlacement): NodePlacement {
  return node.pod === undefined ? node : { ...node, pod: { ...node.pod, updated: false } };
}

findingTable("OnDeleteWaits", {
  valid: [
    [
      "a rolling update replaces the pods by itself",
      postgres(() => ({ identities: [postgresIdentity(0, old)] })),
    ],
    [
      "every pod is of the current template",
      postgres(({ rollout }) => ({ rollout: { ...rollout, strategy: "OnDelete", phase: "Complete" } })),
    ],
    [
      "the only old pod is being deleted already",
      onDelete({
        identities: [...identities.slice(0, 2), postgresIdentity(2, { ...old, state: "Terminating" })],
        pods: { ...pods, updated: 2 },
      }),
    ],
    [
      "the only old pod of a DaemonSet is on a node that should have none",
      daemons((node, index) => (index === 0 ? { ...ofOldTemplate(node), shouldRun: false } : node)),
    ],
  ],
  invalid: [
    [
      "a lower ordinal of the current template is not available, so a deleted pod would not come back",
      onDelete({
        identities: [postgresIdentity(0), postgresIdentity(1, broken), postgresIdentity(2, old)],
        pods: { ...pods, updated: 2 },
      }),
      [{ parameters: { pods: ["postgres-2"], blockedBy: "postgres-1" }, evidence: [strategy, hashOf(2)] }],
    ],
    [
      "the one that is not available is of the older template itself, and goes first",
      onDelete({
        identities: [
          postgresIdentity(0),
          postgresIdentity(1, { ...broken, ...old }),
          postgresIdentity(2, old),
        ],
        pods: { ...pods, updated: 1 },
      }),
      [
        {
          parameters: { pods: ["postgres-1", "postgres-2"], blockedBy: "" },
          evidence: [strategy, hashOf(1), hashOf(2)],
        },
      ],
    ],
    [
      "a higher ordinal is not available, which keeps none from coming back",
      onDelete({
        identities: [postgresIdentity(0), postgresIdentity(1, old), postgresIdentity(2, broken)],
        pods: { ...pods, updated: 2 },
      }),
      [{ parameters: { pods: ["postgres-1"], blockedBy: "" }, evidence: [strategy, hashOf(1)] }],
    ],
    [
      "two of three pods of a StatefulSet are old, the highest ordinal first",
      twoOld,
      [
        {
          parameters: { namespace: "data", pods: ["postgres-1", "postgres-0"], old: 2, desired: 3 },
          evidence: [
            "StatefulSet/postgres /spec/updateStrategy/type",
            `Pod/postgres-1 ${hash}`,
            `Pod/postgres-0 ${hash}`,
          ],
        },
      ],
    ],
    [
      "pods could not be read, and the status counts them",
      onDelete({ pods: { ...pods, countsFrom: "status", updated: 1 } }),
      [
        {
          parameters: { pods: [], old: 2, desired: 3 },
          evidence: ["StatefulSet/postgres /spec/updateStrategy/type"],
        },
      ],
    ],
    [
      "a pod of a DaemonSet is old",
      daemons((node, index) => (index === 0 ? ofOldTemplate(node) : node)),
      [
        {
          parameters: { namespace: "logging", pods: ["fluentd-node-1"], old: 1, desired: 2 },
          evidence: ["DaemonSet/fluentd /spec/updateStrategy/type", "Pod/fluentd-node-1 /spec/nodeName"],
        },
      ],
    ],
    [
      "nodes could not be read, and the status of the DaemonSet counts them",
      daemons((node) => node, { countsFrom: "status", nodes: [] }),
      [
        {
          parameters: { pods: [], old: 2, desired: 2 },
          evidence: ["DaemonSet/fluentd /spec/updateStrategy/type"],
        },
      ],
    ],
  ],
});

it("deletes one pod, the highest ordinal", () => {
  expect(copied(code, twoOld)).toEqual(["kubectl -n data delete pod postgres-1"]);
});
