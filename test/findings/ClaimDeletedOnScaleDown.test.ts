import { expect, it } from "vitest";
import { parse } from "yaml";
import type { StatefulSetFacts } from "../../src/explanation/statefulSetFacts.ts";
import { noReferences, postgres, postgresIdentity } from "./healthy.ts";
import { copied, notApplied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";

const code = "ClaimDeletedOnScaleDown";
const evidence = ["StatefulSet/postgres /spec/persistentVolumeClaimRetentionPolicy/whenScaled"];

function whenScaled(policy: string, change: Partial<StatefulSetFacts> = {}) {
  return postgres(({ claims }) => ({ claims: { ...claims, whenScaled: policy }, ...change }));
}

findingTable("ClaimDeletedOnScaleDown", {
  valid: [
    [
      "claims are deleted with the StatefulSet only",
      postgres(({ claims }) => ({ claims: { ...claims, whenDeleted: "Delete" } })),
    ],
    [
      "it has no volumeClaimTemplates",
      whenScaled("Delete", {
        identities: [postgresIdentity(0, { claims: [] })],
        claims: { ...postgres().facts.claims, whenScaled: "Delete", storageClasses: [] },
      }),
    ],
  ],
  invalid: [
    [
      "claims go when it shrinks",
      whenScaled("Delete"),
      [
        {
          parameters: {
            statefulSet: "postgres",
            namespace: "data",
            templates: ["data"],
            autoscalers: [],
            applied: true,
          },
          evidence,
        },
      ],
    ],
    [
      "it is scaled to 0, and would delete those of its next ordinals",
      whenScaled("Delete", { identities: [] }),
      [{ parameters: { templates: ["data"] }, evidence }],
    ],
    [
      "an autoscaler shrinks it",
      whenScaled("Delete", {
        references: {
          ...noReferences,
          autoscalers: ["HorizontalPodAutoscaler", "VerticalPodAutoscaler"].map((kind) => ({
            ref: { apiVersion: "autoscaling/v2", kind, namespace: "data", name: "postgres" },
            target: { kind: "StatefulSet", name: "postgres" },
            namesSubject: true,
            conditions: [],
            sharesPodsWith: [],
          })),
        },
      }),
      [{ parameters: { autoscalers: ["HorizontalPodAutoscaler/postgres"] }, evidence }],
    ],
  ],
});

it("keeps them from now on", () => {
  const kept = { spec: { persistentVolumeClaimRetentionPolicy: { whenScaled: "Retain" } } };
  expect(patchIn(copied(code, whenScaled("Delete")))).toEqual(kept);
  expect(parse(copied(code, notApplied(whenScaled("Delete"))).join("\n"))).toEqual(kept);
});
