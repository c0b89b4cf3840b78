import type { KubeObject } from "../../../src/kube/objects.ts";
import type { Fields } from "../../../src/rules/pods/templateFields.ts";
import { asWritten } from "../../../src/rules/written/written.ts";
import { kubectl } from "../../cluster/executable.ts";
import { testCluster } from "../../cluster/fixture.ts";
import type { Manifest } from "./manifests.ts";
import type { Kind } from "./workloadFeatures.ts";

/** An object as the server has it. */
export type Live = KubeObject & { readonly kind: string; readonly spec: Fields };

export function inNamespace(manifest: Manifest, namespace: string): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, namespace } };
}

export async function apply(manifests: readonly Manifest[], ...flags: readonly string[]): Promise<void> {
  const { stderr, exitCode } = await kubectl(
    ["apply", ...flags, "-f", "-"],
    testCluster().kubeconfig,
    listOf(manifests),
  );
  if (exitCode !== 0) throw new Error(`kubectl apply ${flags.join(" ")}: ${stderr}`);
}

/**
 * What `kubectl diff` prints of the written objects, and why it failed where it did. kubectl limits its own rate, so
 * several run at once.
 */
export async function diffOf(live: readonly Live[], ...flags: readonly string[]): Promise<string> {
  const written = live.map(asWritten);
  const parts = Array.from({ length: 8 }, (_, part) => written.filter((__, index) => index % 8 === part));
  const args = ["diff", ...flags, "-f", "-"];
  const ran = parts
    .filter((part) => part.length > 0)
    .map(async (part) => {
      const { stdout, stderr, exitCode } = await kubectl(args, testCluster().kubeconfig, listOf(part));
      return exitCode === 0 ? stdout : `exit code ${exitCode}\n${stdout}\n${stderr}`;
    });
  return (await Promise.all(ran)).join("");
}

function listOf(items: readonly unknown[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

/** The spec of what the server would make of the written object under another name, on the node of the live one. */
export async function createdAnew(live: Live): Promise<Fields> {
  const written = asWritten(live);
  const copy = { ...written, metadata: { ...written.metadata, name: `${nameOf(live)}-copy` } };
  const path = `${pathOf(live.kind, live.metadata?.namespace ?? "")}?dryRun=All&fieldValidation=Strict`;
  const { spec } = await testCluster().request<Live>("POST", path, copy);
  const { nodeName } = live.spec;
  return nodeName === undefined ? spec : { ...spec, nodeName };
}

export function hasAppendedRequirements({ kind, spec }: Live): boolean {
  return kind === "Pod" && /"(mis)?matchLabelKeys"/i.test(JSON.stringify(spec));
}

export async function read(kind: Kind, namespace: string, name: string): Promise<Live> {
  return testCluster().request<Live>("GET", `${pathOf(kind, namespace)}/${name}`);
}

export function pathOf(kind: string, namespace: string): string {
  const group = kind === "Pod" || kind === "ReplicationController" ? "api/v1" : "apis/apps/v1";
  return `/${group}/namespaces/${namespace}/${kind.toLowerCase()}s`;
}

export function nameOf({ metadata }: KubeObject): string {
  return metadata?.name ?? "";
}
