import type { Gap } from "../../src/explanation/explanation.ts";
import { web } from "./healthy.ts";
import { findingTable } from "./table.ts";

const alone = web(() => ({ services: [] }));
const { uid: _, ...notApplied } = alone.subject;
const forbidden: Gap = {
  resource: "services",
  verb: "list",
  namespace: "shop",
  reason: "Forbidden",
  message: "services is forbidden",
  effect: "its Services",
};

findingTable("NoServiceSelects", {
  valid: [
    ["a Service selects it", web()],
    ["it declares no port", web(() => ({ services: [], declaredPorts: [] }))],
    ["Services could not be read", { ...alone, gaps: [forbidden] }],
    ["it is a manifest, whose Service may be in the cluster", { ...alone, subject: notApplied }],
    [
      "a Service nearly selects it, which is another finding",
      web(() => ({
        services: [],
        missingServices: [
          {
            name: "web",
            selector: { app: "webshop" },
            mismatches: [{ key: "app", wanted: "webshop", actual: "web" }],
          },
        ],
      })),
    ],
  ],
  invalid: [
    [
      "it declares a port, and no Service selects it",
      alone,
      [{ parameters: { ports: ["8080"] }, evidence: ["Deployment/web /metadata/name"] }],
    ],
    [
      "something else could not be read",
      { ...alone, gaps: [{ ...forbidden, resource: "endpointslices.discovery.k8s.io" }] },
      [{ parameters: { deployment: "web" }, evidence: ["Deployment/web /metadata/name"] }],
    ],
  ],
});
