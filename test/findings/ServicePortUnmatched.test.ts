import type { SelectingService, ServicePortTarget } from "../../src/explanation/services.ts";
import { fluentd, postgres, web } from "./healthy.ts";
import { findingTable } from "./table.ts";

const https: ServicePortTarget = { name: "https", port: 443, protocol: "TCP", targetPort: "https" };
const admin: ServicePortTarget = { name: "admin", port: 90, protocol: "TCP", targetPort: 9090 };

findingTable("ServicePortUnmatched", {
  valid: [
    ["a container declares the name", web()],
    ["a container declares the number", web(() => ({ services: withPort({ ...admin, container: "web" }) }))],
    [
      "a number, and the containers declare no port at all",
      web(() => ({ declaredPorts: [], services: withPort(admin) })),
    ],
    [
      "a number of a headless Service, whose clients reach the pods themselves",
      postgres(() => ({ services: withPort(admin, { headless: true }) })),
    ],
    [
      "a number that is declared for another protocol",
      web(() => ({ services: withPort({ name: "quic", port: 443, protocol: "UDP", targetPort: 8080 }) })),
    ],
    ["a number in a DaemonSet", fluentd(() => ({ services: withPort(admin) }))],
  ],
  invalid: [
    [
      "no container declares the name",
      web(() => ({ services: withPort(https) })),
      [
        {
          parameters: {
            service: "web",
            byName: true,
            headless: false,
            ports: ["443/TCP"],
            targets: ["https"],
            declared: ["8080"],
          },
          evidence: ["Service/web /spec/ports/1/targetPort"],
        },
      ],
    ],
    [
      "the containers declare other numbers",
      web(() => ({ services: withPort(admin) })),
      [
        {
          parameters: { byName: false, ports: ["90/TCP"], targets: ["9090"], declared: ["8080"] },
          evidence: ["Service/web /spec/ports/1/targetPort"],
        },
      ],
    ],
    [
      "of a StatefulSet a number as well",
      postgres(() => ({ services: withPort(admin) })),
      [
        {
          parameters: { kind: "StatefulSet", byName: false, declared: ["5432"] },
          evidence: ["Service/web /spec/ports/1/targetPort"],
        },
      ],
    ],
    [
      "a name of a headless Service has no SRV record",
      postgres(() => ({ services: withPort(https, { headless: true }) })),
      [
        {
          parameters: { byName: true, headless: true },
          evidence: ["Service/web /spec/ports/1/targetPort"],
        },
      ],
    ],
    [
      "a name in a DaemonSet",
      fluentd(() => ({ services: withPort(https) })),
      [
        {
          parameters: { kind: "DaemonSet", byName: true, declared: [] },
          evidence: ["Service/web /spec/ports/1/targetPort"],
        },
      ],
    ],
  ],
});

/** The Service of `web`, with one port more. */
function withPort(
  target: ServicePortTarget,
  change: Partial<SelectingService> = {},
): readonly SelectingService[] {
  return web().facts.services.map((service) => ({
    ...service,
    portTargets: [...service.portTargets, target],
    ...change,
  }));
}
