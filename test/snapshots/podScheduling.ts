import type { Pod, PodSpec } from "../../src/kube/objects.ts";
import type { RunningCluster } from "../cluster/controlPlane.ts";
import { podObject } from "./daemonSet.ts";
import { bare, podOnce, typed } from "./podStage.ts";
import { isUnschedulable } from "./pods.ts";
import type { Case, Stage } from "./stage.ts";
import { claim, deployment } from "./workload.ts";

const onHost = (name: string) => ({ nodeSelector: { "kubernetes.io/hostname": name } });

/** What the scheduler says is the real one's. */
async function unschedulable(stage: Stage, cluster: RunningCluster, pod: Pod): Promise<Pod> {
  await stage.create(pod);
  return podOnce(cluster, pod, "to be unschedulable", isUnschedulable);
}

/** One more replica than there are nodes that take one each: the pod that is left. */
async function oneTooMany(stage: Stage, namespace: string, template: Partial<PodSpec>): Promise<Pod> {
  const workload = await stage.create(
    deployment({ namespace, name: "search", image: "registry.example/search:3.2.0", replicas: 8, template }),
  );
  const [pod] = await stage.podsOnceThereAre(1, workload, isUnschedulable);
  return typed(pod);
}

/** Each is held before it has a node. */
export const podScheduling: { readonly [name: string]: Case } = {
  "no-cpu": (stage, cluster) => {
    const container = { resources: { requests: { cpu: "12", memory: "4Gi" } } };
    return unschedulable(stage, cluster, bare({ namespace: "reports", name: "monthly", container }));
  },

  "untolerated-taint": (stage, cluster) => {
    const spec = { nodeSelector: { accelerator: "nvidia-l4" } };
    return unschedulable(stage, cluster, bare({ namespace: "ml", name: "training", spec }));
  },

  "node-selector": (stage, cluster) => {
    const spec = { nodeSelector: { disk: "nvme" } };
    return unschedulable(stage, cluster, bare({ namespace: "caching", name: "varnish", spec }));
  },

  "host-port": async (stage, cluster) => {
    const ports = [{ containerPort: 9100, hostPort: 9100 }];
    await stage.create(podObject("node-metrics", "old-exporter", "node-2", { ports }));
    const exporter = bare({
      namespace: "node-metrics",
      name: "exporter",
      container: { ports },
      spec: onHost("node-2"),
    });
    return unschedulable(stage, cluster, exporter);
  },

  cordoned: (stage, cluster) =>
    unschedulable(stage, cluster, bare({ namespace: "debug", name: "probe", spec: onHost("node-8") })),

  "anti-affinity": (stage) => {
    const term = { labelSelector: { matchLabels: { app: "search" } }, topologyKey: "kubernetes.io/hostname" };
    const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
    return oneTooMany(stage, "catalogue", { affinity: { podAntiAffinity } });
  },

  /** A node that is tainted counts as one that lacks a pod, unless the constraint says otherwise. */
  "topology-spread": (stage) =>
    oneTooMany(stage, "catalogue-eu", {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "kubernetes.io/hostname",
          whenUnsatisfiable: "DoNotSchedule",
          labelSelector: { matchLabels: { app: "search" } },
        },
      ],
    }),

  "claim-unbound": async (stage, cluster) => {
    const namespace = "uploads";
    await stage.create(claim({ namespace, name: "inbox", size: "20Gi", storageClass: "fast-ssd" }));
    return unschedulable(stage, cluster, bare({ namespace, name: "importer", spec: mounting("inbox") }));
  },

  "claim-missing": (stage, cluster) =>
    unschedulable(
      stage,
      cluster,
      bare({ namespace: "archive", name: "indexer", spec: mounting("documents") }),
    ),

  gated: async (stage, cluster) => {
    const spec = { schedulingGates: [{ name: "example.com/license" }] };
    const pod = await stage.create(bare({ namespace: "render", name: "frame-0001", spec }));
    return podOnce(cluster, pod, "to be gated", ({ status }) => {
      return (status?.conditions ?? []).some(({ reason }) => reason === "SchedulingGated");
    });
  },
};

function mounting(claimName: string): Partial<PodSpec> {
  return { volumes: [{ name: "data", persistentVolumeClaim: { claimName } }] };
}
