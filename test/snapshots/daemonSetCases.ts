import type { RunningCluster } from "../cluster/controlPlane.ts";
import { agent, type DaemonSetInput, fluentd, nodeExporter, podObject, rolling } from "./daemonSet.ts";
import type { Stage } from "./stage.ts";

/** Brings the cluster into a state and returns the DaemonSet to record in it. */
export type Case = (stage: Stage, cluster: RunningCluster) => Promise<DaemonSetInput>;

/** While all nodes but the one with a fault of its own are Ready. */
export const onReadyNodes: { readonly [name: string]: Case } = {
  "all-nodes": async (stage) => {
    const tolerations = [{ operator: "Exists" }];
    const template = { hostNetwork: true, tolerations, priorityClassName: "system-node-critical" };
    return stage.run({
      namespace: "kube-system",
      name: "kube-proxy",
      image: "kube-proxy:v1.36.3",
      template,
      container: { securityContext: { privileged: true } },
    });
  },

  "node-not-ready": async (stage, cluster) => {
    const input = await stage.run(fluentd("edge"));
    await cluster.setNodeReady("node-9", "False");
    await stage.touch(input);
    await stage.until(input, "to be counted again", ({ numberMisscheduled }) => numberMisscheduled === 1);
    return input;
  },
};

/** With node-9 NotReady, as in `exampleNodes.ts`; none of these changes a node. */
export const onExampleNodes: { readonly [name: string]: Case } = {
  healthy: (stage) => stage.run(fluentd("logging")),

  rolling: async (stage) => {
    const input = await stage.run(nodeExporter("monitoring", { minReadySeconds: 8, ...rolling(2) }));
    await stage.update(input, "node-exporter:v1.9.1");
    await stage.until(input, "to be half-way", ({ updatedNumberScheduled: n = 0, numberReady }) => {
      return n >= 4 && numberReady === 8;
    });
    return input;
  },

  "rollout-crash-loop": async (stage, cluster) => {
    const input = await stage.run(agent("security"));
    await stage.update(input, "registry.example/agent:2.1.0");
    const crashing = await cluster.waitFor("a pod of the new template to run", async () => {
      return (await stage.pods(input)).find(({ spec, status }) => {
        return spec?.containers?.[0]?.image?.endsWith(":2.1.0") && status?.phase === "Running";
      });
    });
    await stage.crashLoop(crashing, input.name);
    await stage.until(input, "to be without a pod", ({ numberUnavailable = 0 }) => numberUnavailable > 0);
    return input;
  },

  "rollout-no-room": async (stage) => {
    const input = await stage.run(agent("tracing", rolling("20%")));
    await stage.update(input, input.image, { resources: { requests: { cpu: "12" } } });
    await stage.until(input, "to stand still", ({ numberUnavailable = 0 }) => numberUnavailable >= 2);
    return input;
  },

  "pending-cpu": async (stage) => {
    const input = { ...agent("profiling"), container: { resources: { requests: { cpu: "2" } } } };
    const requests = { cpu: "7500m" };
    await stage.namespace("profiling");
    await stage.create(
      "profiling",
      podObject("profiling", "etl", "node-3", { resources: { requests } }),
      "pods",
    );
    await stage.apply(input);
    await stage.until(input, "all but one node", ({ numberAvailable }) => numberAvailable === 7);
    return input;
  },

  "pending-host-port": async (stage) => {
    const ports = [{ containerPort: 9100, hostPort: 9100 }];
    const input = { ...nodeExporter("metrics"), container: { ports } };
    await stage.namespace("metrics");
    await stage.create("metrics", podObject("metrics", "old-exporter", "node-2", { ports }), "pods");
    await stage.apply(input);
    await stage.until(input, "all but one node", ({ numberAvailable }) => numberAvailable === 7);
    return input;
  },

  "no-eligible-node": async (stage) => {
    const template = { nodeSelector: { accelerator: "nvidia-h100" } };
    const input = await stage.apply({
      namespace: "ml",
      name: "device-plugin",
      image: "device-plugin:v0.17",
      template,
    });
    await stage.until(input, "to be counted", ({ desiredNumberScheduled }) => desiredNumberScheduled === 0);
    return input;
  },

  affinity: async (stage) => {
    const generation = { key: "node.example.com/generation", operator: "Gt", values: ["three"] };
    const zones = { key: "topology.kubernetes.io/zone", operator: "In", values: ["zone-a", "zone-b"] };
    const nodeSelectorTerms = [
      { matchExpressions: [zones, { key: "accelerator", operator: "DoesNotExist" }] },
      { matchExpressions: [generation] },
      { matchFields: [{ key: "metadata.name", operator: "In", values: ["node-10"] }] },
    ];
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
    return stage.run({ ...agent("zonal"), template: { affinity: { nodeAffinity } } });
  },

  "node-name": (stage) => stage.run({ ...agent("debugging"), template: { nodeName: "node-1" } }),

  surge: async (stage) => {
    const input = await stage.run(agent("mesh", { minReadySeconds: 8, ...rolling(0, "25%") }));
    await stage.update(input, "registry.example/agent:2.1.0");
    await stage.until(input, "to be half-way", ({ updatedNumberScheduled: n = 0 }) => n >= 2);
    return input;
  },

  "on-delete": async (stage, cluster) => {
    const input = await stage.run(agent("storage", { updateStrategy: { type: "OnDelete" } }));
    await stage.update(input, "registry.example/agent:2.1.0");
    const [first] = await stage.pods(input);
    await cluster.request("DELETE", `/api/v1/namespaces/storage/pods/${first?.metadata?.name}`);
    await stage.until(input, "one new pod", ({ updatedNumberScheduled: updated, numberReady }) => {
      return updated === 1 && numberReady === 8;
    });
    return input;
  },

  quota: async (stage) => {
    const input = { ...agent("tenant-a"), name: "log-shipper" };
    await stage.namespace("tenant-a");
    const quota = { metadata: { name: "pods" }, spec: { hard: { pods: "5" } } };
    await stage.create("tenant-a", quota, "resourcequotas");
    await stage.apply(input);
    await stage.until(input, "five pods", ({ numberReady }) => numberReady === 5);
    return input;
  },
};

/** Each taints a node of its own, after all others are recorded. */
export const onTaintedNodes: { readonly [name: string]: Case } = {
  "status-behind": async (stage) => {
    const input = await stage.run(fluentd("payments"));
    await stage.taint("node-5", { key: "dedicated", value: "batch", effect: "NoSchedule" });
    return input;
  },

  "misscheduled-stays": async (stage) => {
    const input = await stage.run({ ...fluentd("search") });
    await stage.taint("node-4", { key: "dedicated", value: "search", effect: "NoSchedule" });
    await stage.touch(input);
    await stage.until(input, "to be counted again", ({ numberMisscheduled }) => numberMisscheduled === 1);
    return input;
  },
};
