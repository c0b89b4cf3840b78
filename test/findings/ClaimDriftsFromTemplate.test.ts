import { expect, it } from "vitest";
import { copied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";
import { claim, withClaims } from "./templateClaims.ts";

const code = "ClaimDriftsFromTemplate";
const size = (ordinal: number, has: string, smaller = false) =>
  claim(ordinal, {
    claimRequested: has,
    drift: [{ field: "size", template: "10Gi", claim: has, ...(smaller && { smaller }) }],
  });
const storage = (ordinal: number) =>
  `PersistentVolumeClaim/data-postgres-${ordinal} /spec/resources/requests/storage`;
const expanded = [size(0, "20Gi"), size(1, "20Gi"), claim(2)];

findingTable("ClaimDriftsFromTemplate", {
  valid: [
    ["claims are as their template says", withClaims([claim(0), claim(1)])],
    ["the one that differs is being deleted", withClaims([{ ...size(0, "20Gi"), terminating: true }])],
    [
      "only a left-over claim differs, which no new ordinal is measured by",
      withClaims([claim(0)], {}, { leftOver: [size(3, "5Gi")] }),
    ],
  ],
  invalid: [
    [
      "two of three have been expanded",
      withClaims(expanded, { allowVolumeExpansion: true }),
      [
        {
          parameters: {
            statefulSet: "postgres",
            namespace: "data",
            template: "data",
            field: "size",
            claims: ["data-postgres-0", "data-postgres-1"],
            total: 3,
            have: ["20Gi"],
            wants: "10Gi",
            canGrow: true,
          },
          evidence: [storage(0), storage(1)],
        },
      ],
    ],
    [
      "each has another size, and the StorageClass lets none grow",
      withClaims([size(0, "5Gi"), size(1, "20Gi")], { allowVolumeExpansion: false }),
      [{ parameters: { have: ["5Gi", "20Gi"], canGrow: false }, evidence: [storage(0), storage(1)] }],
    ],
    [
      "size and StorageClass differ: two things to do",
      withClaims([
        claim(0, {
          storageClass: "slow",
          drift: [
            { field: "storageClass", template: "fast", claim: "slow" },
            { field: "size", template: "10Gi", claim: "5Gi" },
          ],
        }),
      ]),
      [
        {
          parameters: { field: "storageClass", have: ["slow"], wants: "fast" },
          evidence: ["PersistentVolumeClaim/data-postgres-0 /spec/storageClassName"],
        },
        { parameters: { field: "size", have: ["5Gi"], wants: "10Gi" }, evidence: [storage(0)] },
      ],
    ],
    [
      "the template asks for other access modes",
      withClaims([
        claim(0, { drift: [{ field: "accessModes", template: "ReadWriteOncePod", claim: "ReadWriteOnce" }] }),
      ]),
      [
        {
          parameters: { field: "accessModes", have: ["ReadWriteOnce"] },
          evidence: ["PersistentVolumeClaim/data-postgres-0 /spec/accessModes"],
        },
      ],
    ],
  ],
});

it("replaces the StatefulSet without its pods, and lets claims grow where their class does", () => {
  const grown = [size(0, "5Gi", true), size(1, "20Gi")];
  const lines = copied(code, withClaims(grown, { allowVolumeExpansion: true }));
  expect(lines).toContain("kubectl -n data delete statefulset postgres --cascade=orphan");
  expect(lines).toContain("kubectl -n data patch pvc data-postgres-0 --type=merge \\");
  expect(patchIn(lines)).toEqual({ spec: { resources: { requests: { storage: "10Gi" } } } });
});

it("does not suggest to expand a claim whose class refuses it, nor to shrink one", () => {
  const small = withClaims([size(0, "5Gi", true)], { allowVolumeExpansion: false });
  const large = withClaims(expanded, { allowVolumeExpansion: true });
  for (const explanation of [small, large]) {
    expect(copied(code, explanation).join("\n")).not.toContain("patch pvc");
  }
});
