import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { endpointSlices, pods, services } from "../../../src/kube/resources.ts";
import type { ReadResult } from "../../../src/kube/snapshot.ts";
import { factsOf, labels, list, namespace, postgres } from "./postgres.ts";

describe("the governing Service", () => {
  const governing = (...results: readonly ReadResult[]) => factsOf(postgres(), ...results).governingService;

  it("as it is", () => {
    expect(governing()).toEqual({
      name: "postgres",
      exists: true,
      type: "ClusterIP",
      clusterIP: "None",
      headless: true,
      publishNotReadyAddresses: false,
      selector: labels,
      selects: true,
      ports: [
        { name: "sql", port: 5432, protocol: "TCP", targetPort: "sql", container: "postgres", podPort: 5432 },
      ],
    });
  });

  it("is missing, and stands in another namespace", () => {
    const elsewhere: ReadResult = {
      read: { resource: services, fieldSelector: "metadata.name=postgres" },
      objects: [{ metadata: { name: "postgres", namespace: "default" } }],
    };
    expect(governing(list(services, []), elsewhere)).toEqual({
      name: "postgres",
      exists: false,
      elsewhere: ["default"],
    });
    expect(governing(list(services, []))).toEqual({ name: "postgres", exists: false });
  });

  it("is not among the manifests, which says nothing of the cluster", () => {
    const incomplete = { reason: "NotRecorded", message: "manifests alone" } as const;
    expect(governing({ ...list(services, []), incomplete } as ReadResult)).toEqual({
      name: "postgres",
      notInManifests: true,
    });
  });

  it("is an alias, which gives no name to anything, whatever slices there are", () => {
    const alias = {
      metadata: { name: "postgres", namespace },
      spec: { type: "ExternalName", externalName: "db.example.com" },
    } as KubeObject;
    const [first] = factsOf(postgres(), list(services, [alias])).identities;
    expect(first).toMatchObject({
      record: "None",
      noRecordReason: "ExternalName",
      records: { a: [], srv: [] },
    });
  });

  it("could not be read", () => {
    const failure = { reason: "Forbidden", message: "no" } as const;
    expect(governing({ read: { resource: services, namespace }, failure })).toEqual({ name: "postgres" });
  });
});

describe("a governing Service without a selector", () => {
  const byHand = {
    metadata: { name: "postgres", namespace },
    spec: { clusterIP: "None", ports: [{ name: "sql", port: 5432 }] },
  } as KubeObject;
  const slices: ReadResult = {
    read: {
      resource: endpointSlices,
      namespace,
      labelSelector: {
        matchExpressions: [{ key: "kubernetes.io/service-name", operator: "In", values: ["postgres"] }],
      },
    },
    objects: [
      {
        metadata: { name: "by-hand", namespace, labels: { "kubernetes.io/service-name": "postgres" } },
        endpoints: [{ hostname: "postgres-0", addresses: ["192.0.2.7"] }],
        ports: [{ name: "sql", port: 6432, protocol: "TCP" }],
      } as KubeObject,
    ],
  };
  const named = (...results: readonly ReadResult[]) =>
    factsOf(postgres(), list(services, [byHand]), ...results).identities.map(
      ({ record, noRecordReason, records }) => [
        record,
        noRecordReason,
        ...records.a.flatMap(({ addresses }) => addresses),
        ...records.srv.map(({ port }) => port),
      ],
    );

  it("names what its slices name, at their ports, whatever the pods are", () => {
    const rest = ["None", "NoSelector"];
    expect(named(slices)).toEqual([["Published", undefined, "192.0.2.7", 6432], rest]);
    const withoutPods = list(pods, [], { labelSelector: { matchLabels: labels } });
    expect(named(slices, withoutPods)).toEqual([["Published", undefined, "192.0.2.7", 6432], rest]);
  });

  it("names nothing that is known, where they were not read", () => {
    expect(named().map(([record, reason]) => [record, reason])).toEqual([
      ["Unknown", "NoSelector"],
      ["Unknown", "NoSelector"],
    ]);
  });
});
