import type { ConvertedVolume } from "../../explanation/convertedVolume.ts";
import { movableClaim } from "./movableClaim.ts";
import { findingBoth, scales, unmended } from "./references.ts";
import type { Scene } from "./scene.ts";
import { someOf } from "./someOf.ts";

/**
 * What holds of every way.
 *
 * @param moved the volume whose data comes along
 */
export function hazardsOf(scene: Scene, moved?: string): readonly string[] {
  const { conversion, old } = scene;
  const { references, volumes, decisions } = conversion;
  return [
    ...decisions
      .filter(({ open }) => open)
      .map(({ about, flag }) => `${about} is not decided yet: the saved manifest has \`${flag}\``),
    ...pausedHazard(scene),
    ...volumes.flatMap((volume) => (volume.name === moved ? [] : dataHazard(scene, volume))),
    ...volumes.flatMap((volume) => newClaimsHazard(volume, volume.name === moved)),
    ...unmended(scene).map(({ by, ref, effect }) =>
      by === "Manager" ? effect : `${ref.kind} \`${ref.name}\` ${effect}`,
    ),
    ...(references === undefined
      ? [`nobody looked at what names the ${old.kind}: convert it without \`--references=false\` to see that`]
      : []),
  ];
}

/**
 * Where the old object is deleted with what it owns; deleted without its pods it lets go of all of that. Of which
 * kinds nobody reads any it cannot be said that there are some.
 *
 * Upstream: pkg/controller/garbagecollector/garbagecollector.go#attemptToDeleteItem (v1.36)
 */
export function hazardsOfDeletion({ conversion, old }: Scene): readonly string[] {
  if (old.kind === "Pod") return [];
  const hasClaims = conversion.volumes.some(({ from }) => from === "Claim" || from === "ClaimTemplate");
  const kinds = [
    "a Secret",
    ...(old.kind === "StatefulSet" ? [] : ["a ConfigMap"]),
    ...(hasClaims ? [] : ["a PersistentVolumeClaim"]),
    "a Job",
  ];
  return [
    `${kinds.join(", ")} or a custom resource that names the old ${old.kind} as its owner goes with it: nobody looked for one`,
  ];
}

/** While the pods of both are there. */
export function hazardsBeside(scene: Scene): readonly string[] {
  const { conversion, fresh } = scene;
  const { before, after } = conversion.pods;
  const autoscalers = (conversion.references ?? []).filter(
    (reference) => !reference.holds && scales(reference),
  );
  return [
    ...(before === undefined || after === undefined || before * after === 0
      ? []
      : [`for a while there are ${before + after} pods: quota and nodes need room for them`]),
    ...findingBoth(scene, "Service").map((name) => `Service \`${name}\` sends to pods of both meanwhile`),
    ...findingBoth(scene, "PodDisruptionBudget").map(
      (name) =>
        `PodDisruptionBudget \`${name}\` counts the pods of both, and allows more evictions meanwhile`,
    ),
    ...autoscalers.map(
      ({ ref }) =>
        `${ref.kind} \`${ref.name}\` measures the pods of both until it is changed; a second one for the ${fresh.kind} would stop both (AmbiguousSelector)`,
    ),
  ];
}

/** What stays where it is while the new pods look elsewhere, and why it cannot come along where it might have. */
function dataHazard(scene: Scene, { name, from, to, claims, verdict }: ConvertedVolume): readonly string[] {
  const left = claims.filter(({ use, exists }) => use === "LeftBehind" && exists !== false);
  if (left.length === 0) return [];
  const starts = verdict === "Shared" ? "" : `\`${name}\` starts empty: `;
  const names = someOf(left.map(({ claim }) => claim));
  const { obstacle } = movableClaim(scene);
  const stays =
    from === "Claim" && to === "ClaimTemplate" && obstacle ? `; it cannot come along: ${obstacle}` : "";
  return [
    `${starts}no new pod sees what is in ${names}, which ${left.length === 1 ? "stays" : "stay"}${stays}`,
  ];
}

function newClaimsHazard({ to, claims }: ConvertedVolume, moved: boolean): readonly string[] {
  const made = claims.filter(
    ({ use, ordinal, exists }) => use === "Mounted" && ordinal !== undefined && !exists,
  );
  // Going back takes the claim of the first ordinal away again, with its volume.
  const stay = made.toSorted((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0)).slice(moved ? 1 : 0);
  if (to !== "ClaimTemplate" || stay.length === 0) return [];
  const names = someOf(stay.map(({ claim }) => claim));
  return [`going back leaves ${names}, with what was written since`];
}

/** Upstream: pkg/controller/deployment/deployment_controller.go#syncDeployment: a paused one makes no ReplicaSet (v1.36) */
function pausedHazard({ conversion, fresh }: Scene): readonly string[] {
  const paused = conversion.changes.some(({ path, from }) => path === "spec.paused" && from === true);
  return paused
    ? [
        `the Deployment is paused, the ${fresh.kind} is not: it starts the template as it stands, which may never have run`,
        "once the paused Deployment is deleted, going back starts no pods until its rollout is resumed",
      ]
    : [];
}
