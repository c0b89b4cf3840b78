import { expect, it } from "vitest";
import { change, claim, grafana, postgres, volume } from "./conversions.ts";
import { copied, notApplied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";

const policy = "spec.persistentVolumeClaimRetentionPolicy";
const changes = [change(policy, "Dropped", { whenDeleted: "Delete", whenScaled: "Retain" })];
const both = { whenDeleted: "Delete", whenScaled: "Delete" };

findingTable("ClaimsDeletedWithStatefulSet", {
  valid: [
    ["the claims stay by default", postgres()],
    ["both are kept", postgres({ changes: [change(policy, "Dropped", { whenScaled: "Retain" })] })],
    [
      "none of them is there",
      postgres({
        changes,
        volumes: [
          volume("data", [claim("data-postgres-0", { exists: false })], {
            from: "ClaimTemplate",
            verdict: "Shared",
          }),
        ],
      }),
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
            policies: ["whenDeleted"],
            applied: true,
          },
          evidence: ["StatefulSet/postgres /spec/persistentVolumeClaimRetentionPolicy/whenDeleted"],
        },
      ],
    ],
    [
      "scaled down it deletes them too, also to 0 on the way",
      postgres({ changes: [change(policy, "Dropped", { whenDeleted: "Retain", whenScaled: "Delete" })] }),
      [
        {
          parameters: { policies: ["whenScaled"] },
          evidence: ["StatefulSet/postgres /spec/persistentVolumeClaimRetentionPolicy/whenScaled"],
        },
      ],
    ],
    [
      "deleted or scaled down",
      postgres({ changes: [change(policy, "Dropped", both)] }),
      [
        {
          parameters: { policies: ["whenDeleted", "whenScaled"] },
          evidence: [
            "StatefulSet/postgres /spec/persistentVolumeClaimRetentionPolicy/whenDeleted",
            "StatefulSet/postgres /spec/persistentVolumeClaimRetentionPolicy/whenScaled",
          ],
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

it("the patch has them kept in both ways, where both delete them", () => {
  const document = postgres({ changes: [change(policy, "Dropped", both)] });
  expect(patchIn(copied("ClaimsDeletedWithStatefulSet", document))).toEqual({
    spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" } },
  });
});

it("of a file it is said in the file", () => {
  const lines = copied("ClaimsDeletedWithStatefulSet", notApplied(postgres({ changes })));
  expect(lines).toContain("    whenDeleted: Retain");
});
