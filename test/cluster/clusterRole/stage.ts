import type { StatefulSet } from "../../../src/kube/objects.ts";
import {
  httpRoutes,
  podMonitors,
  type ResourceType,
  scaledObjects,
  serviceMonitors,
  verticalPodAutoscalers,
} from "../../../src/kube/resources.ts";
import type { TestCluster } from "../connection.ts";

const addOns = [serviceMonitors, podMonitors, httpRoutes, verticalPodAutoscalers, scaledObjects];

/**
 * A workload of each kind, with what makes the tool look further: claims, one of them pending, and Services. The
 * add-ons are installed for the whole cluster, since what is not served is not asked for.
 */
export async function stage(cluster: TestCluster, namespace: string): Promise<void> {
  const create = (path: string, object: object) =>
    cluster.request("POST", path.replace("NS", `namespaces/${namespace}`), object);
  const named = (name: string, spec: object, podSpec: object = {}) => {
    const labels = { app: name };
    const pod = { nodeSelector: { pool: namespace }, containers: [{ name, image: `${name}:1` }], ...podSpec };
    const template = { metadata: { labels }, spec: pod };
    return { metadata: { name }, spec: { selector: { matchLabels: labels }, template, ...spec } };
  };
  await cluster.createNode({ name: namespace, labels: { pool: namespace } });
  for (const type of addOns) {
    await create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definitionOf(type));
  }
  for (const app of ["grafana", "loki"]) {
    const spec = { selector: { app }, ports: [{ name: "http", port: 80 }] };
    const service = { metadata: { name: app }, spec: app === "loki" ? { ...spec, clusterIP: "None" } : spec };
    await create("/api/v1/NS/services", service);
  }
  await create("/api/v1/NS/persistentvolumeclaims", claim("grafana-data"));
  const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "grafana-data" } }];
  await create("/apis/apps/v1/NS/deployments", named("grafana", {}, { volumes }));
  await create("/apis/apps/v1/NS/daemonsets", named("fluentd", {}));
  const loki = { serviceName: "loki", volumeClaimTemplates: [claim("data")] };
  await create("/apis/apps/v1/NS/statefulsets", named("loki", loki));
  const postgres = {
    serviceName: "",
    volumeClaimTemplates: [claim("data", { storageClassName: "fast-ssd" })],
  };
  await create("/apis/apps/v1/NS/statefulsets", named("postgres", postgres));
  await create("/apis/apps/v1/NS/replicasets", named("tempo", {}));
  await create("/api/v1/NS/replicationcontrollers", named("mimir", { selector: { app: "mimir" } }));
  const alloy = named("alloy", {}).spec.template.spec;
  await create("/api/v1/NS/pods", { metadata: { name: "alloy" }, spec: alloy });
  await cluster.waitFor("the StatefulSet to be ready", async () => {
    const path = `/apis/apps/v1/namespaces/${namespace}/statefulsets/loki`;
    return (await cluster.request<StatefulSet>("GET", path)).status?.readyReplicas === 1;
  });
}

function claim(name: string, more: object = {}) {
  const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, ...more };
  return { metadata: { name }, spec };
}

function definitionOf({ group, version, resource, kind }: ResourceType) {
  const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
  // Groups of Kubernetes itself ask for a word on who approved.
  const annotations = { "api-approved.kubernetes.io": "unapproved, for a test" };
  return {
    metadata: { name: `${resource}.${group}`, annotations },
    spec: {
      group,
      scope: "Namespaced",
      names: { kind, plural: resource, singular: kind.toLowerCase() },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
}
