import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DaemonSet } from "../../../src/kube/objects.ts";
import { readManifests } from "../../../src/source/manifests/readManifests.ts";
import type { TestCluster } from "../connection.ts";
import { startCluster } from "../controlPlane.ts";
import { exampleNodes } from "../exampleNodes.ts";
import { type Measured, measure } from "./measure.ts";

/**
 * `npm run bench`: the executable beside `kubectl describe ds`, in one run on the test cluster, with 12 nodes and
 * with 5,012. Prints ratios of medians and writes them to docs/bench.md.
 */
const root = join(import.meta.dirname, "..", "..", "..");
const executable = join(root, "dist", "kubectl-workload");
const many = 5000;

const say = (line: string) => void process.stderr.write(`${line}\n`);
const cluster = await startCluster({ log: say });
try {
  await cluster.createNodes(exampleNodes.length, (index) => exampleNodes[index] ?? { name: `node-${index}` });
  await applyFluentd(cluster);
  await allReady(cluster);
  const small = compare(31);
  say(`creating ${many} nodes`);
  await cluster.createNodes(many, (index) => {
    const zone = `zone-${"abc"[index % 3]}`;
    const spare = index % 33 === 0 ? [{ key: "dedicated", value: "batch", effect: "NoSchedule" }] : [];
    return { name: `worker-${index}`, labels: { "topology.kubernetes.io/zone": zone }, taints: spare };
  });
  const { desired, nodes } = await allReady(cluster);
  const large = compare(11);
  const report = render(small, large, nodes, desired);
  process.stdout.write(report);
  writeFileSync(join(root, "docs", "bench.md"), report);
} finally {
  await cluster.stop();
}

async function applyFluentd({ request }: TestCluster): Promise<void> {
  const filenames = [join(root, "examples", "manifests", "fluentd.yaml")];
  for (const { object } of await readManifests({ filenames, recursive: false }, process)) {
    await request("POST", "/apis/apps/v1/namespaces/default/daemonsets", object);
  }
}

async function allReady({ request, waitFor }: TestCluster): Promise<{ desired: number; nodes: number }> {
  return waitFor(
    "fluentd to be ready on every node that should run it",
    async () => {
      const { status } = await request<DaemonSet>(
        "GET",
        "/apis/apps/v1/namespaces/default/daemonsets/fluentd",
      );
      const list = await request<{ items: unknown[] }>("GET", "/api/v1/nodes?limit=1");
      const remaining =
        (list as { metadata?: { remainingItemCount?: number } }).metadata?.remainingItemCount ?? 0;
      const nodes = list.items.length + remaining;
      const desired = status?.desiredNumberScheduled ?? 0;
      const ready = status?.numberReady ?? 0;
      return desired > nodes / 2 && ready === desired ? { desired, nodes } : undefined;
    },
    600_000,
  );
}

function compare(rounds: number): readonly Measured[] {
  const env = { ...process.env, KUBECONFIG: cluster.kubeconfigFor("reader") };
  return measure(
    [
      [executable, "explain", "ds/fluentd"],
      ["kubectl", "describe", "ds", "fluentd"],
      [executable, "explain", "ds/fluentd", "-o", "json"],
    ],
    rounds,
    env,
  );
}

function render(small: readonly Measured[], large: readonly Measured[], nodes: number, pods: number): string {
  const table = (measured: readonly Measured[]) => {
    const describe = measured[1]?.milliseconds ?? Number.NaN;
    return measured.map(
      ({ command, milliseconds, megabytes }) =>
        `| \`${command.replace(executable, "kubectl workload")}\` | ${milliseconds.toFixed(0)} ms | ` +
        `${(milliseconds / describe).toFixed(2)} | ${megabytes?.toFixed(0) ?? "not measured"} MB |`,
    );
  };
  const head = ["| command | median wall time | ratio | peak memory |", "| - | - | - | - |"];
  return `${[
    "# Measured beside kubectl",
    "",
    `By \`npm run build && npm run bench\`, in one run against Kubernetes ${cluster.kubernetesVersion} on the test`,
    "cluster, commands in turn, medians. Ratios are to `kubectl describe`, which lists no nodes.",
    "",
    `## ${exampleNodes.length} nodes`,
    "",
    ...head,
    ...table(small),
    "",
    `## ${nodes} nodes, ${pods} of them with a pod`,
    "",
    ...head,
    ...table(large),
  ].join("\n")}\n`;
}
