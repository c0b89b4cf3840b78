#!/usr/bin/env node
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startCluster } from "../cluster/controlPlane.ts";
import { exampleNodes } from "../cluster/exampleNodes.ts";
import { type Case, onExampleNodes, onReadyNodes, onTaintedNodes } from "./daemonSetCases.ts";
import { stageOn } from "./stage.ts";

/**
 * `node test/snapshots/record.ts`: brings a fresh test cluster into each state of `daemonSetCases.ts` and saves
 * what `kubectl workload snapshot` sees of it as `daemonset-<case>/snapshot.json`. The DaemonSet is deleted
 * afterwards, so that the next one finds the nodes empty.
 */
const say = (line: string) => void process.stderr.write(`${line}\n`);
const cluster = await startCluster({ log: say });
try {
  const nodes = exampleNodes.map((node) =>
    node.name === "node-9" ? { ...node, ready: "True" as const } : node,
  );
  await cluster.createNodes(nodes.length, (index) => nodes[index] ?? { name: `node-${index}` });
  await record(onReadyNodes);
  await record(onExampleNodes);
  await record(onTaintedNodes);
} finally {
  await cluster.stop();
}

async function record(cases: { readonly [name: string]: Case }): Promise<void> {
  const stage = stageOn(cluster);
  for (const [name, bringAbout] of Object.entries(cases)) {
    const input = await bringAbout(stage, cluster);
    save(name, await stage.snapshot(input));
    // The same state, seen by somebody who may not list nodes.
    if (name === "healthy") save("forbidden-nodes", await stage.snapshot(input, "no-nodes"));
    await stage.remove(input);
  }
}

function save(name: string, text: string): void {
  const folder = join(import.meta.dirname, `daemonset-${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "snapshot.json"), text);
  say(`recorded ${name}: ${Math.ceil(text.length / 1024)} KiB`);
}
