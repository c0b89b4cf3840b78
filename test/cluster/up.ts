#!/usr/bin/env node
import { startCluster } from "./controlPlane.ts";
import { exampleNodes } from "./exampleNodes.ts";

/**
 * `npm run cluster [-- --dns]`: a cluster to try things in, until Ctrl-C. Only the export line goes to stdout, so
 * that a shell can evaluate it.
 */
async function up(): Promise<number> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const signal = new Promise<string>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => resolve(name));
  });
  const starting = startCluster({ dns: process.argv.includes("--dns"), log: say });
  const started = await Promise.race([starting, signal]);
  // What was started until then is ended by the cluster's watchdog.
  if (typeof started === "string") return 130;

  const cluster = started;
  try {
    say(`creating ${exampleNodes.length} nodes`);
    await cluster.createNodes(
      exampleNodes.length,
      (index) => exampleNodes[index] ?? { name: `node-${index}` },
    );
    process.stdout.write(`export KUBECONFIG=${cluster.kubeconfig}\n`);
    if (cluster.dnsServer !== undefined) say(`DNS answers on ${cluster.dnsServer}`);
    say("the cluster runs until Ctrl-C");
    await Promise.race([signal, cluster.failure]);
    say("stopping the cluster");
    return 0;
  } finally {
    await cluster.stop();
  }
}

up().then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
