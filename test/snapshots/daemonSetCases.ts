import { agent, daemonSet, fluentd, nodeExporter, podObject, rolling } from "./daemonSet.ts";
import { crashLooping } from "./kubelet.ts";
import { podQuota } from "./neighbours.ts";
import { isBoundWith } from "./pods.ts";
import type { Case } from "./stage.ts";

/** While all nodes but the one with a fault of its own are Ready. */
export const onReadyNodes: { readonly [name: string]: Case } = {
  "all-nodes": async (stage) => {
    const tolerations = [{ operator: "Exists" }];
    const template = { hostNetwork: true, tolerations, priorityClassName: "system-node-critical" };
    return stage.run(
      daemonSet({
        namespace: "kube-system",
        name: "kube-proxy",
        image: "kube-proxy:v1.36.3",
        template,
        container: { securityContext: { privileged: true } },
      }),
    );
  },

  "node-not-ready": async (stage, cluster) => {
    const workload = await stage.run(daemonSet(fluentd("edge")));
    await cluster.setNodeReady("node-9", "False");
    await stage.touch(workload);
    await stage.until(workload, "to be counted again", ({ numberMisscheduled }) => numberMisscheduled === 1);
    return workload;
  },
};

/** With node-9 NotReady, as in `exampleNodes.ts`; none of these changes a node. */
export const onExampleNodes: { readonly [name: string]: Case } = {
  healthy: (stage) => stage.run(daemonSet(fluentd("logging"))),

  rolling: async (stage) => {
    const exporter = nodeExporter("monitoring", { minReadySeconds: 8, ...rolling(2) });
    const workload = await stage.run(daemonSet(exporter));
    await stage.update(workload, "node-exporter:v1.9.1");
    await stage.until(workload, "to be half-way", ({ updatedNumberScheduled: n = 0, numberReady }) => {
      return n >= 4 && numberReady === 8;
    });
    return workload;
  },

  "rollout-crash-loop": async (stage) => {
    const workload = await stage.run(daemonSet(agent("security")));
    const image = "registry.example/agent:2.1.0";
    await stage.keepKwokOut(workload);
    await stage.update(workload, image);
    const crashing = await stage.podsOnceThereAre(1, workload, isBoundWith(image));
    await stage.writePodStatus(crashLooping, ...crashing);
    await stage.until(workload, "to be without a pod", ({ numberUnavailable = 0 }) => numberUnavailable > 0);
    return workload;
  },

  "rollout-no-room": async (stage) => {
    const workload = await stage.run(daemonSet(agent("tracing", rolling("20%"))));
    await stage.update(workload, "registry.example/agent:2.0.0", { resources: { requests: { cpu: "12" } } });
    await stage.until(workload, "to stand still", ({ numberUnavailable = 0 }) => numberUnavailable >= 2);
    return workload;
  },

  "pending-cpu": async (stage) => {
    const container = { resources: { requests: { cpu: "2" } } };
    await stage.create(
      podObject("profiling", "etl", "node-3", { resources: { requests: { cpu: "7500m" } } }),
    );
    const workload = await stage.create(daemonSet({ ...agent("profiling"), container }));
    await stage.until(workload, "all but one node", ({ numberAvailable }) => numberAvailable === 7);
    return workload;
  },

  "pending-host-port": async (stage) => {
    const ports = [{ containerPort: 9100, hostPort: 9100 }];
    await stage.create(podObject("metrics", "old-exporter", "node-2", { ports }));
    const workload = await stage.create(daemonSet({ ...nodeExporter("metrics"), container: { ports } }));
    await stage.until(workload, "all but one node", ({ numberAvailable }) => numberAvailable === 7);
    return workload;
  },

  "no-eligible-node": async (stage) => {
    const template = { nodeSelector: { accelerator: "nvidia-h100" } };
    const workload = await stage.create(
      daemonSet({ namespace: "ml", name: "device-plugin", image: "device-plugin:v0.17", template }),
    );
    await stage.until(
      workload,
      "to be counted",
      ({ desiredNumberScheduled }) => desiredNumberScheduled === 0,
    );
    return workload;
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
    return stage.run(daemonSet({ ...agent("zonal"), template: { affinity: { nodeAffinity } } }));
  },

  "node-name": (stage) => stage.run(daemonSet({ ...agent("debugging"), template: { nodeName: "node-1" } })),

  surge: async (stage) => {
    const mesh = agent("mesh", { minReadySeconds: 8, ...rolling(0, "25%") });
    const workload = await stage.run(daemonSet(mesh));
    await stage.update(workload, "registry.example/agent:2.1.0");
    await stage.until(workload, "to be half-way", ({ updatedNumberScheduled: n = 0 }) => n >= 2);
    return workload;
  },

  "on-delete": async (stage) => {
    const onDelete = { updateStrategy: { type: "OnDelete" } };
    const workload = await stage.run(daemonSet(agent("storage", onDelete)));
    await stage.update(workload, "registry.example/agent:2.1.0");
    const [first] = await stage.podsOf(workload);
    if (first !== undefined) await stage.deletePod(first);
    await stage.until(workload, "one new pod", ({ updatedNumberScheduled: updated, numberReady }) => {
      return updated === 1 && numberReady === 8;
    });
    return workload;
  },

  quota: async (stage) => {
    await stage.create(podQuota("tenant-a", 5));
    const workload = await stage.create(daemonSet({ ...agent("tenant-a"), name: "log-shipper" }));
    await stage.until(workload, "five pods", ({ numberReady }) => numberReady === 5);
    return workload;
  },
};

/** Each taints a node of its own, after all others are recorded. */
export const onTaintedNodes: { readonly [name: string]: Case } = {
  "status-behind": async (stage) => {
    const workload = await stage.run(daemonSet(fluentd("payments")));
    await stage.taint("node-5", { key: "dedicated", value: "batch", effect: "NoSchedule" });
    return workload;
  },

  "misscheduled-stays": async (stage) => {
    const workload = await stage.run(daemonSet(fluentd("search")));
    await stage.taint("node-4", { key: "dedicated", value: "search", effect: "NoSchedule" });
    await stage.touch(workload);
    await stage.until(workload, "to be counted again", ({ numberMisscheduled }) => numberMisscheduled === 1);
    return workload;
  },
};
