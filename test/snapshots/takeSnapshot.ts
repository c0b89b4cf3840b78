import { Writable } from "node:stream";
import { main } from "../../src/cli/main.ts";
import type { KubeObject } from "../../src/kube/objects.ts";
import type { RunningCluster } from "../cluster/controlPlane.ts";

/** What `kubectl workload snapshot` prints to that user of that workload or pod. */
export async function takeSnapshot(
  cluster: RunningCluster,
  { kind = "", metadata }: KubeObject,
  user = "reader",
): Promise<string> {
  let text = "";
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const kubeconfig = cluster.kubeconfigFor(user);
  const subject = `${kind.toLowerCase()}/${metadata?.name}`;
  const args = ["snapshot", subject, "-n", metadata?.namespace ?? "", "--kubeconfig", kubeconfig];
  const { stdin } = process;
  const stderr = new Writable({ write: (_chunk, _encoding, done) => done() });
  const signal = new AbortController().signal;
  const exitCode = await main(args, { env: {}, stdin, stdout, stderr, homedir: "/nonexistent", signal });
  if (exitCode !== 0) throw new Error(`snapshot of ${subject} exited with ${exitCode}`);
  return text;
}
