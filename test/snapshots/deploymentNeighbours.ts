import { autoscaler, disruptionBudget, ingress, service, steadyAutoscaler } from "./neighbours.ts";
import { isUnschedulable } from "./pods.ts";
import type { Case, Stage } from "./stage.ts";
import { tutorial } from "./tutorial.ts";
import { type DeploymentInput, deployment } from "./workload.ts";

const requests = { cpu: "250m", memory: "256Mi" };
const http = { ports: [{ name: "http", containerPort: 8080 }], resources: { requests } };

/** What is around a Deployment, or is missing there. */
export const deploymentNeighbours: { readonly [name: string]: Case } = {
  complete: (stage) => tutorial(stage, "Deployment"),

  /** With all that a web server in production has. */
  healthy: async (stage) => {
    const storefront = {
      namespace: "storefront",
      name: "storefront",
      image: "registry.example/storefront:4.2.0",
    };
    const workload = await stage.run(deployment({ ...storefront, replicas: 4, container: http }));
    await stage.create(service(workload, 80, { ports: [{ name: "http", port: 80, targetPort: "http" }] }));
    await stage.create(ingress(workload, "shop.example.com"));
    await stage.protect(disruptionBudget(workload, { maxUnavailable: 1 }));
    const scaler = await stage.create(autoscaler(workload, { minReplicas: 4, maxReplicas: 10 }));
    await stage.writeStatus(scaler, steadyAutoscaler(4));
    await stage.endpointsOnceThereAre(4, workload);
    return workload;
  },

  "no-service": async (stage) => {
    const thumbnails = {
      namespace: "thumbnails",
      name: "thumbnailer",
      image: "registry.example/thumbnailer:1.4",
    };
    const container = { ...http, ports: [{ name: "metrics", containerPort: 9090 }] };
    return stage.run(deployment({ ...thumbnails, replicas: 2, container }));
  },

  /** Somebody renamed the Deployment's label and not the Service's selector. */
  "service-mismatch": async (stage) => {
    const labels = { app: "recommender", tier: "backend" };
    const image = "registry.example/recommender:0.9.3";
    const input = { namespace: "recommender", name: "recommender", image, labels };
    const workload = await stage.run(deployment({ ...input, replicas: 2, container: http }));
    await stage.create(service(workload, 80, { selector: { app: "recommender", tier: "api" } }));
    await stage.endpointsOnceThereAre(0, workload);
    return workload;
  },

  "host-port": (stage) => onEveryNode(stage, "gateway", 443),

  "host-port-stuck": async (stage) => {
    const workload = await onEveryNode(stage, "gateway-blue", 8443);
    await stage.update(workload, "registry.example/gateway:2.1.0");
    await stage.podsOnceThereAre(1, workload, isUnschedulable);
    return stage.until(workload, "to stand still", ({ updatedReplicas }) => updatedReplicas === 1);
  },

  helm: async (stage) => {
    const metadata = {
      labels: {
        "app.kubernetes.io/instance": "cert-manager",
        "app.kubernetes.io/managed-by": "Helm",
        "app.kubernetes.io/version": "v1.19.1",
        "helm.sh/chart": "cert-manager-v1.19.1",
      },
      annotations: {
        "meta.helm.sh/release-name": "cert-manager",
        "meta.helm.sh/release-namespace": "cert-manager",
      },
    };
    const image = "quay.io/jetstack/cert-manager-controller:v1.19.1";
    const input = { namespace: "cert-manager", name: "cert-manager", image, metadata };
    return stage.run(
      deployment({ ...input, container: { ports: [{ name: "http-metrics", containerPort: 9402 }] } }),
    );
  },

  /** A canary whose labels are the stable version's and one more: its Service and budget are about both. */
  overlap: async (stage) => {
    const stable = { namespace: "profile", name: "profile", image: "registry.example/profile:2.0.0" };
    const labels = { app: "profile", track: "canary" };
    const canary = {
      ...stable,
      name: "profile-canary",
      image: "registry.example/profile:2.1.0-rc.1",
      labels,
    };
    const workload = await stage.run(deployment({ ...stable, replicas: 3, container: http }));
    await stage.run(deployment({ ...canary, container: http }));
    await stage.create(service(workload, 80, { ports: [{ name: "http", port: 80, targetPort: "http" }] }));
    await stage.protect(disruptionBudget(workload, { minAvailable: 2 }));
    await stage.endpointsOnceThereAre(4, workload);
    return workload;
  },
};

/** As many pods as there are nodes that take them, each with a port of its node, and none may go first. */
function onEveryNode(stage: Stage, namespace: string, hostPort: number) {
  const gateway: DeploymentInput = {
    namespace,
    name: "gateway",
    image: "registry.example/gateway:2.0.0",
    replicas: 7,
    container: { ports: [{ name: "https", containerPort: 8443, hostPort }] },
    spec: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
  };
  return stage.run(deployment(gateway));
}
