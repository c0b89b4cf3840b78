import type { Choice, TargetKind } from "../../explanation/conversion.ts";
import type { ConvertedClaim, ConvertedVolume, VolumeVerdict } from "../../explanation/convertedVolume.ts";
import type { Fields } from "../../rules/pods/templateFields.ts";
import { ConversionError } from "../conversionError.ts";
import { choiceText, type VolumeChoice } from "../decided.ts";
import { type Context, type Draft, decide, drop, type Row, tell } from "../draft.ts";
import { pathText, valueAt, withoutValue, withValue } from "../fields.ts";
import { carefulChoice, isAtStake } from "../volumes/carefulChoice.ts";
import { choicesFor } from "../volumes/choices.ts";
import {
  claimTemplatesPath,
  type FoundVolume,
  foundVolumes,
  listAt,
  volumesPath,
} from "../volumes/foundVolumes.ts";
import { claimFacts, claimNamed } from "../volumes/knownClaims.ts";
import { assumedSize, type NewSource, newSource } from "../volumes/newSource.ts";
import { leftOverClaims, ordinalClaims, ordinalRange } from "../volumes/ordinalClaims.ts";
import { volumeSentence } from "../volumes/sentence.ts";

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
  const accessModes = sharedClaim && claimFacts(sharedClaim, namespace, snapshot).accessModes;
  const stake = isAtStake(found, target, accessModes || undefined);
  const careful = carefulChoice(found, target, draft.object);
  const choice = chosen ?? careful;
  const claim = sharedClaim === undefined ? undefined : claimNamed(sharedClaim, namespace, snapshot);
  const source = choice && newSource(found, choice, claim, sharedClaim);
  const object = source === undefined ? draft.object : replaced(draft.object, found, source);
  const open = (chosen === undefined && stake) || source?.sizeAssumed === true;
  const path = pathText(object, placeOf(object, name) ?? found.path);
  const verdict = verdictOf(found, choice);
  const claims = claimsOf(found, choice, sharedClaim, object, context);
  const hostPath =
    choice?.as === "hostPath" ? choice.path : choice === undefined ? found.hostPath : undefined;
  const told = { name, from: found.from, verdict, claims, ...(hostPath !== undefined && { path: hostPath }) };
  const volume: ConvertedVolume = {
    ...told,
    to: source ? kindOf(source) : found.from,
    sentence: volumeSentence(told),
  };
  const next = {
    ...changed(draft, found, source, object, open, volume),
    volumes: [...draft.volumes, volume],
  };
  if (!stake && chosen === undefined) return next;
  return decide(next, {
    about: `volume ${name}`,
    path,
    open,
    flag: `--volume ${name}=${choiceText(choice ?? { as: "shared" })}`,
    question: source?.sizeAssumed
      ? `how large the claims are to be, ${assumedSize} for now`
      : volume.sentence,
    choices: source?.sizeAssumed ? sizeChoices(name, choice) : choicesFor(found, target, sharedClaim),
  });
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
  const isSame = JSON.stringify(item) === JSON.stringify(value);
  if (isSame && !open) return draft;
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

/** In its list by its name. */
function placeOf(object: Fields, name: string, only?: "volumes") {
  const templates = only === "volumes" ? [] : listAt(object, claimTemplatesPath);
  const template = templates.findIndex((item) => valueAt(item, ["metadata", "name"]) === name);
  if (template >= 0) return [...claimTemplatesPath, template];
  const volume = listAt(object, volumesPath).findIndex((item) => item["name"] === name);
  return volume >= 0 ? [...volumesPath, volume] : undefined;
}

/** In its place where it stays in its list, else at the end of the other. */
function replaced(object: Fields, { name, from }: FoundVolume, source: NewSource): Fields {
  const place = placeOf(object, name);
  const isIn = from === "ClaimTemplate" ? "volumeClaimTemplates" : "volumes";
  if (place === undefined) return object;
  if (source.list === isIn) return withValue(object, place, source.item);
  const path = source.list === "volumes" ? volumesPath : claimTemplatesPath;
  const left = withoutValue(object, place);
  return withValue(left, path, [...listAt(left, path), source.item]);
}

function kindOf({ list, item }: NewSource): ConvertedVolume["to"] {
  if (list === "volumeClaimTemplates") return "ClaimTemplate";
  if (item["persistentVolumeClaim"] !== undefined) return "Claim";
  if (item["ephemeral"] !== undefined) return "Ephemeral";
  return item["hostPath"] !== undefined ? "HostPath" : "EmptyDir";
}

function verdictOf({ from }: FoundVolume, choice: VolumeChoice | undefined): VolumeVerdict {
  switch (choice?.as) {
    case "template":
      return "PerPod";
    case "shared":
      return "Shared";
    case "ephemeral":
    case "emptyDir":
      return "Empty";
    case "hostPath":
      return "PerNode";
    case undefined:
      return from === "HostPath" ? "PerNode" : from === "ClaimTemplate" ? "PerPod" : "Kept";
  }
}

/** The claims that are mounted afterwards, and those that were mounted before and are not any more. */
function claimsOf(
  { name, from, claim }: FoundVolume,
  choice: VolumeChoice | undefined,
  sharedClaim: string | undefined,
  object: Fields,
  { before, namespace, snapshot }: Context,
): readonly ConvertedClaim[] {
  const had =
    from === "ClaimTemplate"
      ? [
          ...ordinalClaims(name, before, namespace, snapshot),
          ...leftOverClaims(name, before, namespace, snapshot),
        ]
      : claim === undefined
        ? []
        : [claimFacts(claim, namespace, snapshot)];
  const shared = choice?.as === "shared" ? (choice.claim ?? sharedClaim) : undefined;
  const has =
    choice?.as === "template" || (choice === undefined && from === "ClaimTemplate")
      ? ordinalClaims(name, object, namespace, snapshot)
      : shared === undefined
        ? []
        : [had.find((each) => each.claim === shared) ?? claimFacts(shared, namespace, snapshot)];
  const mounted = new Set(has.map((each) => each.claim));
  return [
    ...has.map((each) => ({ ...each, use: "Mounted" as const })),
    ...had
      .filter((each) => !mounted.has(each.claim))
      .map((each) => ({ ...each, use: "LeftBehind" as const })),
  ];
}
