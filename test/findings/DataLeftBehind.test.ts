import { expect, it } from "vitest";
import type { ConvertedClaim } from "../../src/explanation/convertedVolume.ts";
import { change, claim, grafana, postgres, volume } from "./conversions.ts";
import { copied } from "./helps.ts";
import { findingTable } from "./table.ts";

const left = (name: string, changed: Partial<ConvertedClaim> = {}) =>
  claim(name, { use: "LeftBehind", ...changed });
const empty = { from: "ClaimTemplate", to: "Ephemeral", verdict: "Empty" } as const;
const perPod = { to: "ClaimTemplate", verdict: "PerPod" } as const;
const two = [volume("data", [left("data-postgres-0"), left("data-postgres-1")], empty)];

findingTable("DataLeftBehind", {
  valid: [
    ["the claim goes on being mounted", postgres()],
    [
      "there is no such claim",
      postgres({ volumes: [volume("data", [left("data-postgres-0", { exists: false })], empty)] }),
    ],
    [
      "the StatefulSet takes its claims with it: that is another finding",
      postgres({
        volumes: two,
        changes: [change("spec.persistentVolumeClaimRetentionPolicy", "Dropped", { whenDeleted: "Delete" })],
      }),
    ],
    [
      "scaled down, it takes them with its pods",
      postgres({
        volumes: two,
        changes: [change("spec.persistentVolumeClaimRetentionPolicy", "Dropped", { whenScaled: "Delete" })],
      }),
    ],
  ],
  invalid: [
    [
      "the pods start empty, and the claims of both ordinals stay",
      postgres({ volumes: two }),
      [
        {
          parameters: {
            namespace: "data",
            volume: "data",
            workload: "postgres",
            claims: ["data-postgres-0", "data-postgres-1"],
            capacity: "10Gi",
            move: "",
          },
          evidence: [
            "PersistentVolumeClaim/data-postgres-0 /spec/volumeName",
            "PersistentVolumeClaim/data-postgres-1 /spec/volumeName",
          ],
        },
      ],
    ],
    [
      "they differ in size",
      postgres({
        volumes: [
          volume("data", [left("data-postgres-0"), left("data-postgres-1", { capacity: "20Gi" })], empty),
        ],
      }),
      [
        {
          parameters: { capacity: "" },
          evidence: [
            "PersistentVolumeClaim/data-postgres-0 /spec/volumeName",
            "PersistentVolumeClaim/data-postgres-1 /spec/volumeName",
          ],
        },
      ],
    ],
    [
      "the claim of a Deployment stays, and a runbook could move its volume",
      grafana({
        volumes: [volume("data", [left("grafana-data"), claim("data-grafana-0", { exists: false })], perPod)],
        runbooks: [{ way: "AdoptVolume", sentence: "", interrupts: "", hazards: [], steps: [] }],
      }),
      [
        {
          parameters: {
            claims: ["grafana-data"],
            move: "kubectl workload convert deploy/grafana -n monitoring --to statefulset --volume data=shared -o runbook",
          },
          evidence: ["PersistentVolumeClaim/grafana-data /spec/volumeName"],
        },
      ],
    ],
  ],
});

it.each([
  [10, /^kubectl -n data delete pvc (data-postgres-\d ?){10}$/],
  [11, /^kubectl -n data get pvc -o name \| grep '\/data-postgres-\[0-9\]\*\$'$/],
])("of %i claims the command stays short", (number, expected) => {
  const claims = Array.from({ length: number }, (_, ordinal) => left(`data-postgres-${ordinal}`));
  const [command] = copied("DataLeftBehind", postgres({ volumes: [volume("data", claims, empty)] }));
  expect(command).toMatch(expected);
});
