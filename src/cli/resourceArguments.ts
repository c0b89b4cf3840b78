import { type Kind, kinds } from "../kinds/index.ts";
import { apiVersionOf, type ResourceType } from "../kube/resources.ts";
import { didYouMean } from "../text/didYouMean.ts";
import { UsageError } from "./usageError.ts";

/** A kind as it can be typed. */
export interface NamedKind {
  readonly resource: ResourceType;
  readonly singular: string;
  readonly shortNames: readonly string[];
}

/** `ds`, `ds fluentd`, `ds/fluentd`: kinds, and names where there are any. */
export type ResourceArguments<Of extends NamedKind = Kind> =
  | { readonly kinds: readonly Of[]; readonly names?: never }
  | { readonly kinds?: never; readonly names: readonly { readonly kind: Of; readonly name: string }[] };

/** The kinds that a verb takes, what it says of the others: `no explanation for`, and what it is called. */
export interface Vocabulary<Of extends NamedKind> {
  readonly kinds: readonly Of[];
  readonly none: string;
  /** For examples in errors, which a verb without one does not give. */
  readonly verb?: string;
}

const explained: Vocabulary<Kind> = { kinds, none: "no explanation for", verb: "explain" };

/**
 * Reads TYPE, TYPE NAME…, TYPE/NAME… and TYPE.VERSION.GROUP/NAME as kubectl does; types may be given as plural,
 * singular, kind or short name, in any case, several with commas.
 *
 * Upstream: cli-runtime pkg/resource/builder.go#ResourceTypeOrNameArgs (v1.36)
 * @throws UsageError in kubectl's words
 */
export function parseResourceArguments(args: readonly string[]): ResourceArguments | undefined;
export function parseResourceArguments<Of extends NamedKind>(
  args: readonly string[],
  vocabulary: Vocabulary<Of>,
): ResourceArguments<Of> | undefined;
export function parseResourceArguments(
  args: readonly string[],
  vocabulary: Vocabulary<NamedKind> = explained,
): ResourceArguments<NamedKind> | undefined {
  const [first, ...rest] = args;
  if (first === undefined) return undefined;
  if (args.some((arg) => arg.includes("/")))
    return { names: args.map((arg) => typeAndName(arg, vocabulary)) };
  const types = first.split(",").map((type) => resolveKind(type, vocabulary));
  if (rest.length === 0) return { kinds: types };
  return { names: types.flatMap((kind) => rest.map((name) => ({ kind, name }))) };
}

function typeAndName(arg: string, vocabulary: Vocabulary<NamedKind>): { kind: NamedKind; name: string } {
  const [type = "", name = "", ...more] = arg.split("/");
  if (!arg.includes("/")) {
    const { verb } = vocabulary;
    const typed = `kubectl workload ${verb}`;
    const example =
      verb === undefined ? "" : ` (e.g. '${typed} ds/<name>' instead of '${typed} ds ds/<name>')`;
    throw new UsageError(
      `there is no need to specify a resource type as a separate argument when passing arguments in resource/name form${example}`,
    );
  }
  if (more.length > 0) {
    throw new UsageError("arguments in resource/name form may not have more than one slash");
  }
  if (type === "" || name === "" || type.includes(",")) {
    throw new UsageError(
      "arguments in resource/name form must have a single resource and name, such as ds/fluentd",
    );
  }
  return { kind: resolveKind(type, vocabulary, (near) => `${near}/${name}`), name };
}

/** By any of its names, in any case. */
export function kindNamed<Of extends NamedKind>(type: string, among: readonly Of[]): Of | undefined {
  const wanted = type.toLowerCase();
  return among.find((kind) => namesOfKind(kind).includes(wanted));
}

/**
 * `spelled`: a kind that could have been meant, as it would have been typed.
 * @throws UsageError when none of the kinds is called so
 */
export function resolveKind<Of extends NamedKind>(
  type: string,
  { kinds: among, none }: Vocabulary<Of>,
  spelled?: (name: string) => string,
): Of {
  const found = kindNamed(type, among);
  if (found !== undefined) return found;
  const known = among.map(({ resource, shortNames }) => `${resource.resource} (${shortNames.join(", ")})`);
  throw new UsageError(
    `${none} resource type "${type}": there is one for ${known.join(", ")}${nearestKind(type, among, spelled)}`,
  );
}

/** Two letters are near to the short name of too many other kinds. */
function nearestKind(type: string, among: readonly NamedKind[], spelled?: (name: string) => string): string {
  const names = among.flatMap(({ resource, singular, shortNames }) => [
    singular,
    resource.resource,
    ...shortNames.filter((name) => name.length > 2),
  ]);
  return didYouMean(type, names, spelled);
}

/** Every way to write a kind, in lower case. */
export function namesOfKind({ resource, singular, shortNames }: NamedKind): readonly string[] {
  const { group, version, resource: plural } = resource;
  return [plural, singular, ...shortNames].flatMap((name) =>
    group === ""
      ? [name, `${name}.${apiVersionOf(resource)}`]
      : [name, `${name}.${group}`, `${name}.${version}.${group}`],
  );
}
