import { expect, it } from "vitest";
import type { ServicePortTarget } from "../../src/explanation/services.ts";
import type { GoverningService, StatefulSetFacts } from "../../src/explanation/statefulSetFacts.ts";
import { postgres } from "./healthy.ts";
import { copied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";

const code = "UnnamedPortHasNoSrvName";
const unnamed: ServicePortTarget = { port: 5432, protocol: "TCP", targetPort: 5432, container: "postgres" };
const evidence = ["Service/postgres /spec/ports/0/port"];

function withPorts(
  ports: readonly ServicePortTarget[],
  {
    service = {},
    facts = {},
  }: { service?: Partial<GoverningService>; facts?: Partial<StatefulSetFacts> } = {},
) {
  return postgres(({ governingService }) => ({
    governingService: { name: "postgres", ...governingService, ports, ...service },
    ...facts,
  }));
}

findingTable("UnnamedPortHasNoSrvName", {
  valid: [
    ["the port has a name", postgres()],
    ["the Service has no ports at all, and only A records", withPorts([])],
    ["the Service is not headless", withPorts([unnamed], { service: { headless: false } })],
    [
      "the Service selects other pods, which is what has to change first",
      withPorts([unnamed], { service: { selects: false } }),
    ],
    [
      "there is one replica, which has no peers to find",
      withPorts([unnamed], { facts: { pods: { ...postgres().facts.pods, desired: 1 } } }),
    ],
  ],
  invalid: [
    [
      "the container has a name for the port",
      withPorts([unnamed]),
      [
        {
          parameters: {
            service: "postgres",
            namespace: "data",
            port: 5432,
            protocol: "TCP",
            name: "sql",
            clusterDomain: "cluster.local",
          },
          evidence,
        },
      ],
    ],
    [
      "it leads to a port of the container by name",
      withPorts([{ ...unnamed, port: 80, targetPort: "http" }]),
      [{ parameters: { port: 80, name: "http" }, evidence }],
    ],
    [
      "nobody has a name for the port",
      withPorts([unnamed], { facts: { servicePorts: [] } }),
      [{ parameters: { name: "port-5432" }, evidence }],
    ],
  ],
});

it("names the only port", () => {
  expect(patchIn(copied(code, withPorts([unnamed])))).toEqual([
    { op: "add", path: "/spec/ports/0/name", value: "sql" },
  ]);
});
