import type { SelectingService } from "../../src/explanation/services.ts";
import { fluentd, postgres, web } from "./healthy.ts";
import { findingTable } from "./table.ts";

const canary = [{ kind: "Deployment", name: "web-canary" }];

findingTable("ServiceSpansWorkloads", {
  valid: [
    ["its Service selects its pods alone", web()],
    ["no Service selects it", web(() => ({ services: [] }))],
    [
      "a DaemonSet, whose pods are reached on their nodes",
      fluentd(({ services }) => ({ services: [...services, ...spanning("fluentd")] })),
    ],
  ],
  invalid: [
    [
      "it selects another Deployment's pods as well",
      web(({ services }) => ({ services: services.map((each) => ({ ...each, alsoSelects: canary })) })),
      [
        {
          parameters: { services: ["web"], headless: false, others: ["Deployment/web-canary"] },
          evidence: ["Service/web /spec/selector"],
        },
      ],
    ],
    [
      "two Services span the same workloads, a third one others",
      web(() => ({
        services: [
          ...spanning("web"),
          ...spanning("web-internal"),
          ...spanning("all", [...canary, { kind: "StatefulSet", name: "cache" }]),
        ],
      })),
      [
        {
          parameters: { services: ["web", "web-internal"], others: ["Deployment/web-canary"] },
          evidence: ["Service/web /spec/selector", "Service/web-internal /spec/selector"],
        },
        {
          parameters: { services: ["all"], others: ["Deployment/web-canary", "StatefulSet/cache"] },
          evidence: ["Service/all /spec/selector"],
        },
      ],
    ],
    [
      "the name of a headless Service leads to both",
      postgres(({ services }) => ({
        services: services.map((each) => ({
          ...each,
          alsoSelects: [{ kind: "Deployment", name: "pgpool" }],
        })),
      })),
      [
        {
          parameters: { services: ["postgres"], headless: true, others: ["Deployment/pgpool"] },
          evidence: ["Service/postgres /spec/selector"],
        },
      ],
    ],
  ],
});

function spanning(name: string, alsoSelects: SelectingService["alsoSelects"] = canary): SelectingService[] {
  return web().facts.services.map((each) => ({ ...each, name, alsoSelects }));
}
