import type { KubeObject, Node, Pod, PodDisruptionBudget, Taint } from "../../src/kube/objects.ts";
import type { RunningCluster } from "../cluster/controlPlane.ts";
import { gp3 } from "./csiDriver.ts";
import type { PodStatus } from "./kubelet.ts";
import { installPolicy, keepKwokOut } from "./kubeletByHand.ts";
import { lookoutOn } from "./lookout.ts";
import { collectionPath, objectPath, podPath } from "./objectPath.ts";
import type { Container, Workload } from "./workload.ts";

/** Brings the cluster into a state and returns the workload, or the pod, to record in it. */
export type Case = (stage: Stage, cluster: RunningCluster) => Promise<KubeObject>;

const strategic = { contentType: "application/strategic-merge-patch+json" };
/** Every cluster has them. All others are a case's own, and go with it. */
const shared = ["default", "kube-system"];

/** What a recording does to the cluster before it is taken, and how the cluster gets rid of it afterwards. */
export async function stageOn(cluster: RunningCluster) {
  const { request, waitFor } = cluster;
  const lookout = lookoutOn(cluster);
  await installPolicy(request);
  await request("POST", collectionPath(gp3), gp3);
  const namespaces = new Set<string>();
  const inShared: KubeObject[] = [];

  async function create<Made extends KubeObject>(object: Made): Promise<Made> {
    const { namespace = "" } = object.metadata ?? {};
    if (shared.includes(namespace)) inShared.push(object);
    else if (!namespaces.has(namespace)) {
      // That of a case before may still be on its way out.
      const ask = () => request("POST", "/api/v1/namespaces", { metadata: { name: namespace } });
      await waitFor(`namespace ${namespace} to be made`, ask);
      namespaces.add(namespace);
    }
    return request<Made>("POST", collectionPath(object), object);
  }

  /** As `kubectl set image` and the like: containers are found by their names. */
  const edit = <W extends Workload>(workload: W, patch: { readonly [key: string]: unknown }) =>
    request<W>("PATCH", objectPath(workload), patch, strategic);

  return {
    ...lookout,
    create,
    edit,

    /** Created, and available everywhere it should run. */
    async run<W extends Workload>(workload: W): Promise<W> {
      await create(workload);
      return lookout.untilAvailable(workload);
    },

    /** A new version of its one container. */
    update: (workload: Workload, image: string, container: Partial<Container> = {}, cause?: string) =>
      edit(workload, {
        ...(cause && { metadata: { annotations: { "kubernetes.io/change-cause": cause } } }),
        spec: {
          template: { spec: { containers: [{ name: workload.metadata?.name, image, ...container }] } },
        },
      }),

    /** Makes the controller look again, as any edit does. */
    touch: (workload: Workload) =>
      edit(workload, { metadata: { annotations: { team: workload.metadata?.namespace } } }),

    async protect(budget: PodDisruptionBudget): Promise<void> {
      await create(budget);
      await lookout.untilCounted(budget);
    },

    /** From now on its pods that do not run yet are as they are until somebody writes their status. */
    async keepKwokOut(workload: Workload): Promise<void> {
      const [witness] = await lookout.podsOf(workload);
      if (witness === undefined) throw new Error(`${objectPath(workload)} has no pod to see the policy by`);
      await keepKwokOut(request, witness);
    },

    async writePodStatus(status: PodStatus, ...pods: readonly Pod[]): Promise<void> {
      await Promise.all(
        pods.map((pod) => request("PATCH", `${podPath(pod)}/status`, { status: status(pod) })),
      );
    },

    writeStatus: (object: KubeObject, status: object) =>
      request("PATCH", `${objectPath(object)}/status`, { status }),

    deletePod: (pod: Pod) => request("DELETE", podPath(pod)),

    /** As somebody asks for it, and as the driver's resizer then says that it is done. */
    async expandClaims(workload: Workload, storage: string): Promise<void> {
      const capacity = { storage };
      for (const { metadata, spec } of await lookout.claimsBeside(workload)) {
        const claim = objectPath({
          apiVersion: "v1",
          kind: "PersistentVolumeClaim",
          metadata: metadata ?? {},
        });
        await request("PATCH", claim, { spec: { resources: { requests: capacity } } });
        await request("PATCH", `/api/v1/persistentvolumes/${spec?.volumeName}`, { spec: { capacity } });
        await request("PATCH", `${claim}/status`, { status: { capacity } });
      }
    },

    async taint(name: string, taint: Taint) {
      const { spec } = await request<Node>("GET", `/api/v1/nodes/${name}`);
      const taints = [...(spec?.taints ?? []), taint];
      await request("PATCH", `/api/v1/nodes/${name}`, { spec: { taints } });
    },

    /** The next case finds the nodes empty, or nearly: what is in a namespace of its own goes a little later. */
    async clear(): Promise<void> {
      const paths = inShared.splice(0).map(objectPath);
      for (const path of paths) await request("DELETE", `${path}?propagationPolicy=Foreground`);
      const isGone = (path: string) => request("GET", path).then(() => false, isNotFound);
      await waitFor("the objects of the case to be gone", async () => {
        return (await Promise.all(paths.map(isGone))).every(Boolean);
      });
      for (const name of namespaces) await request("DELETE", `/api/v1/namespaces/${name}`);
      namespaces.clear();
    },
  };
}

export type Stage = Awaited<ReturnType<typeof stageOn>>;

function isNotFound(error: { readonly status?: number }): boolean {
  if (error.status === 404) return true;
  throw error;
}
