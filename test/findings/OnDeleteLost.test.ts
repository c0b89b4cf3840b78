import { change, fluentd, postgres, to } from "./conversions.ts";
import { findingTable } from "./table.ts";

const changes = [change("spec.updateStrategy", "Dropped", { type: "OnDelete" })];

findingTable("OnDeleteLost", {
  valid: [
    ["it rolled out by itself before", postgres()],
    [
      "so it did, and said so",
      postgres({ changes: [change("spec.updateStrategy", "Dropped", { type: "RollingUpdate" })] }),
    ],
    ["a DaemonSet has it too", postgres({ target: to("DaemonSet", postgres()) })],
  ],
  invalid: [
    [
      "pods of a StatefulSet wait for somebody",
      postgres({ changes }),
      [
        {
          parameters: { namespace: "data", deployment: "postgres", from: "StatefulSet" },
          evidence: ["StatefulSet/postgres /spec/updateStrategy/type"],
        },
      ],
    ],
    [
      "so do those of a DaemonSet",
      fluentd({ changes }),
      [{ parameters: { from: "DaemonSet" }, evidence: ["DaemonSet/fluentd /spec/updateStrategy/type"] }],
    ],
  ],
});
