import type { KubeObject, Pod } from "../../src/kube/objects.ts";
import type { RunningCluster } from "../cluster/controlPlane.ts";
import { keepDeletionOut } from "./deletionByHand.ts";
import { running } from "./kubelet.ts";
import { podPath } from "./objectPath.ts";
import { bare, byHandIn, kubeletEvents, onItsNode, podOnce, typed } from "./podStage.ts";
import { podStatus, seconds } from "./podStatus.ts";
import type { Case, Stage } from "./stage.ts";

const once = { restartPolicy: "Never" } as const;
const ran = { startedAt: seconds(-80), finishedAt: seconds(-5) };

/** Each is over, or about to be. The last of them make node-9 silent. */
export const podEnds: { readonly [name: string]: Case } = {
  succeeded: (stage, cluster) => {
    const terminated = { exitCode: 0, reason: "Completed", ...ran };
    const status = podStatus({
      phase: "Succeeded",
      hasSandbox: false,
      containers: { import: { state: { terminated } } },
    });
    return onItsNode(stage, cluster, bare({ namespace: "one-off", name: "import", spec: once }), status);
  },

  failed: (stage, cluster) => {
    const terminated = { exitCode: 3, reason: "Error", ...ran };
    const status = podStatus({
      phase: "Failed",
      hasSandbox: false,
      containers: { export: { state: { terminated } } },
    });
    return onItsNode(stage, cluster, bare({ namespace: "one-offs", name: "export", spec: once }), status);
  },

  "of-job": async (stage, cluster) => {
    const namespace = "backups";
    await byHandIn(namespace, stage, cluster);
    const { request } = cluster;
    await request("POST", `/apis/batch/v1/namespaces/${namespace}/jobs`, {
      metadata: { name: "backup" },
      spec: {
        backoffLimit: 0,
        template: {
          spec: { ...once, containers: [{ name: "dump", image: "registry.example/dump:2.0.0" }] },
        },
      },
    });
    const pods = `/api/v1/namespaces/${namespace}/pods?labelSelector=job-name%3Dbackup`;
    const found = await cluster.waitFor("the pod of the Job to have a node", async () => {
      const { items } = await request<{ items: readonly Pod[] }>("GET", pods);
      return items.find(({ spec }) => spec?.nodeName) ?? false;
    });
    const pod = typed(found as Pod);
    const terminated = { exitCode: 2, reason: "Error", ...ran };
    const containers = { dump: { state: { terminated } } };
    await stage.writePodStatus(podStatus({ phase: "Failed", hasSandbox: false, containers }), pod);
    return podOnce(
      cluster,
      pod,
      "to be counted",
      ({ metadata }) => (metadata?.finalizers ?? []).length === 0,
    );
  },

  /** Upstream: pkg/kubelet/eviction/helpers.go#evictionMessage (v1.36) */
  evicted: async (stage, cluster) => {
    const container = { resources: { requests: { memory: "256Mi" } } };
    const message =
      "The node was low on resource: memory. Threshold quantity: 100Mi, available: 83860Ki. " +
      "Container indexer was using 1239744Ki, request is 256Mi, has larger consumption of memory. ";
    const disruption = {
      type: "DisruptionTarget",
      status: "True",
      reason: "TerminationByKubelet",
      message,
      lastTransitionTime: seconds(-8),
    };
    const terminated = { exitCode: 137, reason: "Error", ...ran };
    const pod = await onItsNode(
      stage,
      cluster,
      bare({ namespace: "indexing", name: "indexer", container }),
      podStatus({
        phase: "Failed",
        hasSandbox: false,
        reason: "Evicted",
        message,
        conditions: [disruption],
        containers: { indexer: { state: { terminated } } },
      }),
    );
    await kubeletEvents(cluster, pod, { reason: "Evicted", message, since: 8 });
    return pod;
  },

  /** The controller that it refers to was deleted, and the garbage collector has not come by yet. */
  "owner-gone": async (stage, cluster) => {
    const namespace = "left-over";
    const witness = await stage.create(bare({ namespace, name: "shell" }));
    await keepDeletionOut(cluster.request, witness);
    const owner = {
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      name: "web-6d5f7c8b94",
      uid: "0d6c2f1e-3b4a-4c5d-8e6f-7a8b9c0d1e2f",
      controller: true,
      blockOwnerDeletion: true,
    };
    const metadata = { name: "web-6d5f7c8b94-x7k2p", ownerReferences: [owner] };
    const pod = await stage.create(bare({ namespace, name: "web", metadata }));
    return podOnce(cluster, pod, "to run", ({ status }) => status?.phase === "Running");
  },

  /** Its container has ended; whoever set the finalizer has not taken it off. */
  "terminating-finalizer": async (stage, cluster) => {
    const metadata = { finalizers: ["example.com/drain"] };
    const session = bare({ namespace: "sessions", name: "session", metadata });
    const pod = await onItsNode(stage, cluster, session, running);
    await remove(cluster, pod);
    const terminated = { exitCode: 0, reason: "Completed", ...ran };
    const containers = { session: { state: { terminated } } };
    await stage.writePodStatus(podStatus({ phase: "Succeeded", hasSandbox: false, containers }), pod);
    return overdue(cluster, pod);
  },

  /** Its node went away with it running, and nobody has deleted it. */
  "node-silent": async (stage, cluster) => {
    await cluster.setNodeReady("node-9", "Unknown");
    return onSilentNode("meters", "meter", stage, cluster);
  },

  "terminating-node-silent": async (stage, cluster) => {
    await cluster.setNodeReady("node-9", "Unknown");
    const pod = await onSilentNode("locks", "lock", stage, cluster);
    await keepDeletionOut(cluster.request, pod);
    await remove(cluster, pod);
    return overdue(cluster, pod);
  },
};

/** Without it the scheduler would choose another node. What its kubelet wrote last stands there. */
async function onSilentNode(
  namespace: string,
  name: string,
  stage: Stage,
  cluster: RunningCluster,
): Promise<Pod> {
  await byHandIn(namespace, stage, cluster);
  const pod = await stage.create(bare({ namespace, name, spec: { nodeName: "node-9" } }));
  await stage.writePodStatus((pod) => {
    const status = running(pod);
    const conditions = status.conditions?.map((each) => {
      return each.type === "Ready" ? { ...each, status: "False" } : each;
    });
    return { ...status, ...(conditions && { conditions }) };
  }, pod);
  return pod;
}

function remove({ request }: RunningCluster, pod: Pod): Promise<KubeObject> {
  return request("DELETE", `${podPath(pod)}?gracePeriodSeconds=1`);
}

/** Its grace period is over, by the whole seconds that a deletionTimestamp has. */
function overdue(cluster: RunningCluster, pod: Pod): Promise<Pod> {
  return podOnce(cluster, pod, "to be overdue", ({ metadata }) => {
    return Date.parse(metadata?.deletionTimestamp ?? "") < Date.now() - 1000;
  });
}
