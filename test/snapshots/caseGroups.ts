import type { KubeObject } from "../../src/kube/objects.ts";
import type { RunningCluster } from "../cluster/controlPlane.ts";
import { exampleNodes } from "../cluster/exampleNodes.ts";
import { onExampleNodes, onReadyNodes, onTaintedNodes } from "./daemonSetCases.ts";
import { deploymentCases } from "./deploymentCases.ts";
import { podCases } from "./podCases.ts";
import { type Case, stageOn } from "./stage.ts";
import { statefulSetCases } from "./statefulSetCases.ts";

interface CaseGroup {
  readonly kind: "daemonset" | "deployment" | "pod" | "statefulset";
  readonly cases: { readonly [name: string]: Case };
  /** Of node-9. */
  readonly ready: "True" | "False";
}

/** In the order in which they leave the nodes as the next one wants them. */
const groups: readonly CaseGroup[] = [
  { kind: "daemonset", cases: onReadyNodes, ready: "True" },
  { kind: "daemonset", cases: onExampleNodes, ready: "False" },
  { kind: "deployment", cases: deploymentCases, ready: "False" },
  { kind: "statefulset", cases: statefulSetCases, ready: "False" },
  { kind: "pod", cases: podCases, ready: "False" },
  { kind: "daemonset", cases: onTaintedNodes, ready: "False" },
];

/** Without it the attach/detach controller leaves a node alone. A kubelet sets it when it registers. */
const annotations = { "volumes.kubernetes.io/controller-managed-attach-detach": "true" };

/** Brings a fresh cluster into the state of each case whose name begins with one of the prefixes, and visits it there. */
export async function visitCases(
  cluster: RunningCluster,
  prefixes: readonly string[],
  visit: (name: string, subject: KubeObject) => Promise<void>,
): Promise<void> {
  const nodes = exampleNodes.map((node) => {
    return { ...node, annotations, ...(node.name === "node-9" && { ready: "True" as const }) };
  });
  await cluster.createNodes(nodes.length, (index) => nodes[index] ?? { name: `node-${index}` });
  const stage = await stageOn(cluster);
  for (const { kind, cases, ready } of groups) {
    const wanted = Object.entries(cases).filter(([name]) => isWanted(`${kind}-${name}`, prefixes));
    if (wanted.length > 0 && ready === "False") await cluster.setNodeReady("node-9", ready);
    for (const [name, bringAbout] of wanted) {
      await visit(`${kind}-${name}`, await bringAbout(stage, cluster));
      await stage.clear();
    }
  }
}

/** Without prefixes all of them. */
function isWanted(name: string, prefixes: readonly string[]): boolean {
  return prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix));
}
