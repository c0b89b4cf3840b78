import type { JudgedConversion } from "../../src/findings/rule.ts";
import { grafana } from "./conversions.ts";
import { findingTable } from "./table.ts";

const container = "/spec/template/spec/containers/0";
const redacted = {
  spec: {
    containers: [
      {
        name: "grafana",
        image: "grafana:1",
        args: ["<redacted 2>"],
        env: [
          { name: "GF_SECURITY_ADMIN_PASSWORD", value: "<redacted 1>" },
          { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
        ],
      },
    ],
  },
};

function from(type: JudgedConversion["source"]["type"], template: object = redacted): JudgedConversion {
  return grafana({ source: { type } }, {}, template);
}

findingTable("ValuesRedacted", {
  valid: [
    ["the workload is read from its cluster", grafana()],
    ["the snapshot had no value of it to hide", from("snapshot", {})],
    ["a file may hold such a text", from("manifest")],
  ],
  invalid: [
    [
      "a variable and an argument of the snapshot are stand-ins",
      from("snapshot"),
      [
        {
          parameters: {
            values: 2,
            subject: "deployment/grafana",
            namespace: "monitoring",
            to: "statefulset",
          },
          evidence: [
            `StatefulSet/grafana ${container}/args/0`,
            `StatefulSet/grafana ${container}/env/0/value`,
          ],
        },
      ],
    ],
  ],
});
