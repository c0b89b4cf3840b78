import { imageMissing, waitingForVolumes } from "./kubelet.ts";
import { bare, kubeletEvents, onItsNode, typed } from "./podStage.ts";
import { podStatus, seconds } from "./podStatus.ts";
import { isBoundWith } from "./pods.ts";
import type { Case } from "./stage.ts";
import { claim, deployment } from "./workload.ts";

const ended = (exitCode: number, reason = "Error") => ({
  exitCode,
  reason,
  startedAt: seconds(-95),
  finishedAt: seconds(-90),
});
const done = { ready: true, state: { terminated: ended(0, "Completed") } };
const isRunning = { state: { running: { startedAt: seconds(-60) } } };

/** Each has a node, and does not come to be ready there. */
export const podStarts: { readonly [name: string]: Case } = {
  "image-missing": async (stage, cluster) => {
    const image = "registry.example/checkout:2.5.O";
    const pod = await onItsNode(
      stage,
      cluster,
      bare({ namespace: "tills", name: "checkout", image }),
      imageMissing,
    );
    const cause =
      `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": ` +
      `failed to resolve reference "${image}": ${image}: not found`;
    const container = "checkout";
    await kubeletEvents(
      cluster,
      pod,
      { reason: "Failed", message: `Failed to pull image "${image}": ${cause}`, container, count: 4 },
      { reason: "Failed", message: "Error: ErrImagePull", container, count: 4 },
      { reason: "Failed", message: "Error: ImagePullBackOff", container, count: 6 },
      {
        type: "Normal",
        reason: "BackOff",
        message: `Back-off pulling image "${image}"`,
        container,
        count: 6,
      },
    );
    return pod;
  },

  "image-denied": async (stage, cluster) => {
    const image = "registry.example/private/billing:7.0.1";
    const cause =
      `rpc error: code = Unknown desc = failed to pull and unpack image "${image}": failed to resolve reference ` +
      `"${image}": pull access denied, repository does not exist or may require authorization: ` +
      "server message: insufficient_scope: authorization failed";
    const waiting = { reason: "ErrImagePull", message: cause };
    const status = podStatus({ phase: "Pending", containers: { billing: { state: { waiting } } } });
    const pod = await onItsNode(
      stage,
      cluster,
      bare({ namespace: "invoices", name: "billing", image }),
      status,
    );
    const container = "billing";
    await kubeletEvents(
      cluster,
      pod,
      { reason: "Failed", message: `Failed to pull image "${image}": ${cause}`, container },
      { reason: "Failed", message: "Error: ErrImagePull", container },
    );
    return pod;
  },

  "config-missing": async (stage, cluster) => {
    const message = 'configmap "settings" not found';
    const waiting = { reason: "CreateContainerConfigError", message };
    const container = { envFrom: [{ configMapRef: { name: "settings" } }] };
    const pod = await onItsNode(
      stage,
      cluster,
      bare({ namespace: "portal", name: "api", container }),
      podStatus({ phase: "Pending", containers: { api: { state: { waiting } } } }),
    );
    await kubeletEvents(cluster, pod, {
      reason: "Failed",
      message: `Error: ${message}`,
      container: "api",
      count: 7,
      since: 80,
    });
    return pod;
  },

  "secret-volume-missing": async (stage, cluster) => {
    const spec = { volumes: [{ name: "tls", secret: { secretName: "proxy-tls" } }] };
    const container = { volumeMounts: [{ name: "tls", mountPath: "/etc/tls" }] };
    const proxy = bare({ namespace: "edge-proxy", name: "proxy", container, spec });
    const pod = await onItsNode(stage, cluster, proxy, waitingForVolumes);
    await kubeletEvents(cluster, pod, {
      reason: "FailedMount",
      message: 'MountVolume.SetUp failed for volume "tls" : secret "proxy-tls" not found',
      count: 8,
      since: 125,
    });
    return pod;
  },

  /** The new pod of an update, while the old one holds the volume on another node. */
  "volume-attached-elsewhere": async (stage) => {
    const namespace = "panels";
    const image = "grafana/grafana:12.3.0";
    await stage.create(claim({ namespace, name: "grafana-data", size: "10Gi", storageClass: "gp3" }));
    const workload = await stage.run(
      deployment({
        namespace,
        name: "grafana",
        image: "grafana/grafana:12.2.0",
        container: { volumeMounts: [{ name: "data", mountPath: "/var/lib/grafana" }] },
        template: { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "grafana-data" } }] },
      }),
    );
    await stage.keepKwokOut(workload);
    await stage.update(workload, image);
    const [pod] = await stage.podsOnceThereAre(1, workload, isBoundWith(image));
    await stage.writePodStatus(waitingForVolumes, typed(pod));
    await stage.eventsOnceThereAre(1, workload, "FailedAttachVolume");
    return typed(pod);
  },

  "init-crash-loop": async (stage, cluster) => {
    const initContainers = [
      { name: "wait-for-db", image: "busybox:1.37" },
      { name: "migrate", image: "registry.example/migrate:5.1.0" },
    ];
    const shop = bare({ namespace: "orders", name: "shop", spec: { initContainers } });
    const pod = await onItsNode(stage, cluster, shop, (pod) => {
      const of = `pod=shop_orders(${pod.metadata?.uid})`;
      const message = `back-off 1m20s restarting failed container=migrate ${of}`;
      const migrate = {
        restartCount: 4,
        state: { waiting: { reason: "CrashLoopBackOff", message } },
        lastState: { terminated: ended(2) },
      };
      return podStatus({ phase: "Pending", containers: { "wait-for-db": done, migrate } })(pod);
    });
    const of = `pod shop_orders(${pod.metadata?.uid})`;
    await kubeletEvents(cluster, pod, {
      reason: "BackOff",
      message: `Back-off restarting failed container migrate in ${of}`,
      count: 9,
      since: 200,
    });
    return pod;
  },

  "sidecar-not-started": async (stage, cluster) => {
    const startupProbe = { httpGet: { path: "/ready", port: 15021 } } as const;
    const initContainers = [
      { name: "envoy", image: "envoyproxy/envoy:v1.36.0", restartPolicy: "Always", startupProbe },
    ];
    const web = bare({ namespace: "meshed", name: "web", spec: { initContainers } });
    const pod = await onItsNode(
      stage,
      cluster,
      web,
      podStatus({ phase: "Pending", containers: { envoy: { ...isRunning, started: false } } }),
    );
    await kubeletEvents(cluster, pod, {
      reason: "Unhealthy",
      message: "Startup probe failed: HTTP probe failed with statuscode: 503",
      count: 5,
      since: 50,
    });
    return pod;
  },
};
