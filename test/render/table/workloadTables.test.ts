import { describe, expect, it } from "vitest";
import { renderTable } from "../../../src/render/table.ts";
import { explained } from "../../kinds/recorded.ts";

const style = { color: false, wide: false, unicode: true };

describe("the page of a Deployment", () => {
  it("past its deadline, on 80 columns", async () => {
    const page = renderTable(await explained("deployment-past-deadline", "Deployment"), {
      ...style,
      width: 80,
    });
    expect(page).toMatchInlineSnapshot(`
      "Deployment shop/web has made no progress for longer than its
      progressDeadlineSeconds (20 s): 2 of 4 pods are of its current template, 3 are
      available. It waits for web-55b6dbbd58-9rcl4 (0/12 nodes are available: 1
      node(s) were unschedulable, 4 node(s) had untolerated taint(s), 7 Insufficient
      cpu) and 1 more pod.

      PODS THAT ARE NOT AVAILABLE  2
        POD                   NODE    STATE    WHY
        web-55b6dbbd58-9rcl4  <none>  Pending  0/12 nodes are available: 1 node(s)
                                               were unschedulable, 4 node(s) had
                                               untolerated taint(s), 7 Insufficient
                                               cpu
        web-55b6dbbd58-fgvxp  <none>  Pending  0/12 nodes are available: 1 node(s)
                                               were unschedulable, 4 node(s) had
                                               untolerated taint(s), 7 Insufficient
                                               cpu

      REPLICASETS  3
        REVISION  REPLICASET      TEMPLATE  AVAILABLE  IMAGES      CHANGE-CAUSE
        3         web-55b6dbbd58  current   0 of 2     nginx:1.27  image 1.26
        2         web-6dc44fb885  old       3 of 3     nginx:1.27  image 1.26
        scaled to 0, kept for a rollback: revision 1

      ROLLOUT   2 of 4 pods updated, past the deadline: the controller keeps trying,
                and does not roll back by itself; RollingUpdate, at most 1 more than 4
                pods (25%, rounded up), at most 1 unavailable (25%, rounded down)
      NODES     node-2, node-3, node-6
      SERVICES  web (ClusterIP 80/TCP)
      "
    `);
    expect(Math.max(...page.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("scaled to 0: a percentage of nothing is not worth a word", async () => {
    const page = renderTable(
      await explained("deployment-complete", "Deployment", (object) =>
        object.kind === "Deployment"
          ? ({
              ...object,
              spec: { ...(object as { spec?: object }).spec, replicas: 0 },
              status: { observedGeneration: 1 },
            } as typeof object)
          : object,
      ),
      { ...style, width: 200 },
    );
    expect(page).toContain("ROLLOUT  complete: RollingUpdate\n");
  });
});

describe("the page of a StatefulSet", () => {
  it("without its Service, on 200 columns", async () => {
    const page = renderTable(await explained("statefulset-without-service", "StatefulSet"), {
      ...style,
      width: 200,
    });
    expect(page).toMatchInlineSnapshot(`
      "StatefulSet default/nginx-statefulset is ready, 3 of 3, but no pod has a DNS name: its governing Service \`nginx\` does not exist.

      ORDINAL  POD                  STATE  NODE    CLAIM                                DNS NAME
      0        nginx-statefulset-0  Ready  node-2  nginx-data-nginx-statefulset-0  1Gi  <none>: no Service \`nginx\`
      1        nginx-statefulset-1  Ready  node-6  nginx-data-nginx-statefulset-1  1Gi  <none>: no Service \`nginx\`
      2        nginx-statefulset-2  Ready  node-1  nginx-data-nginx-statefulset-2  1Gi  <none>: no Service \`nginx\`

      ROLLOUT  complete: RollingUpdate, one pod at a time from the highest ordinal down
      "
    `);
  });

  it("held up, on 80 columns: claims get a table of their own", async () => {
    const page = renderTable(await explained("statefulset-broken-before-update", "StatefulSet"), {
      ...style,
      width: 80,
    });
    expect(page).toMatchInlineSnapshot(`
      "StatefulSet data/postgres has 2 of 5 pods ready: postgres-6 holds up the
      creation of ordinals 8 and 9 and the update (container postgres:
      CrashLoopBackOff (exit code 1, 7 restarts)). postgres-6 is of an older template,
      and is replaced only once it is ready or somebody deletes it.

      ORDINAL  POD         STATE     NODE    DNS NAME
      5        postgres-5  Ready     node-6  postgres-5.postgres.data.svc
      6        postgres-6  NotReady  node-1  <none>: the pod is not ready
      7        postgres-7  Ready     node-2  postgres-7.postgres.data.svc
      8        postgres-8  Missing   <none>  <none>: no pod
      9        postgres-9  Missing   <none>  <none>: no pod

      ORDINAL  CLAIM
      5        data-postgres-5  1Gi
      6        data-postgres-6  1Gi
      7        data-postgres-7  1Gi
      8        data-postgres-8  1Gi
      9        data-postgres-9  (does not exist)

      WHAT THEY WAIT FOR
        postgres-6  container postgres: CrashLoopBackOff (exit code 1, 7 restarts)

      ROLLOUT            0 of 5 pods updated: RollingUpdate, one pod at a time from
                         the highest ordinal down
      GOVERNING SERVICE  postgres, headless
      SERVICES           postgres (headless 5432/TCP)
      "
    `);
    expect(Math.max(...page.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
