import type { KubeObject } from "../../kube/objects.ts";
import type { Converting } from "./scene.ts";

interface WithStrategy extends KubeObject {
  readonly spec?: { readonly updateStrategy?: { readonly type?: string } };
}

/** Whether pods are replaced only when somebody deletes them, in the old one or in the new one. */
export function isOnDelete({ changes, objects: [workload] }: Converting, old: boolean): boolean {
  const now = (workload as WithStrategy).spec?.updateStrategy?.type === "OnDelete";
  if (!old) return now;
  const said = changes.find(
    ({ path, from }) => from !== undefined && /^spec\.updateStrategy(\.type)?$/.test(path),
  );
  if (said === undefined) return now;
  return said.from === "OnDelete" || (said.from as { readonly type?: string }).type === "OnDelete";
}
