import { expect, it } from "vitest";
import type { EndpointSlice } from "../../../src/kube/objects.ts";
import { writtenEndpoints } from "../../../src/rules/dns/writtenEndpoints.ts";

const ports = [{ name: "sql", port: 5432, protocol: "TCP" }];
const slice = (...endpoints: readonly object[]) => ({ endpoints, ports }) as unknown as EndpointSlice;
const endpoint = (hostname: string, address: string, conditions?: object) => ({
  hostname,
  addresses: [address],
  ...(conditions && { conditions }),
});

it("are those of the hostname, in each slice with its ports", () => {
  const slices = [
    slice(endpoint("db-0", "192.0.2.7"), endpoint("db-1", "192.0.2.8")),
    slice(endpoint("db-0", "2001:db8::7")),
    slice(endpoint("db-1", "2001:db8::8")),
  ];
  expect(writtenEndpoints("db-0", slices)).toEqual([
    { addresses: ["192.0.2.7"], ports },
    { addresses: ["2001:db8::7"], ports },
  ]);
});

it.each<[string, object | undefined, number]>([
  ["says nothing of being ready", undefined, 1],
  ["says nothing of being ready among its conditions", { serving: true }, 1],
  ["is ready", { ready: true }, 1],
  ["is not ready", { ready: false }, 0],
])("one that %s is answered for %#", (_, conditions, found) => {
  expect(writtenEndpoints("db-0", [slice(endpoint("db-0", "192.0.2.7", conditions))])).toHaveLength(found);
});

it("one without a hostname has another name in DNS", () => {
  expect(writtenEndpoints("db-0", [slice({ addresses: ["192.0.2.7"] })])).toEqual([]);
});

it("a slice may be empty", () => {
  expect(writtenEndpoints("db-0", [{ endpoints: null } as unknown as EndpointSlice])).toEqual([]);
});
