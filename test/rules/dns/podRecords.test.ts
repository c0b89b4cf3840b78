import { describe, expect, it } from "vitest";
import type { Pod, Service } from "../../../src/kube/objects.ts";
import { podRecords } from "../../../src/rules/dns/podRecords.ts";
import { service } from "../namespace.ts";

const domain = "cluster.local";
const fqdn = "db-0.db.shop.svc.cluster.local";
const pod = {
  metadata: { name: "db-0" },
  spec: { hostname: "db-0" },
  status: { podIP: "10.0.0.1", podIPs: [{ ip: "10.0.0.1" }, { ip: "fd00::1" }] },
} as Pod;
const sql = { name: "sql", port: 5432, protocol: "TCP", targetPort: "pg", podPort: 15432 };
const headless: Service = service("db", { clusterIP: "None", ipFamilies: ["IPv4"] });
const records = (of: Service, ports = [sql], more: object = {}) =>
  podRecords(pod, of, { fqdn, domain, ports, ...more });

it("of a headless Service: the port that the container has, and the pod's own name", () => {
  expect(records(headless)).toEqual({
    a: [{ name: fqdn, addresses: ["10.0.0.1"] }],
    srv: [{ name: "_sql._tcp.db.shop.svc.cluster.local", port: 15432, target: fqdn }],
  });
});

it("of a Service with a virtual IP: its own port and name", () => {
  expect(records(service("db", { clusterIP: "10.96.0.7", ipFamilies: ["IPv4"] })).srv).toEqual([
    { name: "_sql._tcp.db.shop.svc.cluster.local", port: 5432, target: "db.shop.svc.cluster.local" },
  ]);
});

it("the addresses are of the Service's families, or all where it says none", () => {
  const addresses = (ipFamilies?: string[]) =>
    records(service("db", { clusterIP: "None", ...(ipFamilies && { ipFamilies }) })).a[0]?.addresses;
  expect(addresses(["IPv4", "IPv6"])).toEqual(["10.0.0.1", "fd00::1"]);
  expect(addresses(["IPv6"])).toEqual(["fd00::1"]);
  expect(addresses()).toEqual(["10.0.0.1", "fd00::1"]);
});

it("a port without a name has no SRV record, nor one whose name leads to no container", () => {
  const { name: _, ...unnamed } = sql;
  const { podPort: __, ...nowhere } = sql;
  expect(records(headless, [unnamed as typeof sql]).srv).toEqual([]);
  expect(records(headless, [nowhere as typeof sql]).srv).toEqual([]);
});

describe("of a Service without a selector, by what somebody wrote", () => {
  const written = (of: Service) =>
    podRecords(undefined, of, {
      fqdn,
      domain,
      ports: [sql],
      written: [
        { addresses: ["192.0.2.7"], ports: [{ name: "sql", port: 6432, protocol: "TCP" }, { port: 9187 }] },
        { addresses: ["2001:db8::7"], ports: [{ name: "sql", port: 6432, protocol: "TCP" }] },
      ],
    });

  it("the addresses are those of all its slices, each port once, and of ports the named ones", () => {
    expect(written(headless)).toEqual({
      a: [{ name: fqdn, addresses: ["192.0.2.7", "2001:db8::7"] }],
      srv: [{ name: "_sql._tcp.db.shop.svc.cluster.local", port: 6432, target: fqdn }],
    });
  });

  it("with a virtual IP it answers for its own port all the same", () => {
    expect(written(service("db", { clusterIP: "10.96.0.7" })).srv).toEqual([
      { name: "_sql._tcp.db.shop.svc.cluster.local", port: 5432, target: "db.shop.svc.cluster.local" },
    ]);
  });
});
