import { ConversionError } from "../conversions/conversionError.ts";
import { draftOf } from "../conversions/draft.ts";
import { podLabels, valueAt } from "../conversions/fields.ts";
import { rowsOf } from "../conversions/index.ts";
import { conversionReferencesOf } from "../conversions/references/references.ts";
import { runbooksOf } from "../conversions/runbooks/runbooks.ts";
import { foundVolumes } from "../conversions/volumes/foundVolumes.ts";
import type { Conversion, ObjectValidation } from "../explanation/conversion.ts";
import { documentVersion } from "../explanation/explanation.ts";
import { conversionFindingsOf } from "../findings/index.ts";
import { refOf } from "../kube/objectRef.ts";
import type { KubeObject } from "../kube/objects.ts";
import type { ReadFailure } from "../kube/read.ts";
import { apiVersionOf } from "../kube/resources.ts";
import { objectNamed, resultOf, type Snapshot } from "../kube/snapshot.ts";
import { gapsAmong } from "../rules/gaps.ts";
import type { Fields } from "../rules/pods/templateFields.ts";
import { asWorkload, type Workload } from "../rules/workloads.ts";
import { sortedKeys } from "../rules/written/sortedKeys.ts";
import { asWritten } from "../rules/written/written.ts";
import { didYouMean } from "../text/didYouMean.ts";
import { unifiedDiff } from "../text/unifiedDiff.ts";
import { keptOf } from "./kept.ts";
import { lackedWithout } from "./lackedWithout.ts";
import { decisionMarks, refusalMarks } from "./marks.ts";
import { withoutNulls } from "./nulls.ts";
import { asTemplated, convertReads } from "./plan.ts";
import { podsOf } from "./pods.ts";
import type { ConvertRequest } from "./request.ts";
import { sentenceOf } from "./sentence.ts";
import { targetKinds } from "./sourceKinds.ts";
import { textsOf } from "./texts.ts";

export { ConversionError };

/** The conversion, or why the workload could not be read. */
export type Converted =
  | { readonly conversion: Conversion; readonly failure?: never }
  | { readonly failure: ReadFailure; readonly conversion?: never };

/**
 * @param validation what the API server said of the objects that this gave before
 * @throws ConversionError where what was decided means nothing for this workload
 */
export function convert(
  request: ConvertRequest,
  seen: Snapshot,
  validation?: readonly ObjectValidation[],
): Converted {
  const { subject, to, decided, file } = request;
  const { kind, namespace, name } = subject;
  const found = objectNamed(seen, kind.resource, namespace, name);
  if (found === undefined) return { failure: failureOf(request, seen) };
  // The API server leaves no null in what it stores; files have them.
  const read = withoutNulls(found);
  const snapshot = file === undefined ? seen : snapshotWithoutNulls(seen);
  const typed: KubeObject = { ...read, apiVersion: apiVersionOf(kind.resource), kind: kind.kind };
  const before = (file === undefined ? asWritten(typed) : withoutNulls(file.object)) as unknown as Fields;
  checkVolumes(before, decided.volumes);

  const context = { from: kind.kind, before, read, namespace, decided, snapshot };
  const draft = rowsOf(kind.kind, to).reduce((so, row) => row(so, context), draftOf(before));
  const after = file === undefined ? (sortedKeys(draft.object) as Fields) : draft.object;
  const companions = draft.companions.map((companion) => sortedKeys(companion) as KubeObject);
  const objects = [after, ...companions] as unknown as readonly Fields[];
  const marks = [...decisionMarks(draft.decisions, after), ...refusalMarks(validation, objects)];
  const { before: left, after: right, manifest } = textsOf(before, after, companions, marks, file);
  const changes = [...draft.changes, ...keptOf(before, after)];
  const targetName = String(valueAt(after, ["metadata", "name"]));
  const pods = podsOf(kind.kind, to, { before, after, read, snapshot });
  const isThere = targetOf(to, namespace, targetName, snapshot) !== undefined && kind.kind !== to;
  const existence = isThere ? ({ exists: true } as const) : {};
  const judged = {
    apiVersion: documentVersion,
    kind: "Conversion",
    subject: { ...refOf(read, apiVersionOf(kind.resource), kind.kind), kind: kind.kind },
    target: { apiVersion: "apps/v1", kind: to, namespace, name: targetName, ...existence },
    observedAt: snapshot.observedAt,
    source: snapshot.source,
    sentence: sentenceOf({ kind: kind.kind, namespace, name }, to, draft.changes, draft.decisions),
    command: request.command,
    changes,
    decisions: draft.decisions,
    volumes: draft.volumes,
    pods,
    ...(request.references && {
      references: conversionReferencesOf(
        workloadOf(typed),
        {
          kind: to,
          name: targetName,
          ...(pods.after !== undefined && { replicas: pods.after }),
          ...sharedClaimOf(draft.volumes),
          podLabels: podLabels(after),
        },
        snapshot,
        request.connection,
      ),
    }),
    objects: [after as unknown as KubeObject, ...companions],
    manifest,
    before: left,
    after: right,
    diff: unifiedDiff({
      from: { name: `a/${left.name}`, text: left.text },
      to: { name: `b/${right.name}`, text: right.text },
      context: request.context,
    }),
    ...(validation && { validation }),
    gaps: gapsAmong(convertReads(request, snapshot), snapshot, lackedWithout),
  } as const satisfies Omit<Conversion, "runbooks" | "findings">;
  const { gaps, ...rest } = judged;
  const runbooks = kind.kind === to || isThere ? [] : runbooksOf(judged, request.connection);
  const findings = kind.kind === to ? [] : conversionFindingsOf({ ...judged, runbooks });
  return { conversion: { ...rest, runbooks, findings, gaps } };
}

function checkVolumes(before: Fields, decided: ConvertRequest["decided"]["volumes"]): void {
  const names = foundVolumes(asTemplated(before as unknown as KubeObject)).map((volume) => volume.name);
  const unknown = [...decided.keys()].find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const there = names.length === 0 ? "it has none" : `there are ${names.join(", ")}`;
  throw new ConversionError(
    `--volume ${unknown}: the workload has no volume of that name: ${there}${didYouMean(unknown, names)}`,
  );
}

/** Beside the workload, files may hold whatever points at it. */
function snapshotWithoutNulls({ results, ...rest }: Snapshot): Snapshot {
  return {
    ...rest,
    results: results.map((result) =>
      result.objects === undefined ? result : { ...result, objects: withoutNulls(result.objects) },
    ),
  };
}

function failureOf({ subject: { kind, namespace, name } }: ConvertRequest, snapshot: Snapshot): ReadFailure {
  return (
    resultOf(snapshot, { resource: kind.resource, namespace, name })?.failure ?? {
      reason: "NotFound",
      message: `${kind.resource.resource} "${name}" not found`,
    }
  );
}

/** As one that has a template and a selector, which a pod is not. */
function workloadOf(object: KubeObject): Workload {
  return asWorkload(object.kind ?? "", asTemplated(object) as unknown as KubeObject);
}

/** Where pods with a claim each become pods with one for all. */
function sharedClaimOf(volumes: Conversion["volumes"]): { readonly sharedClaim?: string } {
  const shared = volumes.find(({ from, verdict }) => from === "ClaimTemplate" && verdict === "Shared");
  const mounted = shared?.claims.find(({ use }) => use === "Mounted");
  return mounted === undefined ? {} : { sharedClaim: mounted.claim };
}

/** What is there under the new object's kind and name. */
function targetOf(to: Conversion["target"]["kind"], namespace: string, name: string, snapshot: Snapshot) {
  const resource = targetKinds.find(({ kind }) => kind === to)?.resource;
  return resource && objectNamed(snapshot, resource, namespace, name);
}
