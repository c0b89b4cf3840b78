import { fluentd, grafana, postgres } from "./conversions.ts";
import { findingTable } from "./table.ts";

function filledFrom(label: string, ...names: readonly string[]): object {
  const env = names.map((name) => ({
    name,
    valueFrom: { fieldRef: { fieldPath: `metadata.labels['${label}']` } },
  }));
  return {
    spec: { containers: [{ name: "main", image: "main:1", env: [{ name: "TZ", value: "UTC" }, ...env] }] },
  };
}

const index = "apps.kubernetes.io/pod-index";
const downwardFiles = {
  spec: {
    containers: [{ name: "main", image: "main:1" }],
    volumes: [
      { name: "cache", emptyDir: {} },
      {
        name: "podinfo",
        downwardAPI: { items: [{ path: "shard", fieldRef: { fieldPath: `metadata.labels['${index}']` } }] },
      },
      {
        name: "all",
        projected: {
          sources: [
            { configMap: { name: "main" } },
            {
              downwardAPI: {
                items: [{ path: "no", fieldRef: { fieldPath: `metadata.labels['${index}']` } }],
              },
            },
          ],
        },
      },
    ],
  },
};
const env = "/spec/template/spec/containers/0/env";

findingTable("LabelValueEmpty", {
  valid: [
    ["no variable is filled from a label", postgres()],
    ["a StatefulSet's pods have an ordinal", grafana({}, {}, filledFrom(index, "SHARD"))],
    ["a Deployment's pods have its hash", fluentd({}, {}, filledFrom("pod-template-hash", "RELEASE"))],
    ["the label is the template's own", postgres({}, {}, filledFrom("app", "APP"))],
    [
      "the template sets the label itself",
      postgres(
        {},
        {},
        { ...filledFrom(index, "SHARD"), metadata: { labels: { app: "postgres", [index]: "0" } } },
      ),
    ],
  ],
  invalid: [
    [
      "two variables ask for the ordinal of a Deployment's pod",
      postgres({}, {}, filledFrom(index, "SHARD", "REPLICA_ID")),
      [
        {
          parameters: { label: index, variables: ["SHARD", "REPLICA_ID"], files: [], to: "Deployment" },
          evidence: [
            `Deployment/postgres ${env}/1/valueFrom/fieldRef/fieldPath`,
            `Deployment/postgres ${env}/2/valueFrom/fieldRef/fieldPath`,
          ],
        },
      ],
    ],
    [
      "files of a downwardAPI volume and of a projected one",
      postgres({}, {}, downwardFiles),
      [
        {
          parameters: { label: index, variables: [], files: ["podinfo/shard", "all/no"] },
          evidence: [
            "Deployment/postgres /spec/template/spec/volumes/1/downwardAPI/items/0/fieldRef/fieldPath",
            "Deployment/postgres /spec/template/spec/volumes/2/projected/sources/1/downwardAPI/items/0/fieldRef/fieldPath",
          ],
        },
      ],
    ],
    [
      "a StatefulSet's pods have no hash of a ReplicaSet",
      grafana({}, {}, filledFrom("pod-template-hash", "RELEASE")),
      [
        {
          parameters: { label: "pod-template-hash", to: "StatefulSet" },
          evidence: [`StatefulSet/grafana ${env}/1/valueFrom/fieldRef/fieldPath`],
        },
      ],
    ],
  ],
});
