import { describe, expect, it } from "vitest";
import { keepOf } from "../../src/kube/kept.ts";
import type { KubeObject } from "../../src/kube/objects.ts";
import { nodes, pods, services } from "../../src/kube/resources.ts";
import { nodeObject } from "../cluster/nodeObjects.ts";

const managedFields = [{ manager: "kubectl" }];

describe("what is kept of an object of a list", () => {
  it("of a node: its labels, taints, cordon and conditions; nothing of its images and capacity", () => {
    const taints = [{ key: "gpu", value: "true", effect: "NoSchedule" }];
    const node = nodeObject({ name: "gpu-0", taints, unschedulable: true }, "v1.36.3");
    const kept = keepOf(nodes)({ ...node, metadata: { ...node.metadata, managedFields } } as KubeObject);
    expect(kept).toMatchObject({
      metadata: { name: "gpu-0", labels: { "kubernetes.io/hostname": "gpu-0" } },
      spec: { taints, unschedulable: true },
    });
    expect(Object.keys((kept as unknown as { status: object }).status)).toEqual(["conditions"]);
    expect(kept.metadata).not.toHaveProperty("managedFields");
  });

  it("of a pod: its node once it is bound, the affinity that aims it until then, and of its containers what they ask for", () => {
    const affinity = { nodeAffinity: {} };
    const keep = (spec: object) => keepOf(pods)({ metadata: { name: "fluentd-b8c4z" }, spec } as KubeObject);
    expect(keep({ affinity, containers: [] })).toMatchObject({ spec: { affinity } });
    expect(keep({ affinity, nodeName: "node-1", containers: [] })).toEqual({
      metadata: { name: "fluentd-b8c4z" },
      spec: { nodeName: "node-1", containers: [] },
    });
    const container = { name: "web", image: "nginx:1.27", resources: { requests: { cpu: "250m" } } };
    const env = [{ name: "PASSWORD", value: "hunter2" }];
    expect(keep({ containers: [{ ...container, env, args: ["--verbose"] }] })).toMatchObject({
      spec: { containers: [container] },
    });
    expect(JSON.stringify(keep({ containers: [{ ...container, env }] }))).not.toContain("hunter2");
  });

  it("of anything else: all but managedFields, and the object that came stays as it is", () => {
    const service = { metadata: { name: "web", managedFields }, spec: { type: "ClusterIP" } } as KubeObject;
    expect(keepOf(services)(service)).toEqual({ metadata: { name: "web" }, spec: { type: "ClusterIP" } });
    expect(service.metadata?.managedFields).toBe(managedFields);
  });
});
