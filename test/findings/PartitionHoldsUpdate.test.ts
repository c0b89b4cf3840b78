import { expect, it } from "vitest";
import type { StatefulSetFacts, StatefulSetRollout } from "../../src/explanation/statefulSetFacts.ts";
import { postgres, postgresIdentity } from "./healthy.ts";
import { copied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";

const code = "PartitionHoldsUpdate";
const old = { revision: "Current", revisionName: "postgres-5c8b" } as const;
const evidence = [
  "StatefulSet/postgres /spec/updateStrategy/rollingUpdate/partition",
  "StatefulSet/postgres /status/currentRevision",
  "StatefulSet/postgres /status/updateRevision",
];

function partitioned(change: Partial<StatefulSetRollout>, facts: Partial<StatefulSetFacts> = {}) {
  return postgres(({ rollout }) => ({
    identities: [postgresIdentity(0, old), postgresIdentity(1, old), postgresIdentity(2)],
    rollout: { ...rollout, phase: "Partitioned", partition: 2, currentRevision: "postgres-5c8b", ...change },
    ...facts,
  }));
}

const unread = { ...postgres().facts.pods, countsFrom: "status" } as const;
const unknown = [0, 1, 2].map((ordinal) => {
  const { revision: _, revisionName: __, ...identity } = postgresIdentity(ordinal, { state: "Unknown" });
  return identity;
});

findingTable("PartitionHoldsUpdate", {
  valid: [
    [
      "a partition is set, and there is only one template",
      postgres(({ rollout }) => ({ rollout: { ...rollout, partition: 2 } })),
    ],
    ["the update is under way without a partition", partitioned({ phase: "Progressing", partition: 0 })],
    [
      "the revisions differ, and every pod below the partition has been made by the new template",
      partitioned({ phase: "Progressing" }, { identities: postgres().facts.identities }),
    ],
    [
      "the controller has not seen the latest template, and the revisions are those before it",
      partitioned({ phase: "NotObserved" }),
    ],
  ],
  invalid: [
    [
      "the ordinals below it run the template before",
      partitioned({}),
      [
        {
          parameters: {
            statefulSet: "postgres",
            namespace: "data",
            partition: 2,
            ordinals: ["0", "1"],
            replicas: 3,
          },
          evidence,
        },
      ],
    ],
    [
      "it counts from ordinals.start",
      partitioned(
        { partition: 1 },
        { identities: [postgresIdentity(5, old), postgresIdentity(6), postgresIdentity(7)] },
      ),
      [{ parameters: { partition: 1, ordinals: ["5"] }, evidence }],
    ],
    [
      "pods could not be read, and the revisions differ",
      partitioned({ phase: "Progressing" }, { identities: unknown, pods: unread }),
      [{ parameters: { ordinals: [], replicas: 3 }, evidence }],
    ],
  ],
});

it("lets the rest follow", () => {
  expect(patchIn(copied(code, partitioned({})))).toEqual({
    spec: { updateStrategy: { rollingUpdate: { partition: 0 } } },
  });
});
