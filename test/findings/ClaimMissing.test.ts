import { claim, grafana, postgres, volume } from "./conversions.ts";
import { findingTable } from "./table.ts";

const shared = { from: "ClaimTemplate", to: "Claim", verdict: "Shared" } as const;

findingTable("ClaimMissing", {
  valid: [
    ["the claim is there", postgres()],
    [
      "nobody knows whether it is",
      grafana({ volumes: [volume("data", [{ claim: "grafana-data", use: "Mounted" }])] }),
    ],
    [
      "a StatefulSet makes those of its own",
      grafana({
        volumes: [
          volume("data", [claim("data-grafana-0", { exists: false })], {
            to: "ClaimTemplate",
            verdict: "PerPod",
          }),
        ],
      }),
    ],
    [
      "one that was there before is not, and no pod mounts it afterwards",
      postgres({
        volumes: [volume("data", [claim("data-postgres-0", { use: "LeftBehind", exists: false })], shared)],
      }),
    ],
  ],
  invalid: [
    [
      "the name is mistyped",
      postgres({ volumes: [volume("data", [claim("data-postgers-0", { exists: false })], shared)] }),
      [
        {
          parameters: { namespace: "data", volume: "data", claim: "data-postgers-0" },
          evidence: ["PersistentVolumeClaim/data-postgers-0"],
        },
      ],
    ],
  ],
});
