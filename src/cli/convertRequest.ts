import { relative, sep } from "node:path";
import type { ConvertRequest, Decided, ManifestFile } from "../convert/request.ts";
import { sourceKinds, targetKinds } from "../convert/sourceKinds.ts";
import type { TargetKind } from "../explanation/conversion.ts";
import { resourceOf } from "../kube/resources.ts";
import type { ManifestObject } from "../source/manifests/readManifests.ts";
import { checkDecided, decidedOf } from "./decidedFlags.ts";
import { parseResourceArguments, resolveKind } from "./resourceArguments.ts";
import type { OpenedSource } from "./sourceFlags.ts";
import { connectionOf, typedCommand } from "./typedCommand.ts";
import { UsageError } from "./usageError.ts";
import { checkWorkload } from "./workloadManifest.ts";

type Argv = { readonly [flag: string]: unknown };

const sources = { kinds: sourceKinds, none: "there is no conversion of", verb: "convert" };

/** What was typed, as far as nothing has to be read for it. */
export interface Asked {
  readonly to: TargetKind;
  readonly decided: Decided;
  readonly context: number;
  readonly named?: Named;
}

/** @throws UsageError in kubectl's words where it has some */
export function askedOf(argv: Argv): Asked {
  const to = targetOf(argv["to"] as string | undefined);
  const context = (argv["unified"] as number | undefined) ?? 3;
  if (context < 0)
    throw new UsageError(`invalid argument "${context}" for "-U, --unified" flag: it has to be 0 or more`);
  const named = namedOf(argv);
  if (named === undefined && argv["filename"] === undefined) throw nothingNamed();
  return { to, decided: decidedOf(argv), context, ...(named && { named }) };
}

/**
 * The one workload that is to be converted, and into what.
 * @throws UsageError
 */
export function convertRequestOf(
  { to, decided, context, named }: Asked,
  argv: Argv,
  { namespace, manifests }: OpenedSource,
): ConvertRequest {
  const subject: Found | undefined =
    manifests === undefined ? named : inManifests(manifests, namespace, named);
  if (subject === undefined) throw nothingNamed();
  const { kind, name, file } = subject;
  checkDecided(decided, kind.kind, to);
  const place = { namespace: subject.namespace ?? namespace, name };
  return {
    subject: { kind, ...place },
    to,
    decided,
    references: argv["references"] !== false,
    context,
    connection: connectionOf(argv),
    command: typedCommand(argv, { shortName: kind.shortNames[0] ?? kind.singular, ...place }),
    ...(file && { file }),
  };
}

function nothingNamed(): UsageError {
  return new UsageError(
    "name the workload that is to be converted, such as deploy/grafana, or a file with -f",
  );
}

/** @throws UsageError */
function targetOf(to: string | undefined): TargetKind {
  const names = targetKinds.map(({ singular }) => singular).join(", ");
  if (to === undefined) throw new UsageError(`--to is required: say what it is to become, one of ${names}`);
  return resolveKind(to, {
    kinds: targetKinds,
    none: `invalid argument "${to}" for "--to" flag: no conversion to`,
  }).kind as TargetKind;
}

type Named = { readonly kind: (typeof sourceKinds)[number]; readonly name: string };
type Found = Named & { readonly namespace?: string; readonly file?: ManifestFile };

function namedOf(argv: Argv): Named | undefined {
  const parsed = parseResourceArguments((argv["resource"] as readonly string[] | undefined) ?? [], sources);
  if (parsed === undefined) return undefined;
  const [named, ...more] = parsed.names ?? [];
  if (named === undefined || more.length > 0) {
    throw new UsageError(
      "one workload is converted at a time, since its decisions are its own: TYPE/NAME, such as deploy/grafana",
    );
  }
  return named;
}

/** The only workload of the files, or the one that was named. */
function inManifests(
  manifests: readonly ManifestObject[],
  namespace: string,
  named: Named | undefined,
): Found {
  const workloads = manifests.flatMap((manifest) => {
    const kind = sourceKinds.find(({ resource }) => resource === resourceOf(manifest.object));
    if (kind === undefined) return [];
    const { name = "", namespace: own } = manifest.object.metadata ?? {};
    return [{ manifest, kind, name, namespace: own || namespace }];
  });
  const meant = workloads.filter(
    ({ kind, name }) => named === undefined || (kind === named.kind && name === named.name),
  );
  // Of one name in several namespaces, the one of the namespace that is asked for.
  const here = meant.filter((workload) => workload.namespace === namespace);
  const [found, ...more] = named !== undefined && here.length > 0 ? here : meant;
  const listed = workloads
    .map((each) => {
      const isOnce = !workloads.some((other) => other !== each && sameName(other, each));
      return `${each.kind.shortNames[0]}/${each.name}${isOnce ? "" : ` -n ${each.namespace}`}`;
    })
    .join(", ");
  if (found === undefined) {
    const there = listed === "" ? "they hold no workload" : `there are ${listed}`;
    throw new UsageError(`the manifests hold nothing that could be converted as asked: ${there}`);
  }
  if (more.length > 0) {
    throw new UsageError(`the manifests hold several workloads: name the one to convert, of ${listed}`);
  }
  const { manifest, ...rest } = found;
  checkWorkload(manifest);
  const { origin, object } = manifest;
  return {
    ...rest,
    file: {
      name: origin.ownDocument ? patchedName(origin.file) : `${rest.name}.yaml`,
      text: origin.text,
      ...(origin.ownDocument && { document: origin.document }),
      object,
    },
  };
}

function sameName(one: Named, other: Named): boolean {
  return one.kind === other.kind && one.name === other.name;
}

/** As `patch` and `git apply` find it from here: they refuse names that lead out of the folder. */
function patchedName(file: string): string {
  if (file === "<stdin>") return "stdin.yaml";
  const fromHere = relative("", file);
  const name = fromHere.startsWith("..") ? file : fromHere;
  return name.replaceAll(sep, "/").replace(/^(?:\.{0,2}\/+)+/, "");
}
