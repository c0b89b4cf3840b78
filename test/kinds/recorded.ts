import { join } from "node:path";
import { Readable } from "node:stream";
import { explain } from "../../src/explain/explain.ts";
import { explainPlan } from "../../src/explain/plan.ts";
import type { ExplainedKind, ExplanationOf } from "../../src/explanation/explanation.ts";
import { isExplanationOf } from "../../src/explanation/explanation.ts";
import { kinds } from "../../src/kinds/index.ts";
import type { KubeObject } from "../../src/kube/objects.ts";
import type { Snapshot } from "../../src/kube/snapshot.ts";
import { readSnapshotFile } from "../../src/source/snapshot/readSnapshotFile.ts";
import { snapshotSource } from "../../src/source/snapshot/snapshotSource.ts";

/** What a real v1.36.3 control plane returned, saved by `kubectl workload snapshot --include-values`. */
export async function recording(name: string, kind: ExplainedKind) {
  const path = join(import.meta.dirname, "..", "snapshots", name, "snapshot.json");
  const file = await readSnapshotFile(path, { stdin: Readable.from([]) });
  const of = kinds.find(({ resource }) => resource.kind === kind);
  const workload = file.items.find((item) => item.kind === kind);
  if (of === undefined || workload === undefined) throw new Error(`${path} holds no ${kind}`);
  const { namespace = "", name: named = "" } = workload.metadata ?? {};
  const request = { subjects: [{ by: "name", kind: of, namespace, name: named }] } as const;
  return { request, snapshot: await snapshotSource(file).collect(explainPlan(request)) };
}

/** The recording explained, after `change` to its objects. */
export async function explained<Name extends ExplainedKind>(
  name: string,
  kind: Name,
  change: (object: KubeObject) => KubeObject = (object) => object,
): Promise<ExplanationOf<Name>> {
  const { request, snapshot } = await recording(name, kind);
  const changed: Snapshot = {
    ...snapshot,
    results: snapshot.results.map((result) =>
      result.objects === undefined ? result : { ...result, objects: result.objects.map(change) },
    ),
  };
  const [explanation] = explain(request, changed).explanations;
  if (explanation === undefined || !isExplanationOf(explanation, kind)) throw new Error(`no ${kind}`);
  return explanation as ExplanationOf<Name>;
}
