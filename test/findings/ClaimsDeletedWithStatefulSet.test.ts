import { expect, it } from "vitest";
import { change, grafana, postgres } from "./conversions.ts";
import { copied, notApplied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";

const policy = "spec.persistentVolumeClaimRetentionPolicy";
const changes = [change(policy, "Dropped", { whenDeleted: "Delete", whenScaled: "Retain" })];

findingTable("ClaimsDeletedWithStatefulSet", {
  valid: [
    ["the claims stay by default", postgres()],
    [
      "only a scale-down deletes them",
      postgres({ changes: [change(policy, "Dropped", { whenDeleted: "Retain", whenScaled: "Delete" })] }),
    ],
    ["there are no claims to delete", postgres({ changes, volumes: [] })],
    ["a Deployment deletes none", grafana()],
  ],
  invalid: [
    [
      "they go with the StatefulSet, also the one that is mounted afterwards",
      postgres({ changes }),
      [
        {
          parameters: {
            statefulSet: "postgres",
            namespace: "data",
            claims: ["data-postgres-0"],
            applied: true,
          },
          evidence: ["StatefulSet/postgres /spec/persistentVolumeClaimRetentionPolicy/whenDeleted"],
        },
      ],
    ],
  ],
});

it("the patch has the claims kept", () => {
  expect(patchIn(copied("ClaimsDeletedWithStatefulSet", postgres({ changes })))).toEqual({
    spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain" } },
  });
});

it("of a file it is said in the file", () => {
  const lines = copied("ClaimsDeletedWithStatefulSet", notApplied(postgres({ changes })));
  expect(lines).toContain("    whenDeleted: Retain");
});
