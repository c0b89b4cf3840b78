import { describe, expect, it } from "vitest";
import type { ExplainedKind, Explanation } from "../../../src/explanation/explanation.ts";
import { renderTable } from "../../../src/render/table.ts";
import { explained } from "../../kinds/recorded.ts";
import { stableNames } from "../../snapshots/stableNames.ts";

/** Without the spaces that only align. The whole pages stand in test/goldens. */
async function page(name: string, kind: ExplainedKind, width = 200): Promise<string> {
  const style = { color: false, wide: false, unicode: true, width };
  const explanation = (await explained(name, kind)) as Explanation;
  return stableNames(renderTable(explanation, style)).replaceAll(/ +/g, " ");
}

describe("the page of a Deployment", () => {
  it("past its deadline: what fails comes before what is there", async () => {
    const text = await page("deployment-past-deadline", "Deployment");
    const blocks = ["PODS THAT ARE NOT AVAILABLE 2", "REPLICASETS 3", "CHANGED IN REVISION 3", "ROLLOUT "];
    const places = blocks.map((block) => text.indexOf(`\n${block}`));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain("\n scaled to 0, kept for a rollback: revision 1\n");
  });

  it("what the last revision changed stands there with its cause", async () => {
    const text = await page("deployment-history", "Deployment");
    expect(text).toContain(
      "\nCHANGED IN REVISION 4 (typo tolerance), since revision 3\n" +
        " spec.containers[suggest].image registry.example/suggest:1.1.0 -> registry.example/suggest:1.2.0\n",
    );
    expect(text).toContain("\n scaled to 0, kept for a rollback: revisions 1, 2, 3\n");
  });

  it("the way back leads to what still serves, and is closed while it is paused", async () => {
    const recorded = await explained("deployment-past-deadline", "Deployment");
    const { facts } = recorded;
    const pageOf = (more: Partial<typeof facts>) =>
      renderTable({ ...recorded, facts: { ...facts, ...more } } as Explanation, {
        color: false,
        wide: false,
        unicode: true,
        width: 200,
      });
    expect(pageOf({})).toContain("--to-revision=2; other revisions: 1");
    const servedByTheFirst = facts.replicaSets.map((replicaSet) =>
      replicaSet.current ? replicaSet : { ...replicaSet, available: replicaSet.revision === 1 ? 3 : 0 },
    );
    expect(pageOf({ replicaSets: servedByTheFirst })).toContain("--to-revision=1; other revisions: 2");
    expect(pageOf({ rollout: { ...facts.rollout, paused: true } })).not.toContain("\nROLL BACK");
  });

  it("scaled to 0: a percentage of nothing is not worth a word", async () => {
    expect(await page("deployment-scaled-down", "Deployment")).toContain(
      "\nROLLOUT complete: RollingUpdate\n",
    );
  });

  it("a volume that is attached elsewhere: the pod, and what keeps it", async () => {
    const text = await page("deployment-claim-deadlock", "Deployment");
    expect(text).toMatch(
      / grafana-7bb646bd9-\*{5} node-\d+ Pending Multi-Attach error for volume "pvc-[-\da-f]+" Volume is already used by pod\(s\) grafana-76544cb7cb-\*{5}\n/,
    );
    expect(text).toContain("\nCLAIM grafana-data at volume data, 10Gi, ReadWriteOnce (one node at a time), ");
  });
});

describe("the page of a StatefulSet", () => {
  it("without its Service it has no block of names", async () => {
    const text = await page("statefulset-without-service", "StatefulSet");
    expect(text).not.toContain("DNS NAMES");
    expect(text).toMatch(
      /^0 nginx-statefulset-0 Ready node-\d+ zone-[abc] nginx-data-nginx-statefulset-0 1Gi /m,
    );
  });

  it("held up: claims that do not exist yet are told from those that wait for their pod", async () => {
    const text = await page("statefulset-broken-before-update", "StatefulSet");
    expect(text).toContain("\n8 postgres-8 Missing <none> <none> data-postgres-8 20Gi gp3\n");
    expect(text).toContain(
      "\nSCALE DOWN postgres-7 goes first, then the next lower ordinal once it is gone;",
    );
    expect(text).toContain("\n9 postgres-9 Missing <none> <none> data-postgres-9 (does not exist)\n");
  });

  it("claims get a table of their own where there is no room beside the pods", async () => {
    const text = await page("statefulset-broken-image", "StatefulSet", 80);
    expect(text).toContain("\nORDINAL CLAIM\n0 data-elasticsearch-0 100Gi gp3\n");
  });

  it("claims of ordinals that it does not have are named", async () => {
    expect(await page("statefulset-left-over-claims", "StatefulSet")).toContain(
      ": data-postgres-7 20Gi, data-postgres-8 20Gi, data-postgres-9 20Gi\n",
    );
  });
});
