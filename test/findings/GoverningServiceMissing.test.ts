import { expect, it } from "vitest";
import { parse } from "yaml";
import { rules } from "../../src/findings/index.ts";
import { postgres } from "./healthy.ts";
import { findingTable } from "./table.ts";

const missing = { name: "postgres", exists: false } as const;
const evidence = ["StatefulSet/postgres /spec/serviceName"];

findingTable("GoverningServiceMissing", {
  valid: [
    ["it exists", postgres()],
    ["serviceName is empty", postgresWithoutService()],
    ["Services could not be read", postgres(() => ({ governingService: { name: "postgres" } }))],
  ],
  invalid: [
    [
      "it does not exist",
      postgres(() => ({ governingService: missing })),
      [
        {
          parameters: { service: "postgres", namespace: "data", elsewhere: [], onlyManifestsRead: false },
          evidence,
        },
      ],
    ],
    [
      "it exists in another namespace",
      postgres(() => ({ governingService: { ...missing, elsewhere: ["default"] } })),
      [{ parameters: { elsewhere: ["default"] }, evidence }],
    ],
    [
      "the manifests that were read do not hold it",
      postgres(() => ({ governingService: { name: "postgres", notInManifests: true } })),
      [{ parameters: { onlyManifestsRead: true }, evidence }],
    ],
    [
      "two containers declare the same port, which a Service must not",
      postgres(() => ({
        governingService: missing,
        servicePorts: [
          { name: "sql", containerPort: 5432, protocol: "TCP" },
          { name: "proxy", containerPort: 5432, protocol: "TCP" },
          { name: "sql", containerPort: 6432, protocol: "TCP" },
          { containerPort: 9187, protocol: "TCP" },
        ],
      })),
      [{ parameters: { ports: ["sql=5432", "9187"] }, evidence }],
    ],
    [
      "a port of UDP stays one, and may have the number of one of TCP",
      postgres(() => ({
        governingService: missing,
        servicePorts: [
          { name: "dns", containerPort: 53, protocol: "UDP" },
          { name: "dns-tcp", containerPort: 53, protocol: "TCP" },
        ],
      })),
      [{ parameters: { ports: ["dns=53/UDP", "dns-tcp=53"] }, evidence }],
    ],
    [
      "the StatefulSet's selector names no labels",
      postgres(() => ({ governingService: missing, selectorLabels: {} })),
      [{ parameters: { labels: [] }, evidence }],
    ],
  ],
});

function postgresWithoutService() {
  const { facts, ...explanation } = postgres();
  const { governingService: _, ...others } = facts;
  return { ...explanation, facts: others };
}

it("the help of GoverningServiceMissing holds the Service to apply", () => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "GoverningServiceMissing")
    .flatMap((rule) => rule.findings(postgres(() => ({ governingService: missing }))));
  const yaml =
    found?.help
      .split("\n")
      .filter((line) => line.startsWith("  "))
      .join("\n") ?? "";
  expect(parse(yaml)).toEqual({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "postgres", namespace: "data" },
    spec: { clusterIP: "None", selector: { app: "postgres" }, ports: [{ name: "sql", port: 5432 }] },
  });
});
