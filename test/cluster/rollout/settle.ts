import { setTimeout as sleep } from "node:timers/promises";
import type { Deployment, KubeObject, ReplicaSet } from "../../../src/kube/objects.ts";
import type { Stage } from "./acting.ts";
import { versionOf } from "./state.ts";
import { crashes } from "./templates.ts";

/** Longer than the longest minReadySeconds, during which a rollout moves on without a write before. */
const quietMilliseconds = 3_400;
const patience = 60_000;

/**
 * Waits until nothing of the run's workloads was written for a while, and returns the names of those for which
 * that is not meant: pods that crash are made for ever.
 */
export async function settle(stage: Stage): Promise<ReadonlySet<string>> {
  const deadline = performance.now() + patience;
  let last = await look(stage);
  let since = performance.now();
  let moved = new Set<string>();
  while (performance.now() - since < quietMilliseconds) {
    if (performance.now() > deadline) {
      throw new Error(`not at rest after ${patience / 1000} s: ${[...moved].join(", ")}`);
    }
    await sleep(700);
    const now = await look(stage);
    const changed = [...now.versions].filter(([version]) => !last.versions.has(version));
    if (changed.length > 0 || now.versions.size !== last.versions.size) {
      since = performance.now();
      moved = new Set(changed.map(([, name]) => name));
    }
    last = now;
  }
  return last.restless;
}

interface Seen {
  readonly restless: ReadonlySet<string>;
  /** Of all that is at rest some time, with the workload's name. */
  readonly versions: ReadonlyMap<string, string>;
}

async function look({ cluster, pool }: Stage): Promise<Seen> {
  const list = async <T extends KubeObject>(resource: string) => {
    const path = `${resource}?labelSelector=run%3D${pool}`;
    return (await cluster.request<{ items: readonly T[] }>("GET", path)).items;
  };
  const [deployments, replicaSets, ...others] = await Promise.all([
    list<Deployment>("/apis/apps/v1/deployments"),
    list<ReplicaSet>("/apis/apps/v1/replicasets"),
    list("/apis/apps/v1/statefulsets"),
    list("/apis/apps/v1/daemonsets"),
    list("/api/v1/pods"),
  ]);
  // A template that crashes, or a ReplicaSet of one that was since replaced, if not all of it.
  const crashing = [...deployments, ...replicaSets].filter(
    ({ spec }) => spec?.replicas !== 0 && crashes(spec?.template),
  );
  const restless = new Set(crashing.map(nameOf));
  const rest = [deployments, replicaSets, ...others].flat().filter((object) => !restless.has(nameOf(object)));
  return { restless, versions: new Map(rest.map((object) => [versionOf(object), nameOf(object)])) };
}

/** Of the workload that an object belongs to. */
function nameOf({ metadata }: KubeObject): string {
  return metadata?.labels?.["app"] ?? "";
}
