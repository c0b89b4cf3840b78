import type { ConversionReference } from "../../explanation/conversionReference.ts";
import type { Manager } from "../../explanation/references.ts";
import { refOf } from "../../kube/objectRef.ts";
import { managersOf } from "../../rules/references/managers.ts";
import { type Converting, keepsItsName, oldName } from "./converting.ts";

/** Who would make the old object anew. What an operator hands on of its own marks says nothing beside the operator. */
export function managerReferences(converting: Converting): readonly ConversionReference[] {
  const { workload } = converting;
  if (keepsItsName(converting)) return [];
  const all = managersOf(workload);
  const owner = all.find(({ by }) => by === "Owner");
  const apiVersion = workload.kind === "Pod" || workload.kind === "ReplicationController" ? "v1" : "apps/v1";
  const ref = refOf(workload, apiVersion, workload.kind);
  return (owner === undefined ? all : [owner]).map((manager) => ({
    ref,
    path: manager.path,
    value: manager.value,
    by: "Manager",
    holds: false,
    effect: effectOf(manager, oldName(converting)),
  }));
}

function effectOf({ by, name }: Manager, old: string): string {
  switch (by) {
    case "Owner":
      return `\`${name}\` owns it and makes one in its place as soon as it is gone: change it there`;
    case "Helm":
      return `the Helm release \`${name}\` has it, and the next \`helm upgrade\` makes \`${old}\` anew: change it in the chart or its values`;
    case "ArgoCD": {
      // An application of another namespace than Argo CD's stands there as `namespace_name`.
      const application = name.replace("_", "/");
      return `the Argo CD application \`${application}\` has it, and makes \`${old}\` anew with the next sync, with self-heal at once: change it in the source of the application`;
    }
    case "Flux":
      return `the Flux ${name.replace(" ", " `")}\` has it, and makes \`${old}\` anew at its next reconciliation: change it in its source`;
  }
}
