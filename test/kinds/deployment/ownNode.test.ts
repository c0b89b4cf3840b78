import { describe, expect, it } from "vitest";
import type { Deployment, Node, PodSpec } from "../../../src/kube/objects.ts";
import { eligibleNodes } from "../../../src/rules/scheduling/eligibleNodes.ts";
import { ownNodeOf } from "../../../src/rules/scheduling/ownNode.ts";

function deployment(spec: object): Deployment {
  const template = {
    metadata: { labels: { app: "gateway" } },
    spec: { containers: [{ name: "envoy" }], ...spec },
  };
  return { metadata: { name: "gateway", namespace: "edge" }, spec: { selector: {}, template } } as Deployment;
}

const ports = (...of: object[]) => ({ name: "envoy", ports: of });

describe("a pod needs a node of its own for a port of the node", () => {
  it.each<[string, object, string | undefined]>([
    [
      "a hostPort",
      { containers: [{ name: "log" }, ports({ containerPort: 9901 }, { containerPort: 80, hostPort: 80 })] },
      "/spec/template/spec/containers/1/ports/1/hostPort",
    ],
    [
      "a hostPort of a sidecar",
      { initContainers: [{ ...ports({ containerPort: 80, hostPort: 80 }), restartPolicy: "Always" }] },
      "/spec/template/spec/initContainers/0/ports/0/hostPort",
    ],
    [
      "an init container has ended by then",
      { initContainers: [ports({ containerPort: 80, hostPort: 80 })] },
      undefined,
    ],
    [
      "hostNetwork makes every declared port one",
      { hostNetwork: true, containers: [ports({ containerPort: 80 })] },
      "/spec/template/spec/hostNetwork",
    ],
    ["hostNetwork without a declared port", { hostNetwork: true }, undefined],
    ["a port of the pod alone", { containers: [ports({ containerPort: 80, hostPort: 0 })] }, undefined],
  ])("%s", (_, spec, path) => {
    expect(ownNodeOf(deployment(spec))).toEqual(
      path === undefined ? undefined : expect.objectContaining({ because: "HostPort", path }),
    );
  });
});

describe("a pod needs a node of its own for its anti-affinity", () => {
  const hostname = {
    topologyKey: "kubernetes.io/hostname",
    labelSelector: { matchLabels: { app: "gateway" } },
  };
  const required = (...terms: object[]) => ({
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } },
  });
  const zone = { ...hostname, topologyKey: "topology.kubernetes.io/zone" };

  it.each<[string, object, number | undefined]>([
    ["to its own kind, on one node", required(hostname), 0],
    ["the second term", required(zone, hostname), 1],
    ["in a zone, which has many nodes", required(zone), undefined],
    ["to others", required({ ...hostname, labelSelector: { matchLabels: { app: "batch" } } }), undefined],
    ["without a selector it is about no pod", required({ topologyKey: hostname.topologyKey }), undefined],
    ["an empty selector is about every pod", required({ ...hostname, labelSelector: {} }), 0],
    [
      "preferred",
      {
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: hostname }],
          },
        },
      },
      undefined,
    ],
    ["in its namespace, by name", required({ ...hostname, namespaces: ["edge"] }), 0],
    ["in another namespace", required({ ...hostname, namespaces: ["batch"] }), undefined],
    ["in all namespaces", required({ ...hostname, namespaces: ["batch"], namespaceSelector: {} }), 0],
    [
      "in namespaces by a selector, which may or may not be its own",
      required({ ...hostname, namespaceSelector: { matchLabels: { team: "edge" } } }),
      undefined,
    ],
    [
      "to pods of the same template: an old one does not keep a new one away",
      required({ ...hostname, matchLabelKeys: ["pod-template-hash"] }),
      undefined,
    ],
    [
      "to pods with the same value of a label that all have",
      required({ ...hostname, matchLabelKeys: ["app"] }),
      0,
    ],
    [
      "to pods with another value of a label that all have",
      required({ ...hostname, mismatchLabelKeys: ["app"] }),
      undefined,
    ],
  ])("%s", (_, spec, index) => {
    const path = `/spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/${index}`;
    expect(ownNodeOf(deployment(spec))).toEqual(
      index === undefined ? undefined : expect.objectContaining({ because: "AntiAffinity", path }),
    );
  });
});

describe("the nodes that a pod could run on", () => {
  const taint = (key: string, effect: string) => ({ taints: [{ key, effect }] });
  const nodes = [
    ["node-1", {}, { disk: "ssd" }],
    ["node-2", taint("spot", "PreferNoSchedule"), {}],
    ["gpu-0", taint("gpu", "NoSchedule"), {}],
    ["node-7", taint("maintenance", "NoExecute"), {}],
    ["node-8", { unschedulable: true, ...taint("node.kubernetes.io/unschedulable", "NoSchedule") }, {}],
  ].map(([name, spec, labels]) => ({ metadata: { name, labels }, spec }) as Node);
  const affinity = (...nodeSelectorTerms: object[]) => ({
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
  });

  it.each<[string, object, readonly string[]]>([
    ["a preference keeps none away; a taint and a cordon do", {}, ["node-1", "node-2"]],
    [
      "what it tolerates",
      { tolerations: [{ key: "gpu", operator: "Exists" }] },
      ["node-1", "node-2", "gpu-0"],
    ],
    [
      "a cordon is a taint as well",
      { tolerations: [{ key: "node.kubernetes.io/unschedulable", operator: "Exists" }] },
      ["node-1", "node-2", "node-8"],
    ],
    [
      "everything is tolerated",
      { tolerations: [{ operator: "Exists" }] },
      ["node-1", "node-2", "gpu-0", "node-7", "node-8"],
    ],
    ["a node selector", { nodeSelector: { disk: "ssd" } }, ["node-1"]],
    [
      "a required affinity",
      affinity({ matchExpressions: [{ key: "disk", operator: "DoesNotExist" }] }),
      ["node-2"],
    ],
    ["a node by name", { nodeName: "node-2" }, ["node-2"]],
  ])("%s", (_, spec, names) => {
    const found = eligibleNodes(nodes, { containers: [], ...spec } as PodSpec);
    expect(found.map(({ metadata }) => metadata?.name)).toEqual(names);
  });
});
