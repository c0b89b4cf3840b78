import { type Kind, kinds } from "../kinds/index.ts";
import { apiVersionOf } from "../kube/resources.ts";
import { UsageError } from "./usageError.ts";

/** `ds`, `ds fluentd`, `ds/fluentd`: kinds, and names where there are any. */
export type ResourceArguments =
  | { readonly kinds: readonly Kind[]; readonly names?: never }
  | { readonly kinds?: never; readonly names: readonly { readonly kind: Kind; readonly name: string }[] };

/**
 * Reads TYPE, TYPE NAME…, TYPE/NAME… and TYPE.VERSION.GROUP/NAME as kubectl does; types may be given as plural,
 * singular, kind or short name, in any case, several with commas.
 *
 * Upstream: cli-runtime pkg/resource/builder.go#ResourceTypeOrNameArgs (v1.36)
 * @throws UsageError in kubectl's words
 */
export function parseResourceArguments(args: readonly string[]): ResourceArguments | undefined {
  const [first, ...rest] = args;
  if (first === undefined) return undefined;
  if (args.some((arg) => arg.includes("/"))) return { names: args.map(typeAndName) };
  const types = first.split(",").map(resolveKind);
  if (rest.length === 0) return { kinds: types };
  return { names: types.flatMap((kind) => rest.map((name) => ({ kind, name }))) };
}

function typeAndName(arg: string): { kind: Kind; name: string } {
  const [type = "", name = "", ...more] = arg.split("/");
  if (!arg.includes("/")) {
    throw new UsageError(
      "there is no need to specify a resource type as a separate argument when passing arguments in " +
        "resource/name form (e.g. 'kubectl workload explain ds/<name>' instead of 'kubectl workload explain ds ds/<name>')",
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
  return { kind: resolveKind(type), name };
}

/** @throws UsageError when no kind that can be explained is called so */
export function resolveKind(type: string): Kind {
  const wanted = type.toLowerCase();
  const found = kinds.find((kind) => namesOfKind(kind).includes(wanted));
  if (found !== undefined) return found;
  const explained = kinds.map(
    ({ resource, shortNames }) => `${resource.resource} (${shortNames.join(", ")})`,
  );
  throw new UsageError(
    `no explanation for resource type "${type}": there is one for ${explained.join(", ")}`,
  );
}

function namesOfKind({ resource, singular, shortNames }: Kind): readonly string[] {
  const { group, version, resource: plural } = resource;
  return [plural, singular, ...shortNames].flatMap((name) =>
    group === ""
      ? [name, `${name}.${apiVersionOf(resource)}`]
      : [name, `${name}.${group}`, `${name}.${version}.${group}`],
  );
}
