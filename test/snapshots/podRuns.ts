import { crashLooping, probeFailing } from "./kubelet.ts";
import { bare, kubeletEvents, onItsNode, podOnce, typed } from "./podStage.ts";
import { podStatus, seconds } from "./podStatus.ts";
import type { Case } from "./stage.ts";
import { deployment, statefulSet } from "./workload.ts";

const isRunning = { started: true, state: { running: { startedAt: seconds(-60) } } };

/** Each has started its containers. */
export const podRuns: { readonly [name: string]: Case } = {
  bare: async (stage, cluster) => {
    const pod = await stage.create(bare({ namespace: "sandbox", name: "shell", image: "busybox:1.37" }));
    return podOnce(cluster, pod, "to run", ({ status }) => status?.phase === "Running");
  },

  "of-deployment": async (stage) => {
    const resources = { requests: { cpu: "250m", memory: "256Mi" }, limits: { memory: "512Mi" } };
    const web = { namespace: "storefront", name: "web", image: "nginx:1.29", replicas: 2 };
    const workload = await stage.run(deployment({ ...web, container: { resources } }));
    const [pod] = await stage.podsOf(workload);
    return typed(pod);
  },

  "of-stateful-set": async (stage) => {
    const postgres = { namespace: "ledger", name: "postgres", image: "postgres:18.0", replicas: 3 };
    const workload = await stage.run(statefulSet(postgres));
    return typed((await stage.podsOf(workload)).find(({ metadata }) => metadata?.name === "postgres-1"));
  },

  /** As the kubelet of that node shows what it was started with, from a file of its own. */
  static: async (stage, cluster) => {
    const node = await cluster.request("GET", "/api/v1/nodes/cp-0");
    const owner = { apiVersion: "v1", kind: "Node", name: "cp-0", uid: node.metadata?.uid ?? "" };
    const hash = "5d1c63e9b1f0a7d24c8be0f7a9361d52";
    const pod = await stage.create(
      bare({
        namespace: "kube-system",
        name: "kube-scheduler-cp-0",
        image: "kube-scheduler:v1.36.3",
        container: { name: "kube-scheduler" },
        metadata: {
          annotations: {
            "kubernetes.io/config.hash": hash,
            "kubernetes.io/config.mirror": hash,
            "kubernetes.io/config.source": "file",
          },
          ownerReferences: [{ ...owner, controller: true }],
        },
        spec: { nodeName: "cp-0", hostNetwork: true, tolerations: [{ operator: "Exists" }] },
      }),
    );
    return podOnce(cluster, pod, "to run", ({ status }) => status?.phase === "Running");
  },

  "crash-loop": async (stage, cluster) => {
    const worker = bare({ namespace: "queues", name: "worker" });
    const pod = await onItsNode(stage, cluster, worker, crashLooping);
    await kubeletEvents(cluster, pod, {
      reason: "BackOff",
      message: `Back-off restarting failed container worker in pod worker_queues(${pod.metadata?.uid})`,
      count: 24,
      since: 600,
    });
    return pod;
  },

  "out-of-memory": async (stage, cluster) => {
    const resources = { requests: { memory: "64Mi" }, limits: { memory: "64Mi" } };
    const resizer = bare({ namespace: "images", name: "resizer", container: { resources } });
    const pod = await onItsNode(stage, cluster, resizer, (pod) => {
      const of = `pod=resizer_images(${pod.metadata?.uid})`;
      const message = `back-off 40s restarting failed container=resizer ${of}`;
      const killed = { startedAt: seconds(-30), finishedAt: seconds(-12) };
      const says = {
        restartCount: 3,
        state: { waiting: { reason: "CrashLoopBackOff", message } },
        lastState: { terminated: { exitCode: 137, reason: "OOMKilled", ...killed } },
      };
      return podStatus({ phase: "Running", containers: { resizer: says } })(pod);
    });
    await kubeletEvents(cluster, pod, {
      reason: "BackOff",
      message: `Back-off restarting failed container resizer in pod resizer_images(${pod.metadata?.uid})`,
      count: 5,
      since: 70,
    });
    return pod;
  },

  "readiness-probe": async (stage, cluster) => {
    const readinessProbe = { httpGet: { path: "/healthz", port: 8080 } } as const;
    const api = bare({ namespace: "quotes", name: "api", container: { readinessProbe } });
    const pod = await onItsNode(stage, cluster, api, probeFailing);
    await kubeletEvents(cluster, pod, {
      reason: "Unhealthy",
      message: "Readiness probe failed: HTTP probe failed with statuscode: 503",
      container: "api",
      count: 11,
      since: 110,
    });
    return pod;
  },

  "readiness-gate": (stage, cluster) => {
    const conditionType = "target-health.elbv2.k8s.aws/storefront";
    const spec = { readinessGates: [{ conditionType }] };
    const unhealthy = {
      type: conditionType,
      status: "False",
      reason: "Elb.RegistrationInProgress",
      message: "Target registration is in progress",
      lastTransitionTime: seconds(),
    };
    const status = podStatus({
      phase: "Running",
      containers: { web: { ...isRunning, ready: true } },
      conditions: [unhealthy],
    });
    return onItsNode(stage, cluster, bare({ namespace: "balanced", name: "web", spec }), status);
  },

  "readiness-gate-unset": (stage, cluster) => {
    const spec = { readinessGates: [{ conditionType: "example.com/in-rotation" }] };
    const containers = { web: { ...isRunning, ready: true } };
    const web = bare({ namespace: "rotation", name: "web", spec });
    return onItsNode(stage, cluster, web, podStatus({ phase: "Running", containers }));
  },
};
