import { describe, expect, it } from "vitest";
import { facts } from "../../../src/kinds/statefulset/facts.ts";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { configMaps, nodes, pods } from "../../../src/kube/resources.ts";
import type { ReadResult } from "../../../src/kube/snapshot.ts";
import { factsOf, labels, list, pod, postgres, snapshot } from "./postgres.ts";

describe("the identities", () => {
  it("have their names in full, with the cluster's domain as it is known", () => {
    const corefile = {
      metadata: { name: "coredns", namespace: "kube-system" },
      data: { Corefile: ".:53 {\n kubernetes prod.local\n}" },
    } as KubeObject;
    const read: ReadResult = {
      read: { resource: configMaps, namespace: "kube-system", name: "coredns" },
      objects: [corefile],
    };
    const [identity] = factsOf(postgres(), read).identities;
    expect(identity).toMatchObject({
      fqdn: "postgres-0.postgres.data.svc.prod.local",
      record: "Published",
      records: {
        a: [{ name: "postgres-0.postgres.data.svc.prod.local", addresses: ["10.0.0.0"] }],
        srv: [
          {
            name: "_sql._tcp.postgres.data.svc.prod.local",
            port: 5432,
            target: "postgres-0.postgres.data.svc.prod.local",
          },
        ],
      },
    });
    expect(factsOf(postgres(), read).clusterDomain).toEqual({
      name: "prod.local",
      from: "CoreDNS",
      assumed: false,
    });
    expect(factsOf(postgres()).clusterDomain).toEqual({
      name: "cluster.local",
      from: "Default",
      assumed: true,
    });
    expect(facts(postgres(), snapshot(read), { clusterDomain: "asked.local" }).clusterDomain).toEqual({
      name: "asked.local",
      from: "Flag",
      assumed: false,
    });
  });

  it("have the zone of the pod's label, else of its node", () => {
    const zone = (name: string) => ({ labels: { ...labels, "topology.kubernetes.io/zone": name } });
    const node = { metadata: { name: "node-1", labels: { "topology.kubernetes.io/zone": "zone-b" } } };
    const found = factsOf(
      postgres(),
      list(pods, [pod(0, zone("zone-a")), pod(1)], { labelSelector: { matchLabels: labels } }),
      { read: { resource: nodes, name: "node-1" }, objects: [node] },
    );
    expect(found.identities.map((each) => each.zone)).toEqual(["zone-a", "zone-b"]);
  });

  it("a pod that is terminating counts in the status as long as it is ready", () => {
    const leaving = pod(1, { deletionTimestamp: "2026-11-25T04:00:10Z" });
    const found = factsOf(
      postgres(),
      list(pods, [pod(0), leaving], { labelSelector: { matchLabels: labels } }),
    );
    expect(found.pods).toMatchObject({ ready: 1, terminatingReady: 1 });
    expect(factsOf(postgres()).pods).not.toHaveProperty("terminatingReady");
    const scaledDown = list(
      pods,
      [pod(0), pod(1), pod(2, { deletionTimestamp: "2026-11-25T04:00:10Z" }), pod(3)],
      { labelSelector: { matchLabels: labels } },
    );
    expect(factsOf(postgres(), scaledDown).pods).toMatchObject({ ready: 2, terminatingReady: 1 });
  });
});

describe("the partition", () => {
  it.each([
    ["the type alone", { type: "RollingUpdate" }, true],
    ["a partition", { type: "RollingUpdate", rollingUpdate: { partition: 0 } }, undefined],
    ["nothing, which the API server fills in", undefined, undefined],
    ["OnDelete", { type: "OnDelete" }, undefined],
  ])("is unset or not with %s written", (_, updateStrategy, unset) => {
    expect(factsOf(postgres({ updateStrategy })).rollout.partitionUnset).toBe(unset);
  });
});

describe("what the update is for", () => {
  it.each([
    [{}, 2],
    [{ updateStrategy: { rollingUpdate: { partition: 1 } } }, 1],
    [{ updateStrategy: { rollingUpdate: { partition: 5 } } }, 0],
    [{ updateStrategy: { type: "OnDelete" } }, 2],
  ])("%j", (spec, toUpdate) => {
    expect(factsOf(postgres(spec)).rollout.toUpdate).toBe(toUpdate);
  });
});
