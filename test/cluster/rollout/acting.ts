import { setTimeout as sleep } from "node:timers/promises";
import type { Pod } from "../../../src/kube/objects.ts";
import type { TestCluster } from "../connection.ts";
import type { Random } from "../placement/random.ts";
import type { Case } from "./cases.ts";
import { objectOf, twinOf } from "./objects.ts";
import { isReady, isTerminating, pathOf } from "./state.ts";
import { holdFinalizer } from "./templates.ts";
import type { Act } from "./wish.ts";

export interface Stage {
  readonly cluster: TestCluster;
  /** The label by which the run's nodes and objects are known. */
  readonly pool: string;
}

export async function create({ cluster, pool }: Stage, one: Case): Promise<void> {
  if (one.twins) {
    const path = `/apis/apps/v1/namespaces/${one.namespace}/replicasets`;
    await cluster.request("POST", path, twinOf(one, "older", pool));
    // A creationTimestamp says no more than the second.
    await sleep(1_100);
    await cluster.request("POST", path, twinOf(one, "younger", pool));
  }
  await cluster.request("POST", pathOf(one.kind, one.namespace), objectOf(one, one.wish, pool));
}

/** Does the acts one after another, each after its delay. */
export async function perform(stage: Stage, one: Case, acts: readonly Act[], random: Random): Promise<void> {
  const { cluster, pool } = stage;
  for (const { name, wish, after } of acts) {
    await sleep(after);
    if (name === "Sicken" || name === "DeletePods") {
      await harmPods(stage, one, name, random);
      continue;
    }
    const { spec } = objectOf(one, wish, pool) as { spec?: unknown };
    await cluster.request("PATCH", `${pathOf(one.kind, one.namespace)}/${one.name}`, { spec });
  }
}

/**
 * Makes one or two ready pods not ready, as a failing probe does, which kwok never undoes; or deletes one or two,
 * those that are not ready first.
 */
async function harmPods(
  stage: Stage,
  one: Case,
  how: "Sicken" | "DeletePods",
  random: Random,
): Promise<void> {
  const staying = (await podsOf(stage, one)).filter((pod) => !isTerminating(pod));
  const [ready, unready] = [staying.filter(isReady), staying.filter((pod) => !isReady(pod))];
  const from = how === "DeletePods" && unready.length > 0 ? unready : ready;
  const lastTransitionTime = `${new Date().toISOString().slice(0, 19)}Z`;
  const status = { conditions: [{ type: "Ready", status: "False", lastTransitionTime }] };
  const contentType = "application/strategic-merge-patch+json";
  const { request } = stage.cluster;
  await Promise.all(
    random.some(from, 1 + random.below(2)).map(async ({ metadata }) => {
      const path = `/api/v1/namespaces/${one.namespace}/pods/${metadata?.name}`;
      if (how === "DeletePods") await request("DELETE", path).catch(gone);
      else await request("PATCH", `${path}/status`, { status }, { contentType }).catch(gone);
    }),
  );
}

/** Lets the terminating pods of a held case go. */
export async function release(stage: Stage, one: Case): Promise<void> {
  const held = (await podsOf(stage, one)).filter(
    (pod) => isTerminating(pod) && pod.metadata?.finalizers?.includes(holdFinalizer),
  );
  await Promise.all(
    held.map(({ metadata }) =>
      stage.cluster
        .request("PATCH", `/api/v1/namespaces/${one.namespace}/pods/${metadata?.name}`, {
          metadata: { finalizers: null },
        })
        .catch(gone),
    ),
  );
}

async function podsOf({ cluster }: Stage, { namespace, name }: Case): Promise<readonly Pod[]> {
  const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3D${name}`;
  return (await cluster.request<{ items: readonly Pod[] }>("GET", path)).items;
}

/** A controller may delete a pod between the look at it and the write. */
function gone(error: unknown): void {
  if (!(error instanceof Error && "status" in error && error.status === 404)) throw error;
}
