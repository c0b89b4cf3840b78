import type { Choice, TargetKind } from "../../explanation/conversion.ts";
import type { ConvertedVolume } from "../../explanation/convertedVolume.ts";
import type { Fields } from "../../rules/pods/templateFields.ts";
import { isSame } from "../../rules/written/pruneDefaults.ts";
import { ConversionError } from "../conversionError.ts";
import { choiceText, type VolumeChoice } from "../decided.ts";
import { type Context, type Draft, decide, drop, type Row, tell } from "../draft.ts";
import { pathText, valueAt } from "../fields.ts";
import { carefulChoice, isAtStake } from "../volumes/carefulChoice.ts";
import { choicesFor } from "../volumes/choices.ts";
import { type FoundVolume, foundVolumes } from "../volumes/foundVolumes.ts";
import { claimFacts, claimNamed } from "../volumes/knownClaims.ts";
import { assumedSize, type NewSource, newSource } from "../volumes/newSource.ts";
import { ordinalRange, replicasOf } from "../volumes/ordinalClaims.ts";
import { outcomeOf } from "../volumes/outcome.ts";
import { placeOf, replaced } from "../volumes/place.ts";

/** Every volume as the target can have it: as it is, as somebody decided, or as touches no data. */
export function volumesFor(target: TargetKind): Row {
  return (draft, context) => {
    const found = foundVolumes(draft.object);
    const templates = new Set(found.flatMap(({ from, name }) => (from === "ClaimTemplate" ? [name] : [])));
    const isShadowed = ({ from, name }: FoundVolume) => from !== "ClaimTemplate" && templates.has(name);
    const seen = found.filter(isShadowed).reduce(withoutShadowed, draft);
    return found
      .filter((volume) => !isShadowed(volume))
      .reduce((so, volume) => converted(so, volume, target, context), seen);
  };
}

/** Upstream: pkg/controller/statefulset/stateful_set_utils.go#updateStorage: the claim template wins (v1.36) */
function withoutShadowed(draft: Draft, { name }: FoundVolume): Draft {
  const path = placeOf(draft.object, name, "volumes");
  return path === undefined
    ? draft
    : drop(draft, path, `no pod had it: the claim template \`${name}\` stood in its place`);
}

function converted(draft: Draft, found: FoundVolume, target: TargetKind, context: Context): Draft {
  const { name } = found;
  const { namespace, snapshot, decided, before } = context;
  const chosen = decided.volumes.get(name);
  if (chosen?.as === "template" && target !== "StatefulSet") {
    throw new ConversionError(
      `--volume ${name}=${choiceText(chosen)}: only a StatefulSet has claim templates; a ${target} takes shared, ephemeral, emptyDir or hostPath:PATH`,
    );
  }
  const sharedClaim =
    found.from === "ClaimTemplate"
      ? `${name}-${String(valueAt(before, ["metadata", "name"]))}-${ordinalRange(before).start}`
      : found.claim;
  const facts = sharedClaim === undefined ? undefined : claimFacts(sharedClaim, namespace, snapshot);
  const stake = isAtStake(found, target, facts?.accessModes);
  const careful = carefulChoice(found, target, draft.object, facts?.exists);
  const choice = chosen ?? careful;
  const claim = sharedClaim === undefined ? undefined : claimNamed(sharedClaim, namespace, snapshot);
  const source = choice && newSource(found, choice, claim, sharedClaim);
  const object = source === undefined ? draft.object : replaced(draft.object, found, source);
  const open = (chosen === undefined && stake) || source?.sizeAssumed === true;
  const path = pathText(object, placeOf(object, name) ?? found.path);
  const volume = outcomeOf(found, choice, source, sharedClaim, object, context);
  const next = {
    ...changed(draft, found, source, object, open, volume),
    volumes: [...draft.volumes, volume],
  };
  if (!stake && chosen === undefined) return next;
  return decide(next, {
    about: `volume ${name}`,
    path,
    open,
    flag: `--volume ${name}=${choiceText(withClaim(choice, found, sharedClaim))}`,
    question: source?.sizeAssumed
      ? `${volume.sentence}; how large the claims are to be is not known, ${assumedSize} for now`
      : volume.sentence,
    choices: source?.sizeAssumed
      ? sizeChoices(name, choice)
      : choicesFor(found, target, facts?.exists === false ? undefined : sharedClaim, replicasOf(before)),
  });
}

/** In full where it says which of several: `shared:data-postgres-0`. */
function withClaim(
  choice: VolumeChoice | undefined,
  { from }: FoundVolume,
  sharedClaim: string | undefined,
): VolumeChoice {
  if (choice?.as !== "shared") return choice ?? { as: "shared" };
  return from === "ClaimTemplate" && sharedClaim !== undefined ? { claim: sharedClaim, ...choice } : choice;
}

function sizeChoices(name: string, choice: VolumeChoice | undefined): readonly Choice[] {
  return [
    { flag: `--volume ${name}=${choice?.as}:SIZE`, effect: "each claim asks for so much, such as 10Gi" },
  ];
}

function changed(
  draft: Draft,
  found: FoundVolume,
  source: NewSource | undefined,
  object: Fields,
  open: boolean,
  volume: ConvertedVolume,
): Draft {
  const from = placeOf(draft.object, found.name);
  const to = source && placeOf(object, found.name);
  const oldPath = pathText(draft.object, from ?? found.path);
  const value = found.value;
  if (source === undefined || to === undefined) return draft;
  const newPath = pathText(object, to);
  const item = valueAt(object, to);
  if (isSame(item, value) && !open) return draft;
  return tell(
    { ...draft, object },
    {
      path: oldPath,
      ...(newPath !== oldPath && { newPath }),
      action: open ? "Decision" : "Changed",
      from: value,
      to: item,
      reason: volume.sentence,
    },
  );
}
