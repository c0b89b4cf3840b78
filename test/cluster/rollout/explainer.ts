import { homedir } from "node:os";
import { explain } from "../../../src/explain/explain.ts";
import { explainPlan } from "../../../src/explain/plan.ts";
import type { ExplainRequest } from "../../../src/explain/request.ts";
import { type ExplanationOf, isExplanationOf } from "../../../src/explanation/explanation.ts";
import { kinds } from "../../../src/kinds/index.ts";
import { openCluster } from "../../../src/source/cluster/clusterSource.ts";
import type { TestCluster } from "../connection.ts";
import type { RolloutKind } from "./rolloutKind.ts";

/** Explains workloads as `kubectl workload explain KIND/NAME` would to a user who may only read. */
export interface Explainer {
  explain<Kind extends RolloutKind>(
    kind: Kind,
    namespace: string,
    name: string,
  ): Promise<ExplanationOf<Kind>>;
  close(): void;
}

export async function openExplainer(cluster: TestCluster): Promise<Explainer> {
  const source = await openCluster(
    { kubeconfig: cluster.kubeconfigFor("reader") },
    { env: {}, homedir: homedir(), stderr: process.stderr },
  );
  return {
    async explain(kindName, namespace, name) {
      const kind = kinds.find(({ resource }) => resource.kind === kindName);
      if (kind === undefined) throw new Error(`no kind ${kindName}`);
      const request: ExplainRequest = { subjects: [{ by: "name", kind, namespace, name }] };
      const { explanations, unexplained } = explain(request, await source.collect(explainPlan(request)));
      const [explanation] = explanations;
      if (explanation === undefined || !isExplanationOf(explanation, kindName)) {
        throw new Error(`${kindName} ${name} was not explained: ${unexplained[0]?.failure.message}`);
      }
      return explanation;
    },
    close: () => source.close(),
  };
}
