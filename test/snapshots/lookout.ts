import type {
  EndpointSlice,
  Event,
  KubeObject,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
} from "../../src/kube/objects.ts";
import type { Read } from "../../src/kube/read.ts";
import { endpointSlices, events, persistentVolumeClaims, pods } from "../../src/kube/resources.ts";
import { pagePath } from "../../src/source/cluster/lists/path.ts";
import type { RunningCluster } from "../cluster/controlPlane.ts";
import { playCsiDriver } from "./csiDriver.ts";
import { objectPath } from "./objectPath.ts";
import type { Workload } from "./workload.ts";

const patience = 90_000;

/** Waits until the controllers have made of a workload what a case is about. */
export function lookoutOn({ request, waitFor }: RunningCluster) {
  const list = async <Item extends KubeObject>(read: Read): Promise<readonly Item[]> =>
    (await request<{ items: readonly Item[] }>("GET", pagePath(read, 0))).items;

  const podsOf = ({ metadata, spec }: Workload) =>
    list<Pod>({
      resource: pods,
      namespace: metadata?.namespace ?? "",
      ...(spec?.selector && { labelSelector: spec.selector }),
    });

  const claimsBeside = ({ metadata }: Workload) =>
    list<PersistentVolumeClaim>({
      resource: persistentVolumeClaims,
      namespace: metadata?.namespace ?? "",
    });

  /** Until the controller has acted on the latest spec and `probe` holds of what it says. */
  async function until<W extends Workload>(
    workload: W,
    what: string,
    probe: (status: NonNullable<W["status"]>) => boolean,
  ): Promise<W> {
    const look = async (): Promise<W | false> => {
      await playCsiDriver(request, workload.metadata?.namespace ?? "");
      const now = await request<W>("GET", objectPath(workload));
      const isObserved = now.status?.observedGeneration === now.metadata?.generation;
      return isObserved && now.status !== undefined && probe(now.status) && now;
    };
    return (await waitFor(`${nameOf(workload)}: ${what}`, look, patience)) as W;
  }

  return {
    podsOf,
    claimsBeside,
    until,

    async untilAvailable<W extends Workload>(workload: W): Promise<W> {
      const now = await until(workload, "to be available", (status) => isAvailable(workload, status));
      // kwok binds a claim before its volume is there: for a moment the controller takes the claim for Lost.
      await waitFor(`${nameOf(workload)}: its claims to be bound`, async () => {
        return (await claimsBeside(workload)).every(({ status }) => status?.phase === "Bound");
      });
      return now;
    },

    /** Its pods that `which` holds of, once there are so many of them. */
    podsOnceThereAre: (count: number, workload: Workload, which: (pod: Pod) => boolean) =>
      waitFor<readonly Pod[] | false>(
        `${nameOf(workload)}: ${count} such pods`,
        async () => {
          await playCsiDriver(request, workload.metadata?.namespace ?? "");
          const found = (await podsOf(workload)).filter(which);
          return found.length === count && found;
        },
        patience,
      ),

    /** Until its Service, which has its name, leads to so many ready pods. */
    endpointsOnceThereAre: (count: number, workload: Workload) => {
      const { namespace = "", name = "" } = workload.metadata ?? {};
      const labelSelector = { matchLabels: { "kubernetes.io/service-name": name } };
      return waitFor(`${nameOf(workload)}: ${count} endpoints`, async () => {
        const slices = await list<EndpointSlice>({ resource: endpointSlices, namespace, labelSelector });
        const all = slices.flatMap(({ endpoints }) => endpoints ?? []);
        const ready = all.filter(({ conditions }) => conditions?.ready === true);
        return slices.length > 0 && ready.length === count;
      });
    },

    /** Until so many objects of its namespace, or more, have an event of that reason. */
    eventsOnceThereAre: (count: number, workload: Workload, reason: string) => {
      const namespace = workload.metadata?.namespace ?? "";
      const read = { resource: events, namespace, fieldSelector: `reason=${reason}` };
      return waitFor(
        `${nameOf(workload)}: ${count} events ${reason}`,
        async () => {
          const found = await list<Event>(read);
          return new Set(found.map(({ involvedObject }) => involvedObject.uid)).size >= count;
        },
        patience,
      );
    },

    /** Until the controller of a new PodDisruptionBudget has counted. */
    untilCounted: (budget: PodDisruptionBudget) =>
      waitFor(`PodDisruptionBudget ${nameOf(budget)} to be counted`, async () => {
        const { status } = await request<PodDisruptionBudget>("GET", objectPath(budget));
        return status?.observedGeneration === 1;
      }),
  };
}

function nameOf({ metadata }: KubeObject): string {
  return `${metadata?.namespace}/${metadata?.name}`;
}

function isAvailable({ spec }: Workload, status: NonNullable<Workload["status"]>): boolean {
  if ("desiredNumberScheduled" in status) {
    const { desiredNumberScheduled: desired, numberAvailable = 0, updatedNumberScheduled = 0 } = status;
    return desired > 0 && numberAvailable === desired && updatedNumberScheduled === desired;
  }
  const { replicas: desired = 1 } = spec as { readonly replicas?: number };
  const { replicas = 0, availableReplicas = 0, updatedReplicas = 0 } = status;
  return [replicas, availableReplicas, updatedReplicas].every((count) => count === desired);
}
