import { expect, it } from "vitest";
import type { StatefulClaim } from "../../src/explanation/statefulSetFacts.ts";
import { copied } from "./helps.ts";
import { findingTable } from "./table.ts";
import { claim, pendingClaim, withClaims } from "./templateClaims.ts";

const code = "StorageClassMissing";
const missing = { exists: false } as const;
const notCreated = (ordinal: number): StatefulClaim => ({
  template: "data",
  claim: `data-postgres-${ordinal}`,
  exists: false,
  storageClass: "fast",
  drift: [],
});

const waiting = withClaims([pendingClaim(0), notCreated(1)], missing);

findingTable("StorageClassMissing", {
  valid: [
    ["it exists, and the claim waits for something else", withClaims([pendingClaim(0)])],
    ["it is gone, and every claim has its volume", withClaims([claim(0), claim(1)], missing)],
    [
      "the claim that waits is of another StorageClass",
      withClaims([claim(0), pendingClaim(1, { storageClass: "slow" })], missing),
    ],
    ["StorageClasses could not be read", withClaims([pendingClaim(0)], { name: "fast" })],
    [
      "claims could not be read",
      withClaims([{ template: "data", claim: "data-postgres-0", storageClass: "fast", drift: [] }], missing),
    ],
  ],
  invalid: [
    [
      "a claim is Pending, and another is still to be created",
      waiting,
      [
        {
          parameters: {
            statefulSet: "postgres",
            namespace: "data",
            storageClass: "fast",
            claims: ["data-postgres-0", "data-postgres-1"],
            pending: ["data-postgres-0"],
            pods: ["postgres-0", "postgres-1"],
          },
          evidence: [
            "PersistentVolumeClaim/data-postgres-0 /spec/storageClassName",
            "StatefulSet/postgres /spec/volumeClaimTemplates/0/spec/storageClassName",
          ],
        },
      ],
    ],
    [
      "one ordinal more is wanted than there were",
      withClaims([claim(0), notCreated(1)], missing),
      [
        {
          parameters: { claims: ["data-postgres-1"], pending: [], pods: ["postgres-1"] },
          evidence: ["StatefulSet/postgres /spec/volumeClaimTemplates/0/spec/storageClassName"],
        },
      ],
    ],
    [
      "the claim names none, and there is no default one",
      withClaims([pendingClaim(0, { storageClass: "" })], { ...missing, name: "" }),
      [
        {
          parameters: { storageClass: "", claims: ["data-postgres-0"] },
          evidence: ["PersistentVolumeClaim/data-postgres-0 /spec/storageClassName"],
        },
      ],
    ],
  ],
});

it("deletes only claims that have no volume", () => {
  const lines = copied(code, waiting);
  expect(lines.filter((line) => line.includes("delete"))).toEqual([
    "kubectl -n data delete statefulset postgres --cascade=orphan",
    "kubectl -n data delete pvc data-postgres-0 --wait=false",
  ]);
});
