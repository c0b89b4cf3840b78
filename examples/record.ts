import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { main } from "../src/cli/main.ts";
import { readManifests } from "../src/source/manifests/readManifests.ts";
import { startCluster } from "../test/cluster/controlPlane.ts";
import { exampleNodes } from "../test/cluster/exampleNodes.ts";

/**
 * `npm run record`: applies examples/manifests to a fresh test cluster, waits until everything runs, and saves
 * what `kubectl workload snapshot` sees of it as examples/cluster.json.
 */
const say = (line: string) => void process.stderr.write(`${line}\n`);
const cluster = await startCluster({ log: say });
try {
  await cluster.createNodes(exampleNodes.length, (index) => exampleNodes[index] ?? { name: `node-${index}` });
  const filenames = [join(import.meta.dirname, "manifests")];
  for (const { object } of await readManifests({ filenames, recursive: false }, process)) {
    const plural = `${object.kind?.toLowerCase()}s`;
    await cluster.request("POST", `/apis/${object.apiVersion}/namespaces/default/${plural}`, object);
  }
  await settled();
  mkdirSync(import.meta.dirname, { recursive: true });
  writeFileSync(join(import.meta.dirname, "cluster.json"), await snapshot());
  say("wrote examples/cluster.json");
} finally {
  await cluster.stop();
}

async function settled(): Promise<void> {
  interface Counts {
    readonly status?: { readonly numberReady?: number; readonly readyReplicas?: number };
  }
  const read = (path: string) => cluster.request<Counts>("GET", `/apis/apps/v1/namespaces/default/${path}`);
  await cluster.waitFor(
    "the examples to be ready",
    async () => {
      const [deployment, statefulSet, daemonSet] = await Promise.all(
        ["deployments/nginx-deployment", "statefulsets/nginx-statefulset", "daemonsets/fluentd"].map(read),
      );
      const ready = [
        deployment?.status?.readyReplicas,
        statefulSet?.status?.readyReplicas,
        daemonSet?.status?.numberReady,
      ];
      return ready[0] === 3 && ready[1] === 3 && (ready[2] ?? 0) >= 8;
    },
    60_000,
  );
}

async function snapshot(): Promise<string> {
  let text = "";
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const exitCode = await main(
    ["snapshot", "-n", "default", "--kubeconfig", cluster.kubeconfigFor("reader")],
    {
      env: {},
      stdin: process.stdin,
      stdout,
      stderr: process.stderr,
      homedir: "/nonexistent",
      signal: new AbortController().signal,
    },
  );
  if (exitCode !== 0) throw new Error(`snapshot exited with ${exitCode}`);
  return text;
}
