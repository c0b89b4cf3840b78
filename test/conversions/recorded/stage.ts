import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { sourceKinds } from "../../../src/convert/sourceKinds.ts";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { apiVersionOf } from "../../../src/kube/resources.ts";
import type { RunningCluster } from "../../cluster/controlPlane.ts";
import { collectionPath } from "../../snapshots/objectPath.ts";
import type { RecordedCase, Stage } from "./cases.ts";

const execute = promisify(execFile);
const patience = 90_000;

interface Counted extends KubeObject {
  readonly spec?: { readonly replicas?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly availableReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberAvailable?: number;
  };
}

/** A namespace with what a person does there. Commands are split at spaces: no argument has one. */
export async function stageOf(cluster: RunningCluster, caseName: string, of: RecordedCase): Promise<Stage> {
  const folder = join(import.meta.dirname, caseName);
  const { resource, singular } = sourceKinds.find(({ kind }) => kind === of.kind) ?? {};
  if (resource === undefined) throw new Error(`${caseName}: there is no kind ${of.kind}`);

  const run: Stage["kubectl"] = async (command, env) => {
    const args = command.split(" ").map((arg) => arg.replace("{}", folder));
    const around = { ...process.env, KUBECONFIG: cluster.kubeconfig, ...env };
    return (await execute("kubectl", args, { env: around })).stdout;
  };
  const read = () => {
    const like = { apiVersion: apiVersionOf(resource), kind: of.kind, metadata: { namespace: of.namespace } };
    return cluster.request<Counted>("GET", `${collectionPath(like)}/${of.name}`);
  };
  const available = async () => {
    await cluster.waitFor(`${caseName}: to be available`, async () => isAvailable(await read()), patience);
  };

  await cluster.request("POST", "/api/v1/namespaces", { metadata: { name: of.namespace } });
  return {
    kubectl: run,
    available,
    async apply(flags = "") {
      const more = flags === "" ? "" : ` ${flags}`;
      await run(`apply -f {}/manifests.yaml${more}`);
      await available();
    },
    async until(jsonPath, expected) {
      const command = `get ${singular} ${of.name} -n ${of.namespace} -o jsonpath=${jsonPath}`;
      const what = `${caseName}: ${jsonPath} to be ${expected}`;
      await cluster.waitFor(what, async () => (await run(command)) === expected, patience);
    },
  };
}

/** A rollout is over as well: no pod of an older template is left. */
function isAvailable({ metadata, spec, status }: Counted): boolean {
  if (status?.observedGeneration !== metadata?.generation) return false;
  const { replicas, availableReplicas = 0, desiredNumberScheduled: desired, numberAvailable } = status ?? {};
  if (desired !== undefined) return desired > 0 && numberAvailable === desired;
  return availableReplicas === spec?.replicas && replicas === spec.replicas;
}
