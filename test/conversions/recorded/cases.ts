import type { SourceKind, TargetKind } from "../../../src/explanation/conversion.ts";

/** What is done to a cluster before the recording. */
export interface Stage {
  /** As somebody would type it, with `{}` for the case's folder; its stdout. */
  kubectl(command: string, env?: NodeJS.ProcessEnv): Promise<string>;
  /** Applies the manifests of the case, and waits until the workload is available. */
  apply(flags?: string): Promise<void>;
  /** Until kubectl prints `expected` for the JSON path of the workload. */
  until(jsonPath: string, expected: string): Promise<void>;
  /** Until all pods that it wants are available. */
  available(): Promise<void>;
}

export interface RecordedCase {
  readonly kind: SourceKind;
  readonly namespace: string;
  /** Of the workload; found out where a controller gives it. */
  readonly name: string | ((stage: Stage) => Promise<string>);
  readonly targets: readonly TargetKind[];
  readonly steps: (stage: Stage) => Promise<unknown>;
}

const applied = (stage: Stage) => stage.apply();
const all = ["Deployment", "StatefulSet", "DaemonSet"] as const;

function ofDeployment(
  namespace: string,
  name: string,
  steps: RecordedCase["steps"] = applied,
  targets: readonly TargetKind[] = ["StatefulSet", "DaemonSet"],
): RecordedCase {
  return { kind: "Deployment", namespace, name, targets, steps };
}

function ofStatefulSet(
  namespace: string,
  name: string,
  steps: RecordedCase["steps"] = applied,
): RecordedCase {
  return { kind: "StatefulSet", namespace, name, targets: ["Deployment", "DaemonSet"], steps };
}

function ofDaemonSet(namespace: string, name: string): RecordedCase {
  return { kind: "DaemonSet", namespace, name, targets: ["Deployment", "StatefulSet"], steps: applied };
}

/** By the name of the folder that has the manifests and gets the recording. */
export const recordedCases: { readonly [name: string]: RecordedCase } = {
  /** Applied, changed by somebody, and applied again. */
  "client-side-applied": ofDeployment(
    "storefront",
    "nginx",
    async (stage) => {
      await stage.apply();
      await stage.kubectl("set image deploy/nginx -n storefront nginx=nginx:1.29.2");
      await stage.apply();
    },
    all,
  ),

  "server-side-applied": ofDeployment("monitoring", "prometheus", (stage) =>
    stage.apply("--server-side --field-manager=argocd-controller"),
  ),

  "replicaset-of-deployment": {
    kind: "ReplicaSet",
    namespace: "web",
    name: (stage) => stage.kubectl("get rs -n web -l app=nginx -o jsonpath={.items[0].metadata.name}"),
    targets: all,
    steps: async (stage) => {
      await stage.kubectl("apply -f {}/manifests.yaml");
      await stage.kubectl("rollout status deploy/nginx -n web");
    },
  },

  "bare-pod": {
    kind: "Pod",
    namespace: "debug",
    name: "nginx",
    targets: all,
    steps: async (stage) => {
      await stage.kubectl(
        "run nginx -n debug --image=nginx:1.29.3 --port=80 --env=NGINX_ENTRYPOINT_QUIET_LOGS=1 --expose",
      );
      await stage.until("{.status.phase}", "Running");
    },
  },

  "replication-controller": {
    kind: "ReplicationController",
    namespace: "legacy",
    name: "nginx",
    targets: all,
    steps: applied,
  },

  /** Without metrics the real controller scales to what `minReplicas` says, and to no more. */
  "scaled-by-hpa": ofDeployment("checkout", "nginx", async (stage) => {
    await stage.apply();
    await stage.until("{.spec.replicas}", "4");
    await stage.available();
  }),

  /** As a Deployment looks that has been in many hands. */
  edited: ofDeployment("reports", "grafana", async (stage) => {
    const at = "-n reports";
    await stage.kubectl(`create deployment grafana ${at} --image=grafana/grafana:12.0.0 --port=3000`);
    await stage.kubectl(`expose deploy/grafana ${at} --port=80 --target-port=3000`);
    await stage.kubectl(`set image deploy/grafana ${at} grafana=grafana/grafana:12.2.1`);
    await stage.kubectl(`annotate deploy/grafana ${at} kubernetes.io/change-cause=to-12.2.1`);
    await stage.kubectl(`set env deploy/grafana ${at} GF_LOG_LEVEL=warn`);
    await stage.kubectl(`set resources deploy/grafana ${at} --requests=cpu=1500m,memory=1024Mi`);
    await stage.kubectl(`scale deploy/grafana ${at} --replicas=3`);
    await stage.kubectl(`label deploy/grafana ${at} team=reports`);
    await stage.kubectl(`edit deploy/grafana ${at}`, {
      KUBE_EDITOR: "sed -i /terminationGracePeriodSeconds/s/30/45/",
    });
    await stage.kubectl(`rollout restart deploy/grafana ${at}`);
    await stage.available();
  }),

  helm: ofDeployment("dashboards", "grafana", async (stage) => {
    await stage.kubectl("create -f {}/manifests.yaml --field-manager=helm");
    await stage.available();
  }),

  /** The operator's custom resource is the controller of the StatefulSet. */
  "owned-by-operator": ofStatefulSet("monitoring-stack", "prometheus-k8s", async (stage) => {
    await stage.apply("--server-side --field-manager=PrometheusOperator");
    const at = "-n monitoring-stack";
    const uid = await stage.kubectl(
      `get prometheuses.monitoring.coreos.com k8s ${at} -o jsonpath={.metadata.uid}`,
    );
    const owner = {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "Prometheus",
      name: "k8s",
      uid,
      controller: true,
      blockOwnerDeletion: true,
    };
    const patch = JSON.stringify({ metadata: { ownerReferences: [owner] } });
    await stage.kubectl(`patch sts prometheus-k8s ${at} --type=merge -p ${patch}`);
    await stage.available();
  }),

  "grafana-with-claim": ofDeployment("shop", "grafana"),
  "nextcloud-shared-claim": ofDeployment("intranet", "nextcloud"),
  postgres: ofStatefulSet("customers", "postgres"),
  "prometheus-one-replica": ofStatefulSet("metrics", "prometheus"),
  "valkey-from-ordinal-5": ofStatefulSet("sessions", "valkey"),
  fluentd: ofDaemonSet("logging", "fluentd"),
  "node-exporter": ofDaemonSet("node-metrics", "node-exporter"),

  /** Stopped amid a rollout to another image. */
  "paused-with-host-ports": ofDeployment("ingress-nginx", "ingress-nginx-controller", async (stage) => {
    await stage.apply();
    const at = "deploy/ingress-nginx-controller -n ingress-nginx";
    await stage.kubectl(`rollout pause ${at}`);
    await stage.kubectl(`set image ${at} controller=registry.k8s.io/ingress-nginx/controller:v1.14.0`);
  }),

  "name-with-dots": ofDeployment("sites", "nginx.shop.example"),
  "spread-by-revision": ofDeployment("edge", "nginx"),
  "sidecars-and-volumes": ofDeployment("observability", "grafana"),
};
