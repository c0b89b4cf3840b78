import { setTimeout as sleep } from "node:timers/promises";
import type { Pod } from "../../../src/kube/objects.ts";
import type { TestCluster } from "../../cluster/connection.ts";

/** How long a pod of the test cluster takes to start when it is `gated`: else kwok has it ready at once. */
const startMs = 1_500;

/** Lets every gated pod of the namespace start a while after it was seen. @returns what ends that */
export function slowStart(cluster: TestCluster, namespace: string): () => Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const seen = new Map<string, number>();
  let done = false;
  const opening = (async () => {
    while (!done) {
      const { items } = await cluster.request<{ items: Pod[] }>("GET", path);
      for (const { metadata, spec } of items) {
        const { name = "", uid = "" } = metadata ?? {};
        if (spec?.schedulingGates === undefined) continue;
        const since = seen.get(uid) ?? Date.now();
        seen.set(uid, since);
        if (Date.now() - since < startMs) continue;
        const open = { spec: { schedulingGates: null } };
        // It may have been deleted in the meantime.
        await cluster
          .request("PATCH", `${path}/${name}`, open, { contentType: "application/merge-patch+json" })
          .catch(() => undefined);
      }
      await sleep(100);
    }
  })();
  return () => {
    done = true;
    return opening;
  };
}
