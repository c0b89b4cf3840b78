import { grafana, reference } from "./conversions.ts";
import { findingTable } from "./table.ts";

const argo = reference("Deployment", "grafana", {
  by: "Manager",
  path: "/metadata/annotations/argocd.argoproj.io~1tracking-id",
  effect: "Argo CD application `shop` has it, and creates it again",
});

findingTable("ManagerUndoesConversion", {
  valid: [
    ["nobody manages it", grafana()],
    ["what manages it leaves it alone", grafana({ references: [{ ...argo, holds: true }] })],
  ],
  invalid: [
    [
      "Argo CD applies it",
      grafana({ references: [argo] }),
      [
        {
          parameters: {
            effect: "Argo CD application `shop` has it, and creates it again",
            to: "statefulset",
          },
          evidence: ["Deployment/grafana /metadata/annotations/argocd.argoproj.io~1tracking-id"],
        },
      ],
    ],
  ],
});
