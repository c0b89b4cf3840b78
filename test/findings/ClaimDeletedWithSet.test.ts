import { expect, it } from "vitest";
import { parse } from "yaml";
import { postgres, postgresIdentity } from "./healthy.ts";
import { copied, notApplied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";

const code = "ClaimDeletedWithSet";
const evidence = ["StatefulSet/postgres /spec/persistentVolumeClaimRetentionPolicy/whenDeleted"];
const deleted = postgres(({ claims }) => ({ claims: { ...claims, whenDeleted: "Delete" } }));

findingTable("ClaimDeletedWithSet", {
  valid: [
    [
      "claims are deleted when it shrinks only",
      postgres(({ claims }) => ({ claims: { ...claims, whenScaled: "Delete" } })),
    ],
    [
      "it has no volumeClaimTemplates",
      postgres(({ claims }) => ({
        identities: [postgresIdentity(0, { claims: [] })],
        claims: { ...claims, whenDeleted: "Delete", storageClasses: [] },
      })),
    ],
  ],
  invalid: [
    [
      "claims go with it",
      deleted,
      [
        {
          parameters: { statefulSet: "postgres", namespace: "data", templates: ["data"], applied: true },
          evidence,
        },
      ],
    ],
    ["its manifest says so", notApplied(deleted), [{ parameters: { applied: false }, evidence }]],
  ],
});

it("keeps them from now on", () => {
  const kept = { spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain" } } };
  expect(patchIn(copied(code, deleted))).toEqual(kept);
  expect(parse(copied(code, notApplied(deleted)).join("\n"))).toEqual(kept);
});
