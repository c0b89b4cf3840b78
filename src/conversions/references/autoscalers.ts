import { type ConversionReference, scalesReplicas } from "../../explanation/conversionReference.ts";
import type { Autoscaler } from "../../explanation/references.ts";
import type { KubeObject } from "../../kube/objects.ts";
import {
  horizontalPodAutoscalers,
  type ResourceType,
  scaledObjects,
  verticalPodAutoscalers,
} from "../../kube/resources.ts";
import { objectNamed } from "../../kube/snapshot.ts";
import { autoscalersOf } from "../../rules/references/autoscalers.ts";
import { asWorkload, type Workload } from "../../rules/workloads.ts";
import { type Converting, keepsItsName, newName, oldName } from "./converting.ts";
import { mergePatch } from "./patch.ts";

type Fate = Pick<ConversionReference, "holds" | "effect" | "patch" | "unpatch">;

/**
 * The autoscalers that name the old object, and those that name the new one already. A DaemonSet has no `scale`
 * subresource, so that one of replicas has nothing to do there; a VerticalPodAutoscaler sizes its pods all the same.
 *
 * Upstream: pkg/controller/podautoscaler/horizontal.go#reconcileAutoscaler (v1.36); KEDA
 * controllers/keda/scaledobject_controller.go#checkTargetResourceIsScalable; autoscaler
 * vertical-pod-autoscaler/pkg/target/fetcher.go
 */
export function autoscalerReferences(converting: Converting): readonly ConversionReference[] {
  const { to, workload, snapshot } = converting;
  const named = asWorkload(to.kind, { ...workload, metadata: { ...workload.metadata, name: to.name } });
  const waiting = keepsItsName(converting) ? [] : naming(autoscalersOf(named, snapshot));
  const found = naming(autoscalersOf(workload, snapshot));
  const first = found.find(
    (each) => each.managedBy === undefined && scalesReplicas(each.ref) && isFound(each, workload),
  );
  return [
    ...found.map((autoscaler) =>
      reference(autoscaler, fateOf(autoscaler, { waiting, first }, converting), converting),
    ),
    ...waiting.map((autoscaler) =>
      reference(
        autoscaler,
        { holds: true, effect: `names \`${newName(converting)}\` already, and waits for it` },
        converting,
      ),
    ),
  ];
}

/** Groups that have or had the built-in kinds: in any other, a kind of the same name is another. */
const builtIn = new Set(["apps", "extensions", ""]);

function naming(autoscalers: readonly Autoscaler[]): readonly Autoscaler[] {
  return autoscalers.filter(({ namesSubject, target }) => namesSubject && builtIn.has(groupOf(target)));
}

function groupOf({ apiVersion = "" }: Autoscaler["target"]): string {
  return apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
}

interface Others {
  /** Those that name the new one already. */
  readonly waiting: readonly Autoscaler[];
  /** The one that goes on scaling. */
  readonly first: Autoscaler | undefined;
}

function fateOf(autoscaler: Autoscaler, { waiting, first }: Others, converting: Converting): Fate {
  const { ref, managedBy } = autoscaler;
  const { to, snapshot } = converting;
  if (keepsItsName(converting)) return { holds: true, effect: `goes on naming \`${oldName(converting)}\`` };
  if (managedBy?.kind === "ScaledObject") {
    // Without sight of that, somebody has to look at it.
    const isSeen = objectNamed(snapshot, scaledObjects, ref.namespace, managedBy.name) !== undefined;
    const effect = `is what KEDA makes of ScaledObject \`${managedBy.name}\`: it changes and goes with that`;
    return { holds: isSeen, effect };
  }
  const verb = scalesReplicas(ref) ? "scales" : "sizes";
  const gone = goneText(autoscaler, converting, verb);
  const remove = "keep a copy of it and delete it";
  if (to.kind === "DaemonSet" && verb === "scales") {
    return { holds: false, effect: `${gone}; a DaemonSet has no replicas to scale, so ${remove}` };
  }
  if (to.sharedClaim !== undefined && verb === "scales") {
    const writers = `every pod that it adds would write into the one claim \`${to.sharedClaim}\``;
    return { holds: false, effect: `${gone}; named anew, ${writers}, so ${remove}` };
  }
  if (managedBy !== undefined) {
    const owner = `${managedBy.kind}/${managedBy.name}`;
    return { holds: false, effect: `${gone}; \`${owner}\` owns it, so change it there` };
  }
  const other = waiting.find((each) => each.ref.kind === ref.kind);
  if (other !== undefined) {
    return { holds: false, effect: `${gone}; \`${other.ref.name}\` names the new one already, so ${remove}` };
  }
  // One that scales nothing as it is would begin to, beside those that do.
  if (!isFound(autoscaler, converting.workload)) return { holds: false, effect: gone };
  if (scalesReplicas(ref) && first !== undefined && first !== autoscaler) {
    const two = `\`${first.ref.name}\` is named anew, and two of one object stop both (AmbiguousSelector)`;
    return { holds: false, effect: `${gone}; ${two}, so ${remove}` };
  }
  return { holds: false, effect: gone, ...patches(autoscaler, converting) };
}

/** The controller looks the kind up in its group, whatever the version; the others take it from its name or a default. */
function isFound({ ref, target }: Autoscaler, { kind }: Workload): boolean {
  if (ref.kind !== "HorizontalPodAutoscaler") return true;
  return groupOf(target) === (kind === "ReplicationController" ? "" : "apps");
}

function goneText(autoscaler: Autoscaler, converting: Converting, verb: string): string {
  const { ref, target } = autoscaler;
  const names = `names \`${oldName(converting)}\``;
  const gone = `${names}, which is gone then: it ${verb} nothing`;
  if (ref.kind !== "HorizontalPodAutoscaler") return gone;
  const { apiVersion = "<none>" } = target;
  return isFound(autoscaler, converting.workload)
    ? `${gone} and says FailedGetScale`
    : `${names} in \`${apiVersion}\`, where there is no such kind: it scales nothing as it is, and says FailedGetScale`;
}

/** Back to what was written: what KEDA takes for granted is not there then. */
function patches({ ref }: Autoscaler, converting: Converting): Pick<Fate, "patch" | "unpatch"> {
  const field = fieldOf(ref.kind);
  const { kind, name } = converting.to;
  const target = { apiVersion: "apps/v1", kind, name };
  const was = writtenTarget(ref, converting) ?? {};
  const back = Object.fromEntries(Object.keys(target).map((key) => [key, was[key] ?? null]));
  return {
    patch: mergePatch(converting, ref, { spec: { [field]: target } }),
    unpatch: mergePatch(converting, ref, { spec: { [field]: back } }),
  };
}

function reference({ ref }: Autoscaler, fate: Fate, converting: Converting): ConversionReference {
  return {
    ref,
    path: `/spec/${fieldOf(ref.kind)}`,
    value: writtenTarget(ref, converting),
    by: "Kind",
    ...fate,
  };
}

const resources: { readonly [kind: string]: ResourceType } = {
  HorizontalPodAutoscaler: horizontalPodAutoscalers,
  VerticalPodAutoscaler: verticalPodAutoscalers,
  ScaledObject: scaledObjects,
};

function writtenTarget(
  { kind, namespace, name }: Autoscaler["ref"],
  { snapshot }: Converting,
): { readonly [key: string]: unknown } | undefined {
  const resource = resources[kind];
  if (resource === undefined) return undefined;
  const object = objectNamed<KubeObject & { readonly spec?: Targets }>(snapshot, resource, namespace, name);
  return object?.spec?.[fieldOf(kind)];
}

type Targets = {
  readonly [field in "scaleTargetRef" | "targetRef"]?: { readonly [key: string]: unknown };
};

function fieldOf(kind: string): keyof Targets {
  return kind === "VerticalPodAutoscaler" ? "targetRef" : "scaleTargetRef";
}
