import { join } from "node:path";
import { readManifests } from "../../src/source/manifests/readManifests.ts";
import type { Stage } from "./stage.ts";
import type { Workload } from "./workload.ts";

const folder = join(import.meta.dirname, "..", "..", "examples", "manifests");

/**
 * The manifests of the examples as a reader of the README applies them, one file after another, into one namespace:
 * their selectors overlap, and the governing Service of the StatefulSet is missing.
 */
export async function tutorial(stage: Stage, kind: "Deployment" | "StatefulSet"): Promise<Workload> {
  const filenames = ["nginx-deployment", "nginx-statefulset"].map((name) => join(folder, `${name}.yaml`));
  let wanted: Workload | undefined;
  for (const { object } of await readManifests({ filenames, recursive: false }, process)) {
    const metadata = { ...object.metadata, namespace: "default" };
    const workload = await stage.run({ ...object, metadata } as Workload);
    if (workload.kind === kind) wanted = workload;
  }
  if (wanted === undefined) throw new Error(`${folder} has no ${kind}`);
  return wanted;
}
