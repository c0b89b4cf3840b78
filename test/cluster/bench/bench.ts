import { execFileSync } from "node:child_process";
import { mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { DaemonSet } from "../../../src/kube/objects.ts";
import { readManifests } from "../../../src/source/manifests/readManifests.ts";
import type { TestCluster } from "../connection.ts";
import { startCluster } from "../controlPlane.ts";
import { exampleNodes } from "../exampleNodes.ts";
import { type Measured, measure } from "./measure.ts";

/**
 * `npm run bench`: the executable beside what of kubectl it replaces, in one run on the test cluster, with 12 nodes
 * and, of a DaemonSet, with 5,012. Prints ratios of medians and writes them to docs/bench.md.
 */
const root = join(import.meta.dirname, "..", "..", "..");
const executable = join(root, "dist", "kubectl-workload");
const many = 5000;
const fluentd = [
  [executable, "explain", "ds/fluentd"],
  ["kubectl", "describe", "ds", "fluentd"],
  [executable, "explain", "ds/fluentd", "-o", "json"],
];
const deployment = [
  [executable, "explain", "deploy/nginx-deployment"],
  ["kubectl", "describe", "deploy", "nginx-deployment"],
];
const statefulSet = [
  [executable, "explain", "sts/nginx-statefulset"],
  ["kubectl", "describe", "sts", "nginx-statefulset"],
];
const converting = [
  ["kubectl", "get", "deploy", "nginx-deployment", "-o", "yaml"],
  [executable, "convert", "deploy/nginx-deployment", "--to", "ds", "--references=false"],
  [executable, "convert", "deploy/nginx-deployment", "--to", "sts", "--references=false"],
  [executable, "convert", "deploy/nginx-deployment", "--to", "ds"],
  [executable, "convert", "deploy/nginx-deployment", "--to", "sts"],
];
const completing = [
  ["kubectl", "__complete", "get", "ds", ""],
  [executable, "__complete", "explain", "ds/"],
  ["kubectl", "__complete", "workload", "explain", "ds/"],
];
/** As an installation leaves it: kubectl finds the plugin and its completion on PATH. */
const bin = mkdtempSync(join(tmpdir(), "kubectl-workload-bench-"));
symlinkSync(executable, join(bin, "kubectl-workload"));
execFileSync(executable, ["completion", "install", "--dir", bin], { stdio: "ignore" });
const path = `${bin}${delimiter}${process.env["PATH"]}`;

const say = (line: string) => void process.stderr.write(`${line}\n`);
const cluster = await startCluster({ log: say });
try {
  await cluster.createNodes(exampleNodes.length, (index) => exampleNodes[index] ?? { name: `node-${index}` });
  await apply("fluentd", cluster);
  await allReady(cluster);
  const small = compare(fluentd, 31);
  for (const name of ["nginx-deployment", "nginx-statefulset"]) await apply(name, cluster);
  await threeOfEach(cluster);
  const others = [deployment, statefulSet].map((commands) => compare(commands, 31));
  const converted = compare(converting, 31);
  const completed = compare(completing, 31);
  say(`creating ${many} nodes`);
  await cluster.createNodes(many, (index) => {
    const zone = `zone-${"abc"[index % 3]}`;
    const spare = index % 33 === 0 ? [{ key: "dedicated", value: "batch", effect: "NoSchedule" }] : [];
    return { name: `worker-${index}`, labels: { "topology.kubernetes.io/zone": zone }, taints: spare };
  });
  const { desired, nodes } = await allReady(cluster);
  const large = compare(fluentd, 11);
  const report = render([
    { title: `${exampleNodes.length} nodes`, tables: [small, ...others] },
    { title: `${nodes} nodes, ${desired} of them with a pod`, tables: [large] },
    {
      title: "Converting",
      about: [
        "A live Deployment without claims, on the cluster of 12 nodes. Without `--references=false` it also looks for",
        "what points at it: a dozen lists, and for a DaemonSet that of the nodes.",
      ],
      tables: [converted],
    },
    {
      title: "Completing",
      about: [
        "What a press of Tab waits for: kubectl for names of its own; the plugin, asked by a shell itself, as for the",
        "aliases; and the plugin, asked by kubectl.",
      ],
      tables: [completed],
    },
  ]);
  process.stdout.write(report);
  writeFileSync(join(root, "docs", "bench.md"), report);
} finally {
  await cluster.stop();
}

async function apply(name: string, { request }: TestCluster): Promise<void> {
  const filenames = [join(root, "examples", "manifests", `${name}.yaml`)];
  for (const { object } of await readManifests({ filenames, recursive: false }, process)) {
    const plural = `${object.kind?.toLowerCase()}s`;
    await request("POST", `/apis/apps/v1/namespaces/default/${plural}`, object);
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

async function threeOfEach({ request, waitFor }: TestCluster): Promise<void> {
  const paths = ["deployments/nginx-deployment", "statefulsets/nginx-statefulset"];
  await waitFor(
    "three pods of each to be ready",
    async () => {
      const both = await Promise.all(
        paths.map((path) =>
          request<{ status?: { readyReplicas?: number } }>("GET", `/apis/apps/v1/namespaces/default/${path}`),
        ),
      );
      return both.every(({ status }) => status?.readyReplicas === 3);
    },
    60_000,
  );
}

function compare(commands: readonly (readonly string[])[], rounds: number): readonly Measured[] {
  return measure(commands, rounds, {
    ...process.env,
    PATH: path,
    KUBECONFIG: cluster.kubeconfigFor("reader"),
  });
}

interface Section {
  readonly title: string;
  readonly about?: readonly string[];
  readonly tables: readonly (readonly Measured[])[];
}

function render(sections: readonly Section[]): string {
  return `${[
    "# Measured beside kubectl",
    "",
    `By \`npm run build && npm run bench\`, in one run against Kubernetes ${cluster.kubernetesVersion} on the test`,
    "cluster, commands in turn, medians. Ratios are to the kubectl of the same table; its `describe` lists no nodes.",
    ...sections.flatMap(({ title, about, tables }) => [
      "",
      `## ${title}`,
      ...(about === undefined ? [] : ["", ...about]),
      ...tables.flatMap((measured) => ["", ...table(measured)]),
    ]),
  ].join("\n")}\n`;
}

function table(measured: readonly Measured[]): readonly string[] {
  const kubectl = measured.find(({ command }) => command.startsWith("kubectl "))?.milliseconds ?? Number.NaN;
  return [
    "| command | median wall time | ratio | peak memory |",
    "| - | - | - | - |",
    ...measured.map(
      ({ command, milliseconds, megabytes }) =>
        `| \`${command.replace(executable, "kubectl workload")}\` | ${milliseconds.toFixed(0)} ms | ` +
        `${(milliseconds / kubectl).toFixed(2)} | ${megabytes?.toFixed(0) ?? "not measured"} MB |`,
    ),
  ];
}
