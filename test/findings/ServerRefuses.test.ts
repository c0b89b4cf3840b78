import { grafana } from "./conversions.ts";
import { findingTable } from "./table.ts";

const validated = (changed: object) => ({
  validation: [{ kind: "StatefulSet", name: "grafana", accepted: true, causes: [], ...changed }],
});
const message = 'StatefulSet.apps "grafana" is invalid';

findingTable("ServerRefuses", {
  valid: [
    ["nobody asked the API server", grafana()],
    ["it takes the object", grafana(validated({}))],
  ],
  invalid: [
    [
      "it refuses a field",
      grafana(
        validated({
          accepted: false,
          message,
          causes: [{ field: "spec.template.spec.containers[0].ports[0].name", message: "Invalid value" }],
        }),
      ),
      [
        {
          parameters: {
            object: "StatefulSet/grafana",
            field: "spec.template.spec.containers[0].ports[0].name",
            says: "Invalid value",
          },
          evidence: ["StatefulSet/grafana /spec/template/spec/containers/0/ports/0/name"],
        },
      ],
    ],
    [
      "an admission webhook refuses the whole of it",
      grafana(validated({ accepted: false, message: "denied by policy: no StatefulSets here." })),
      [
        {
          parameters: { field: "", says: "denied by policy: no StatefulSets here." },
          evidence: ["StatefulSet/grafana"],
        },
      ],
    ],
  ],
});
