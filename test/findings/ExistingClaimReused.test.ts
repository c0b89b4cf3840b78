import { claim, grafana, postgres, to, volume } from "./conversions.ts";
import { findingTable } from "./table.ts";

const perPod = { to: "ClaimTemplate", verdict: "PerPod" } as const;

findingTable("ExistingClaimReused", {
  valid: [
    ["all pods mount the claim that they had", grafana()],
    [
      "the claims are new",
      grafana({ volumes: [volume("data", [claim("data-grafana-0", { exists: false })], perPod)] }),
    ],
    [
      "they are the StatefulSet's own, under another name of it",
      postgres({
        target: to("StatefulSet", postgres()),
        volumes: [volume("data", [claim("data-postgres-0")], { ...perPod, from: "ClaimTemplate" })],
      }),
    ],
  ],
  invalid: [
    [
      "ordinal 0 finds a claim of its name, ordinal 1 does not",
      grafana({
        volumes: [
          volume(
            "data",
            [
              claim("data-grafana-0", { ordinal: 0 }),
              claim("data-grafana-1", { ordinal: 1, exists: false }),
              claim("grafana-data", { use: "LeftBehind" }),
            ],
            perPod,
          ),
        ],
      }),
      [
        {
          parameters: { namespace: "monitoring", volume: "data", claims: ["data-grafana-0"] },
          evidence: ["PersistentVolumeClaim/data-grafana-0 /spec/volumeName"],
        },
      ],
    ],
  ],
});
