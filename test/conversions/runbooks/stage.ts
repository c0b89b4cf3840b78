import type { KubeObject, PersistentVolumeClaim, Pod } from "../../../src/kube/objects.ts";
import type { TestCluster } from "../../cluster/connection.ts";
import type { Case } from "./cases.ts";
import { manifest, type Wanted } from "./manifests.ts";

const paths: { readonly [kind: string]: string } = {
  Pod: "/api/v1/namespaces/NS/pods",
  ReplicationController: "/api/v1/namespaces/NS/replicationcontrollers",
  ReplicaSet: "/apis/apps/v1/namespaces/NS/replicasets",
  Deployment: "/apis/apps/v1/namespaces/NS/deployments",
  StatefulSet: "/apis/apps/v1/namespaces/NS/statefulsets",
  DaemonSet: "/apis/apps/v1/namespaces/NS/daemonsets",
};

/** What a runbook finds, changes and leaves: one workload called `app`, with all that it needs, in a namespace. */
export interface Stage {
  readonly object: (kind: string, name?: string) => Promise<KubeObject | undefined>;
  readonly pods: () => Promise<readonly Pod[]>;
  /** Those of `pods` that are ready and are not ending. */
  readonly ready: () => Promise<readonly Pod[]>;
  /** Name of a claim that is bound, to that of its volume. */
  readonly volumes: () => Promise<Readonly<Record<string, string>>>;
  /** What the volume of a claim was called that was made for it at the start. */
  readonly volumeOf: (claim: string) => string;
  readonly reclaimPolicy: (claim: string) => Promise<string | undefined>;
  /** Whether that which the old one owned is still there. */
  readonly hasBudget: () => Promise<boolean>;
  readonly autoscaledKind: () => Promise<string | undefined>;
  /** Of the volumes, which are in no namespace. */
  readonly clear: () => Promise<void>;
}

export async function setStage(
  cluster: TestCluster,
  namespace: string,
  each: Case,
  wanted: Wanted,
): Promise<Stage> {
  const inNamespace = (kind: string) => paths[kind]?.replace("NS", namespace) ?? "";
  const claimsPath = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
  const autoscalers = `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`;
  const volumeOf = (claim: string) => `${namespace}-${claim}`;
  const pods = async () => (await cluster.request<{ items: Pod[] }>("GET", inNamespace("Pod"))).items;
  const ready = async () => (await pods()).filter(isReady);

  for (const [claim, policy] of Object.entries(each.claims ?? {})) {
    await cluster.request("POST", "/api/v1/persistentvolumes", volume(volumeOf(claim), policy));
    await cluster.request("POST", claimsPath, claimFor(claim, volumeOf(claim)));
  }
  await cluster.request("POST", `/api/v1/namespaces/${namespace}/services`, {
    metadata: { name: "app" },
    spec: {
      selector: { app: "app" },
      ...(each.from === "StatefulSet" ? { clusterIP: "None" } : { ports: [{ port: 80 }] }),
    },
  });
  const created = await cluster.request<KubeObject>(
    "POST",
    inNamespace(each.from),
    manifest(each.from, wanted),
  );
  const budgets = `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
  if (each.ownsBudget) await cluster.request("POST", budgets, budgetOf(each.from, created));
  if (each.autoscaled) await cluster.request("POST", autoscalers, autoscaler(each.from));
  const volumes = async () => {
    const { items } = await cluster.request<{ items: PersistentVolumeClaim[] }>("GET", claimsPath);
    const bound = items.filter(({ status }) => status?.phase === "Bound");
    return Object.fromEntries(bound.map(({ metadata, spec }) => [metadata?.name, spec?.volumeName]));
  };
  const claims = Object.keys(each.claims ?? {}).length;
  await cluster.waitFor(
    `${wanted.replicas} pods and ${claims} claims`,
    async () => (await ready()).length === wanted.replicas && Object.keys(await volumes()).length === claims,
    60_000,
  );

  return {
    pods,
    ready,
    volumeOf,
    object: async (kind, name = "app") => {
      const { items } = await cluster.request<{ items: KubeObject[] }>("GET", inNamespace(kind));
      return items.find(({ metadata }) => metadata?.name === name);
    },
    volumes,
    reclaimPolicy: async (claim) => {
      const path = `/api/v1/persistentvolumes/${volumeOf(claim)}`;
      const { spec } = await cluster.request<{ spec?: { persistentVolumeReclaimPolicy?: string } }>(
        "GET",
        path,
      );
      return spec?.persistentVolumeReclaimPolicy;
    },
    hasBudget: async () => {
      const { items } = await cluster.request<{ items: KubeObject[] }>("GET", budgets);
      return items.some(({ metadata }) => metadata?.name === "app");
    },
    autoscaledKind: async () => {
      const { items } = await cluster.request<{ items: { spec: { scaleTargetRef: { kind: string } } }[] }>(
        "GET",
        autoscalers,
      );
      return items[0]?.spec.scaleTargetRef.kind;
    },
    clear: async () => {
      for (const claim of Object.keys(each.claims ?? {})) {
        await cluster.request("DELETE", `/api/v1/persistentvolumes/${volumeOf(claim)}`);
      }
    },
  };
}

function isReady({ metadata, status }: Pod): boolean {
  const condition = status?.conditions?.find(({ type }) => type === "Ready");
  return condition?.status === "True" && metadata?.deletionTimestamp === undefined;
}

/** No provisioner has to do with this class: what is bound is bound by hand. */
const storageClassName = "runbooks";

function volume(name: string, persistentVolumeReclaimPolicy: string): object {
  return {
    metadata: { name },
    spec: {
      accessModes: ["ReadWriteOnce"],
      capacity: { storage: "1Gi" },
      hostPath: { path: `/srv/${name}` },
      persistentVolumeReclaimPolicy,
      storageClassName,
    },
  };
}

function claimFor(name: string, volumeName: string): object {
  return {
    metadata: { name, labels: { team: "observability" } },
    spec: {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "1Gi" } },
      storageClassName,
      volumeName,
    },
  };
}

function autoscaler(kind: string): object {
  const apiVersion = "apps/v1";
  return {
    metadata: { name: "app" },
    spec: { minReplicas: 1, maxReplicas: 5, scaleTargetRef: { apiVersion, kind, name: "app" } },
  };
}

function budgetOf(kind: string, { metadata }: KubeObject): object {
  const owner = { apiVersion: "apps/v1", kind, name: metadata?.name, uid: metadata?.uid };
  return {
    metadata: { name: "app", ownerReferences: [owner] },
    spec: { minAvailable: 1, selector: { matchLabels: { app: "app" } } },
  };
}
