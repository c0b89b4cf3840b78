import { expect, it } from "vitest";
import type { Autoscaler } from "../../src/explanation/references.ts";
import type { StatefulClaim, StatefulSetFacts } from "../../src/explanation/statefulSetFacts.ts";
import { noReferences, postgres } from "./healthy.ts";
import { copied } from "./helps.ts";
import { findingTable } from "./table.ts";
import { claim } from "./templateClaims.ts";

const code = "OrphanedClaim";

function leaving(leftOver: readonly StatefulClaim[], change: Partial<StatefulSetFacts> = {}) {
  const leftOverCapacity = `${leftOver.length * 10}Gi`;
  return postgres(({ claims }) => ({ claims: { ...claims, leftOver, leftOverCapacity }, ...change }));
}

function autoscaled(maxReplicas: number, namesSubject = true): Pick<StatefulSetFacts, "references"> {
  const autoscaler: Autoscaler = {
    ref: {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      namespace: "data",
      name: "postgres",
    },
    target: { kind: namesSubject ? "StatefulSet" : "Deployment", name: "postgres" },
    namesSubject,
    minReplicas: 3,
    maxReplicas,
    conditions: [],
    sharesPodsWith: [],
  };
  return { references: { ...noReferences, autoscalers: [autoscaler] } };
}

findingTable("OrphanedClaim", {
  valid: [
    ["every claim belongs to an ordinal", postgres()],
    [
      "it is scaled to 0, and they are all its data",
      leaving([claim(0), claim(1)], { identities: [], pods: { ...postgres().facts.pods, desired: 0 } }),
    ],
    ["an autoscaler may bring the ordinal back", leaving([claim(3)], autoscaled(4))],
    ["they are being deleted", leaving([claim(3, { terminating: true })])],
  ],
  invalid: [
    [
      "it was larger once",
      leaving([claim(3), claim(4)]),
      [
        {
          parameters: { namespace: "data", claims: ["data-postgres-3", "data-postgres-4"], capacity: "20Gi" },
          evidence: [
            "PersistentVolumeClaim/data-postgres-3 /spec/volumeName",
            "PersistentVolumeClaim/data-postgres-4 /spec/volumeName",
          ],
        },
      ],
    ],
    [
      "an autoscaler does not go as far as the higher of the two",
      leaving([claim(3), claim(4)], autoscaled(4)),
      [
        {
          parameters: { claims: ["data-postgres-4"], capacity: "" },
          evidence: ["PersistentVolumeClaim/data-postgres-4 /spec/volumeName"],
        },
      ],
    ],
    [
      "the autoscaler of that name is of another kind",
      leaving([claim(3)], autoscaled(4, false)),
      [
        {
          parameters: { claims: ["data-postgres-3"], capacity: "10Gi" },
          evidence: ["PersistentVolumeClaim/data-postgres-3 /spec/volumeName"],
        },
      ],
    ],
  ],
});

it("deletes exactly the claims that it names", () => {
  expect(copied(code, leaving([claim(3), claim(4)]))).toEqual([
    "kubectl -n data delete pvc data-postgres-3 data-postgres-4",
  ]);
});
