import { grafana, postgres, reference } from "./conversions.ts";
import { findingTable } from "./table.ts";

const primary = reference("Service", "postgres-primary", {
  by: "PodName",
  path: "/spec/selector/statefulset.kubernetes.io~1pod-name",
  value: "postgres-0",
});
const pgpool = reference("ConfigMap", "pgpool", {
  by: "PodName",
  path: "/data/pgpool.conf",
  value: "postgres-0.postgres",
});

findingTable("PodNamesVanish", {
  valid: [
    ["nothing names a pod", postgres()],
    ["the pods had no name that lasts", grafana()],
    ["the names are the same afterwards", postgres({ references: [{ ...primary, holds: true }] })],
  ],
  invalid: [
    [
      "a Service selects one pod, and two keys of a ConfigMap name some: told once",
      postgres({
        references: [
          { ...primary, patch: "kubectl -n data delete service postgres-primary" },
          pgpool,
          { ...pgpool, path: "/data/pool_passwd" },
        ],
      }),
      [
        {
          parameters: {
            referrers: ["Service/postgres-primary", "ConfigMap/pgpool"],
            namesBefore: "postgres-0",
            namesAfter: "postgres-<hash>-<random>",
            patches: ["kubectl -n data delete service postgres-primary"],
          },
          evidence: [
            "Service/postgres-primary /spec/selector/statefulset.kubernetes.io~1pod-name",
            "ConfigMap/pgpool /data/pgpool.conf",
            "ConfigMap/pgpool /data/pool_passwd",
          ],
        },
      ],
    ],
  ],
});
