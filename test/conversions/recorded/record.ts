#!/usr/bin/env node
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { convertPlan } from "../../../src/convert/plan.ts";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { objectNamed } from "../../../src/kube/snapshot.ts";
import { openCluster } from "../../../src/source/cluster/clusterSource.ts";
import { encodeSnapshot } from "../../../src/source/snapshot/encodeSnapshot.ts";
import { type RunningCluster, startCluster } from "../../cluster/controlPlane.ts";
import { exampleNodes } from "../../cluster/exampleNodes.ts";
import { defaultUsers } from "../../cluster/users.ts";
import { type RecordedCase, recordedCases } from "./cases.ts";
import { requestOf } from "./request.ts";
import { stageOf } from "./stage.ts";

/**
 * `node test/conversions/recorded/record.ts [PREFIX…]`: brings a fresh test cluster into the state of each case whose
 * name begins with a prefix, without one of all cases, and saves what conversions of its workload read as
 * `<case>/snapshot.json`.
 */
const say = (line: string) => void process.stderr.write(`${line}\n`);
const prefixes = process.argv.slice(2);
const user = "oncall";

const rules = [
  ...(defaultUsers.find(({ name }) => name === "reader")?.rules ?? []),
  { apiGroups: ["monitoring.coreos.com"], resources: ["*"], verbs: ["get", "list", "watch"] },
];
const cluster = await startCluster({ log: say, users: [{ name: user, rules }] });
try {
  const nodes = exampleNodes.map((node) => ({ ...node, ready: "True" as const }));
  await cluster.createNodes(nodes.length, (index) => nodes[index] ?? { name: `node-${index}` });
  const env = { ...process.env, KUBECONFIG: cluster.kubeconfig };
  const crds = join(import.meta.dirname, "crds.yaml");
  execFileSync("kubectl", ["apply", "-f", crds], { env });
  execFileSync("kubectl", ["wait", "--for=condition=Established", "-f", crds], { env });
  for (const [name, of] of Object.entries(recordedCases)) {
    if (prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix))) await record(name, of);
  }
} finally {
  await cluster.stop();
}

async function record(caseName: string, of: RecordedCase): Promise<void> {
  const stage = await stageOf(cluster, caseName, of);
  await of.steps(stage);
  const name = typeof of.name === "string" ? of.name : await of.name(stage);
  const text = await recordingOf(cluster, { ...of, name });
  const folder = join(import.meta.dirname, caseName);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "snapshot.json"), text);
  say(`recorded ${caseName}: ${Math.ceil(text.length / 1024)} KiB`);
  await stage.kubectl(`delete namespace ${of.namespace} --wait=false`);
}

/** What the conversions of a workload into all of its targets read, all together. */
async function recordingOf(
  { kubeconfigFor }: RunningCluster,
  of: RecordedCase & { readonly name: string },
): Promise<Uint8Array> {
  const io = { env: {}, stderr: process.stderr, homedir: "/nonexistent" };
  const source = await openCluster({ kubeconfig: kubeconfigFor(user) }, io);
  try {
    const plans = of.targets.map((to) => convertPlan(requestOf(of, to)));
    const snapshot = await source.collect((soFar) => plans.flatMap((plan) => plan(soFar)));
    const { subject } = requestOf(of, "Deployment");
    const { resource, namespace, name } = { ...subject.kind, ...subject };
    checkIsWhole(objectNamed(snapshot, resource, namespace, name));
    return encodeSnapshot(snapshot, { gzip: false, includeValues: true });
  } finally {
    source.close();
  }
}

/** What a conversion has to strip must be there to be stripped. */
function checkIsWhole(subject: KubeObject | undefined): void {
  const { managedFields, annotations } = (subject?.metadata ?? {}) as {
    readonly managedFields?: readonly { readonly manager?: string; readonly operation?: string }[];
    readonly annotations?: { readonly [key: string]: string };
  };
  if (managedFields === undefined) throw new Error("the workload was recorded without its managedFields");
  const isClientSide = managedFields.some(({ manager }) => manager === "kubectl-client-side-apply");
  if (isClientSide && annotations?.["kubectl.kubernetes.io/last-applied-configuration"] === undefined) {
    throw new Error("the workload was applied, and recorded without what was applied last");
  }
}
