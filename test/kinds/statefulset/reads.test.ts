import { describe, expect, it } from "vitest";
import { reads } from "../../../src/kinds/statefulset/reads.ts";
import type { KubeObject, StatefulSet } from "../../../src/kube/objects.ts";
import {
  nodes,
  persistentVolumeClaims,
  pods,
  services,
  statefulSets,
  storageClasses,
} from "../../../src/kube/resources.ts";
import type { ReadResult } from "../../../src/kube/snapshot.ts";
import { claim, factsOf, labels, list, namespace, pod, postgres, snapshot } from "./postgres.ts";

describe("what is read only when it is needed", () => {
  const asked = (statefulSet: StatefulSet, options: object, ...results: readonly ReadResult[]) =>
    reads(
      { namespace, name: "postgres" },
      snapshot(
        { read: { resource: statefulSets, namespace, name: "postgres" }, objects: [statefulSet] },
        ...results,
      ),
      options,
    ).map(({ resource, name, fieldSelector, namespace: where }) =>
      [resource.resource, where, name ?? fieldSelector].filter(Boolean).join(" "),
    );

  it("CoreDNS' configuration, where names end in a domain that nobody said", () => {
    const read = "configmaps kube-system coredns";
    expect(asked(postgres(), {})).toContain(read);
    expect(asked(postgres(), { clusterDomain: "prod.local" })).not.toContain(read);
    expect(asked(postgres({ serviceName: "" }), {})).not.toContain(read);
  });

  it("Services of other namespaces, where the governing one is missing", () => {
    const read = "services metadata.name=postgres";
    expect(asked(postgres(), {}, list(services, []))).toContain(read);
    expect(asked(postgres(), {})).not.toContain(read);
    const failure = { reason: "Forbidden", message: "no" } as const;
    expect(asked(postgres(), {}, { read: { resource: services, namespace }, failure })).not.toContain(read);
  });

  it("not where all Services of the cluster were listed, which tells it as well", () => {
    const everywhere: ReadResult = {
      read: { resource: services },
      objects: [{ metadata: { name: "postgres", namespace: "default" } }],
    };
    expect(asked(postgres(), {}, everywhere)).not.toContain("services metadata.name=postgres");
    expect(factsOf(postgres(), everywhere).governingService).toEqual({
      name: "postgres",
      exists: false,
      elsewhere: ["default"],
    });
  });

  it("warnings about claims, where one is not bound; all that is said, where one has no class", () => {
    const about = (phase: string, spec: object = {}) =>
      asked(postgres(), {}, list(persistentVolumeClaims, [claim(0), claim(1, spec, { phase })])).filter(
        (read) => read.includes("involvedObject.kind=PersistentVolumeClaim"),
      );
    const read = `events ${namespace} involvedObject.kind=PersistentVolumeClaim`;
    expect(about("Pending")).toEqual([`${read},type=Warning`]);
    expect(about("Pending", { storageClassName: "" })).toEqual([read]);
    expect(about("Bound", { storageClassName: "" })).toEqual([]);
  });

  it("EndpointSlices, where somebody writes them", () => {
    const byHand = { metadata: { name: "postgres", namespace }, spec: { clusterIP: "None" } } as KubeObject;
    const read = `endpointslices ${namespace}`;
    expect(asked(postgres(), {}, list(services, [byHand]))).toContain(read);
    expect(asked(postgres(), {}, list(services, []))).not.toContain(read);
  });

  it("StorageClasses, where a claim is missing, not bound, or not what its template would make", () => {
    const odd = (...of: readonly KubeObject[]) =>
      asked(postgres(), {}, list(persistentVolumeClaims, of)).includes(storageClasses.resource);
    expect(odd(claim(0), claim(1))).toBe(false);
    expect(odd(claim(0))).toBe(true);
    expect(odd(claim(0), claim(1, {}, { phase: "Pending" }))).toBe(true);
    expect(odd(claim(0), claim(1, { storageClassName: "slow" }))).toBe(true);
  });

  it("one node alone, where nodes may not be read: that is one gap, not one for each", () => {
    const failure = { reason: "Forbidden", message: "no" } as const;
    const refused = ["node-0", "node-1"].map(
      (name): ReadResult => ({ read: { resource: nodes, name }, failure }),
    );
    expect(asked(postgres(), {}, ...refused).filter((read) => read.startsWith("nodes"))).toEqual([
      "nodes node-0",
    ]);
  });

  it("nodes one by one, where pods do not say their zone; of more than twenty none", () => {
    expect(asked(postgres(), {}).filter((read) => read.startsWith("nodes"))).toEqual([
      "nodes node-0",
      "nodes node-1",
    ]);
    const many = Array.from({ length: 21 }, (_, ordinal) => pod(ordinal));
    const read = list(pods, many, { labelSelector: { matchLabels: labels } });
    expect(asked(postgres({ replicas: 21 }), {}, read).filter((each) => each.startsWith("nodes"))).toEqual(
      [],
    );
  });
});
