#!/usr/bin/env node
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startCluster } from "../cluster/controlPlane.ts";
import { visitCases } from "./caseGroups.ts";
import { takeSnapshot } from "./takeSnapshot.ts";

/**
 * `node test/snapshots/record.ts [PREFIX…]`: brings a fresh test cluster into the state of each case whose name
 * begins with a prefix (`deployment-`, `statefulset-partition`), without one of all cases, and saves what
 * `kubectl workload snapshot` sees of it as `<case>/snapshot.json`.
 */
const say = (line: string) => void process.stderr.write(`${line}\n`);
const cluster = await startCluster({ log: say });
try {
  await visitCases(cluster, process.argv.slice(2), async (name, subject) => {
    save(name, await takeSnapshot(cluster, subject));
    // The same state, seen by somebody who may not list nodes.
    if (name === "daemonset-healthy") {
      save("daemonset-forbidden-nodes", await takeSnapshot(cluster, subject, "no-nodes"));
    }
  });
} finally {
  await cluster.stop();
}

function save(name: string, text: string): void {
  const folder = join(import.meta.dirname, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "snapshot.json"), text);
  say(`recorded ${name}: ${Math.ceil(text.length / 1024)} KiB`);
}
