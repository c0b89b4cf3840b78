import { expect, it } from "vitest";
import type { StatefulSetFacts } from "../../../src/explanation/statefulSetFacts.ts";
import { print } from "../../../src/render/layout/print.ts";
import { dnsBlocks } from "../../../src/render/table/dnsBlocks.ts";
import { postgres, postgresIdentity } from "../../findings/healthy.ts";

const style = { color: false, width: 120, wide: false, unicode: true };
const page = (change: (facts: StatefulSetFacts) => Partial<StatefulSetFacts>) =>
  print(dnsBlocks(postgres(change).facts, style), style);

it("A records of each pod, SRV records of all of them", () => {
  expect(page(() => ({}))).toMatchInlineSnapshot(`
    "
    DNS NAMES  3 of 3 pods resolve
      A    postgres-0.postgres.data.svc.cluster.local  10.0.0.1
      A    postgres-1.postgres.data.svc.cluster.local  10.0.0.2
      A    postgres-2.postgres.data.svc.cluster.local  10.0.0.3
      SRV  _sql._tcp.postgres.data.svc.cluster.local   port 5432 of those 3 pods
    "
  `);
});

it("why a pod has none", () => {
  const notReady = { record: "None", noRecordReason: "NotReady" } as const;
  const text = page(() => ({ identities: [postgresIdentity(0), postgresIdentity(1, notReady)] }));
  expect(text).toContain("1 of 2 pods resolves");
  expect(text).toMatch(/A +postgres-1\.postgres\.data\.svc\.cluster\.local +<none>: the pod is not ready/);
  expect(text).toContain("port 5432 of that pod");
});

it("that the domain is a guess", () => {
  const clusterDomain = { name: "cluster.local", from: "Default", assumed: true } as const;
  expect(page(() => ({ clusterDomain }))).toContain(
    "the cluster's domain cluster.local is assumed: --cluster-domain says otherwise",
  );
});

it("nothing without a governing Service", () => {
  expect(
    dnsBlocks(postgres(() => ({ governingService: { name: "postgres", exists: false } })).facts, style),
  ).toEqual([]);
});
