import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect } from "vitest";
import type { DaemonSetFacts } from "../../src/explanation/daemonSetFacts.ts";
import type { Explanation } from "../../src/explanation/explanation.ts";
import type { DaemonSet, Pod } from "../../src/kube/objects.ts";
import type { TestCluster } from "../cluster/connection.ts";
import { kubectl, workload } from "../cluster/executable.ts";
import { test, testCluster } from "../cluster/fixture.ts";

type DaemonSetExplanation = Omit<Explanation, "facts"> & { readonly facts: DaemonSetFacts };

const pool = "explain-suite";

function daemonSet(name: string, spec: object = {}): object {
  const labels = { app: name };
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { nodeSelector: { pool }, containers: [{ name, image: "fluentd:v1.16-1" }], ...spec },
      },
    },
  };
}

async function applied(cluster: TestCluster, namespace: string, name: string, nodes: number, spec?: object) {
  const path = `/apis/apps/v1/namespaces/${namespace}/daemonsets`;
  await cluster.request("POST", path, daemonSet(name, spec));
  await cluster.waitFor(
    `${name} to be counted on ${nodes} nodes`,
    async () => {
      const { status } = await cluster.request<DaemonSet>("GET", `${path}/${name}`);
      return status?.desiredNumberScheduled === nodes && status.currentNumberScheduled === nodes;
    },
    30_000,
  );
}

/** Counted is not bound: the controller aims a pod at a node, and the scheduler binds it. */
function boundPods(cluster: TestCluster, namespace: string): Promise<readonly Pod[]> {
  return cluster.waitFor("every pod to be bound", async () => {
    const path = `/api/v1/namespaces/${namespace}/pods`;
    const { items } = await cluster.request<{ items: Pod[] }>("GET", path);
    return items.every(({ spec }) => spec?.nodeName) ? items : undefined;
  });
}

async function nodesOfPool(cluster: TestCluster): Promise<void> {
  const taints = [{ key: "gpu", value: "true", effect: "NoSchedule" as const }];
  for (const name of ["a", "b", "gpu"]) {
    const input = { name: `${pool}-${name}`, labels: { pool } };
    await cluster
      .createNode(name === "gpu" ? { ...input, taints } : input)
      .catch((error: { status?: number }) => {
        if (error.status !== 409) throw error;
      });
  }
}

describe("kubectl workload explain, against a real cluster", () => {
  beforeAll(() => nodesOfPool(testCluster()), 60_000);

  test("says which nodes lack a pod and why, and agrees with the pods that are there", async ({
    cluster,
    namespace,
  }) => {
    await applied(cluster, namespace, "fluentd", 2);
    const items = await boundPods(cluster, namespace);
    const reader = cluster.kubeconfigFor("reader");
    const { stdout, exitCode } = await workload(
      ["explain", "ds/fluentd", "-n", namespace, "-o", "json"],
      reader,
    );
    expect(exitCode).toBe(0);
    const { facts } = JSON.parse(stdout) as DaemonSetExplanation;
    const placed = facts.placement.nodes.filter(({ pod }) => pod !== undefined).map(({ name }) => name);
    expect(placed.sort()).toEqual(items.map(({ spec }) => spec?.nodeName).sort());
    expect(facts.placement.nodes.find(({ name }) => name === `${pool}-gpu`)).toMatchObject({
      state: "Excluded",
      reasons: [{ type: "Taint", key: "gpu", value: "true", effect: "NoSchedule" }],
    });
  });

  test("tells a Pending pod from a node that the controller skips, with the scheduler's reason", async ({
    cluster,
    namespace,
  }) => {
    const resources = { requests: { cpu: "4000" } };
    await applied(cluster, namespace, "greedy", 2, {
      containers: [{ name: "greedy", image: "fluentd:v1.16-1", resources }],
    });
    const reader = cluster.kubeconfigFor("reader");
    const seen = await cluster.waitFor("the scheduler to say why", async () => {
      const { stdout } = await workload(["explain", "ds/greedy", "-n", namespace, "-o", "json"], reader);
      const { facts } = JSON.parse(stdout) as DaemonSetExplanation;
      const pending = facts.placement.nodes.filter(({ state }) => state === "Pending");
      return pending.every(({ pod }) => pod?.waiting?.reason === "Unschedulable") ? pending : undefined;
    });
    expect(seen.map(({ name }) => name)).toEqual([`${pool}-a`, `${pool}-b`]);
    expect(seen.map(({ pod }) => pod?.waiting?.summary)).toEqual(["Insufficient cpu", "Insufficient cpu"]);
  });

  test("shows where an unapplied manifest would run, and the cluster then does just that", async ({
    cluster,
    namespace,
  }) => {
    const reader = cluster.kubeconfigFor("reader");
    const file = join(mkdtempSync(join(tmpdir(), "kubectl-workload-")), "fluentd.json");
    writeFileSync(file, JSON.stringify(daemonSet("fluentd")));
    const planned = await workload(["explain", "-f", file, "-n", namespace, "-o", "json"], reader);
    const { verdict, facts } = JSON.parse(planned.stdout) as DaemonSetExplanation;
    expect(verdict.sentence).toContain("as its manifest has it, would run on 2 of ");
    expect(facts.placement.nodes.some(({ pod }) => pod !== undefined)).toBe(false);

    await applied(cluster, namespace, "fluentd", 2);
    const items = await boundPods(cluster, namespace);
    const wanted = facts.placement.nodes.filter(({ shouldRun }) => shouldRun).map(({ name }) => name);
    expect(items.map(({ spec }) => spec?.nodeName).sort()).toEqual(wanted);
  });

  describe("without the right to list nodes", () => {
    test("goes on, names the gap, and the rule that it names closes it", async ({ cluster, namespace }) => {
      await applied(cluster, namespace, "fluentd", 2);
      const args = ["explain", "ds/fluentd", "-n", namespace, "-o", "json"];
      const noNodes = cluster.kubeconfigFor("no-nodes");
      const before = JSON.parse((await workload(args, noNodes)).stdout) as Explanation;
      expect(before.verdict.state).toBe("Unknown");
      const [gap] = before.gaps;
      expect(gap).toMatchObject({
        resource: "nodes",
        verb: "list",
        reason: "Forbidden",
        rule: { scope: "ClusterRole" },
      });

      const { scope: _, ...rule } = gap?.rule ?? { scope: "" };
      const name = `closes-the-gap-${namespace}`;
      const api = "/apis/rbac.authorization.k8s.io/v1";
      await cluster.request("POST", `${api}/clusterroles`, { metadata: { name }, rules: [rule] });
      await cluster.request("POST", `${api}/clusterrolebindings`, {
        metadata: { name },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
        subjects: [{ kind: "User", name: "no-nodes", apiGroup: "rbac.authorization.k8s.io" }],
      });
      try {
        const after = await cluster.waitFor("the rule to be in force", async () => {
          const explanation = JSON.parse((await workload(args, noNodes)).stdout) as Explanation;
          return explanation.gaps.length === 0 ? explanation : undefined;
        });
        expect(after.verdict.state).not.toBe("Unknown");
      } finally {
        await cluster.request("DELETE", `${api}/clusterrolebindings/${name}`);
        await cluster.request("DELETE", `${api}/clusterroles/${name}`);
      }
    });
  });

  describe("fails in kubectl's words, on stderr, with exit code 1", () => {
    const cases: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
      [
        "no such DaemonSet",
        "reader",
        ["explain", "ds/fluentd", "-n", "default"],
        ["get", "ds/fluentd", "-n", "default"],
      ],
      [
        "no right to read it",
        "nobody",
        ["explain", "ds/fluentd", "-n", "default"],
        ["get", "ds/fluentd", "-n", "default"],
      ],
      [
        "an unknown context",
        "reader",
        ["explain", "ds/a", "--context", "prod"],
        ["get", "--raw", "/version", "--context", "prod"],
      ],
      [
        "an unknown cluster",
        "reader",
        ["explain", "ds/a", "--cluster", "prod"],
        ["get", "--raw", "/version", "--cluster", "prod"],
      ],
      [
        "an unknown user",
        "reader",
        ["explain", "ds/a", "--user", "joe"],
        ["get", "--raw", "/version", "--user", "joe"],
      ],
      ["a wrong token", "reader", ["explain", "ds/a", "--token", "x"], ["get", "ds/a", "--token", "x"]],
      [
        "a port where nothing listens",
        "reader",
        ["explain", "ds/a", "-s", "https://127.0.0.1:1"],
        ["get", "ds/a", "-s", "https://127.0.0.1:1"],
      ],
      ["both names and -A", "reader", ["explain", "ds", "a", "-A"], ["get", "ds", "a", "-A"]],
      [
        "both names and -l",
        "reader",
        ["explain", "ds", "a", "-l", "app=a"],
        ["get", "ds", "a", "-l", "app=a"],
      ],
    ];
    test.for(cases)("%s", async ([, user, ours, theirs], { cluster }) => {
      const kubeconfig = cluster.kubeconfigFor(user);
      const [mine, kubectls] = await Promise.all([workload(ours, kubeconfig), kubectl(theirs, kubeconfig)]);
      expect(mine.exitCode).toBe(1);
      expect(mine.stdout).toBe("");
      // kubectl repeats itself through its log before the line that counts.
      const wanted =
        kubectls.stderr
          .trim()
          .split("\n")
          .filter((line) => !/^[EWI]\d{4} /.test(line))
          .at(-1) ?? "";
      expect(mine.stderr).toContain(wanted.replace(/^error: /, ""));
    });

    test("a typing error gets the name that was meant", async ({ cluster, namespace }) => {
      await applied(cluster, namespace, "fluentd", 2);
      const { stderr } = await workload(
        ["explain", "ds/fluend", "-n", namespace],
        cluster.kubeconfigFor("reader"),
      );
      expect(stderr).toContain(`did you mean daemonset/fluentd in namespace ${namespace}?`);
    });
  });
});
