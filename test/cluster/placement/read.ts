import { homedir } from "node:os";
import { explain } from "../../../src/explain/explain.ts";
import { explainPlan } from "../../../src/explain/plan.ts";
import type { ExplainRequest } from "../../../src/explain/request.ts";
import { type ExplanationOf, isExplanationOf } from "../../../src/explanation/explanation.ts";
import { daemonSet } from "../../../src/kinds/daemonset/index.ts";
import { openCluster } from "../../../src/source/cluster/clusterSource.ts";
import type { TestCluster } from "../connection.ts";

const atOnce = 8;

/** Explains each DaemonSet as `kubectl workload explain ds/NAME` would to a user who may only read. */
export async function explainAll(
  cluster: TestCluster,
  namespace: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, ExplanationOf<"DaemonSet">>> {
  const explanations = new Map<string, ExplanationOf<"DaemonSet">>();
  const source = await openCluster(
    { kubeconfig: cluster.kubeconfigFor("reader") },
    { env: {}, homedir: homedir(), stderr: process.stderr },
  );
  try {
    const rest = names.values();
    const readers = Array.from({ length: atOnce }, async () => {
      for (const name of rest) {
        const request: ExplainRequest = { subjects: [{ by: "name", kind: daemonSet, namespace, name }] };
        const { explanations: found, unexplained } = explain(
          request,
          await source.collect(explainPlan(request)),
        );
        const [explanation] = found;
        if (explanation === undefined || !isExplanationOf(explanation, "DaemonSet")) {
          throw new Error(`${name} was not explained: ${unexplained[0]?.failure.message}`);
        }
        explanations.set(name, explanation);
      }
    });
    await Promise.all(readers);
  } finally {
    source.close();
  }
  return explanations;
}
