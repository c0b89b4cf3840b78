import { setTimeout as sleep } from "node:timers/promises";
import type { TestCluster } from "../connection.ts";
import { type RealDaemonSet, readDaemonSets, readTruth } from "./truth.ts";

/**
 * How long pods and statuses must stand still first. A pod becomes available up to two seconds after it became
 * ready where minReadySeconds is 1, and nothing changes in between.
 */
const quietMilliseconds = 2_500;
const patience = 90_000;

/**
 * Returns what the controller made of the namespace's DaemonSets once it has nothing more to do.
 *
 * Waiting does not show that: a NoSchedule taint that comes, for one, makes the controller look at no DaemonSet.
 * So every DaemonSet is edited in a field that changes nothing (revisionHistoryLimit), which raises its
 * generation. The controller writes that generation to status.observedGeneration at the end of a sync of which
 * all earlier creations and deletions were seen. If such a sync of standing objects changed neither pods nor
 * status, another one would not either.
 */
export async function settle(
  cluster: TestCluster,
  namespace: string,
): Promise<ReadonlyMap<string, RealDaemonSet>> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    const before = await untilQuiet(cluster, namespace, deadline);
    await syncAll(cluster, namespace);
    await sleep(250);
    const truth = await readTruth(cluster, namespace);
    if (fingerprint(truth) === before) return truth;
  }
  throw new Error(`the DaemonSets of ${namespace} did not come to rest in ${patience / 1000} s`);
}

/** Makes the controller sync every DaemonSet of the namespace, and waits until it has. */
async function syncAll(cluster: TestCluster, namespace: string): Promise<void> {
  const path = `/apis/apps/v1/namespaces/${namespace}/daemonsets`;
  const daemonSets = await readDaemonSets(cluster, namespace);
  const generations = new Map<string, number>();
  await Promise.all(
    daemonSets.map(async ({ metadata, spec }) => {
      const name = metadata?.name ?? "";
      const revisionHistoryLimit = (spec?.revisionHistoryLimit ?? 10) + 1;
      const edited = await cluster.request("PATCH", `${path}/${name}`, { spec: { revisionHistoryLimit } });
      generations.set(name, edited.metadata?.generation ?? 0);
    }),
  );
  await cluster.waitFor(
    `the controller to sync ${daemonSets.length} DaemonSets`,
    async () => {
      const now = await readDaemonSets(cluster, namespace);
      return now.every(({ metadata, status }) => {
        return (status?.observedGeneration ?? 0) >= (generations.get(metadata?.name ?? "") ?? 0);
      });
    },
    patience,
  );
}

async function untilQuiet(cluster: TestCluster, namespace: string, deadline: number): Promise<string> {
  let last = "";
  let since = performance.now();
  while (performance.now() < deadline) {
    const now = fingerprint(await readTruth(cluster, namespace));
    if (now !== last) since = performance.now();
    last = now;
    if (performance.now() - since >= quietMilliseconds) break;
    await sleep(250);
  }
  return last;
}

/** All of the namespace that a sync could change. */
export function fingerprint(truth: ReadonlyMap<string, RealDaemonSet>): string {
  return JSON.stringify(
    [...truth].map(([name, { object, pods }]) => {
      const { observedGeneration: _, ...counts } = object.status ?? {};
      return [name, counts, [...pods].sort((a, b) => (a.name < b.name ? -1 : 1))];
    }),
  );
}
