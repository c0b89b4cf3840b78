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
          parameters: { label: index, variables: ["SHARD", "REPLICA_ID"], to: "Deployment" },
          evidence: [
            `Deployment/postgres ${env}/1/valueFrom/fieldRef/fieldPath`,
            `Deployment/postgres ${env}/2/valueFrom/fieldRef/fieldPath`,
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
