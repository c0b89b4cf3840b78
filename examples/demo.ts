import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative } from "node:path";
import { main } from "../src/cli/main.ts";

/** `npm run demo`: explains the three example workloads from a recording of a real cluster, without any cluster. */
const recording = relative(process.cwd(), join(import.meta.dirname, "cluster.json"));
const workloads = ["ds/fluentd", "deploy/nginx-deployment", "sts/nginx-statefulset"];
const args = ["explain", ...workloads, "--snapshot", recording];

const exitCode = await main(args, {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  homedir: homedir(),
  signal: new AbortController().signal,
});

const hasKubeconfig =
  (process.env["KUBECONFIG"] ?? "") !== "" || existsSync(join(homedir(), ".kube", "config"));
const onYourOwn = hasKubeconfig
  ? "You have a kubeconfig. The same on your own cluster:"
  : "On a cluster of your own, once you have a kubeconfig:";
process.stdout.write(`
That was a recording of a real cluster: kubectl workload ${args.join(" ")}
${onYourOwn}
  npm run build && export PATH="$PWD/bin:$PATH"
  kubectl workload explain ds -A
`);
process.exitCode = exitCode;
