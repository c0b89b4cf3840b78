import type { SubjectRequest } from "../explain/request.ts";
import { kindOf, kinds } from "../kinds/index.ts";
import { apiVersionOf, resourceOf } from "../kube/resources.ts";
import { parseFieldSelector } from "../source/fieldSelector.ts";
import { parseLabelSelector } from "./labelSelectorFlag.ts";
import { parseResourceArguments } from "./resourceArguments.ts";
import type { OpenedSource } from "./sourceFlags.ts";
import { UsageError } from "./usageError.ts";
import { checkWorkload } from "./workloadManifest.ts";

/**
 * What the user asks to have explained, from arguments, selectors and manifests.
 * @throws UsageError in kubectl's words where it has some
 */
export function subjectsOf(
  argv: { readonly [flag: string]: unknown },
  { namespace, manifests }: Pick<OpenedSource, "namespace" | "manifests">,
): readonly SubjectRequest[] {
  const resource = (argv["resource"] as readonly string[] | undefined) ?? [];
  const parsed = parseResourceArguments(resource);
  const allNamespaces = argv["all-namespaces"] === true;
  const labels = argv["selector"] as string | undefined;
  const fieldSelector = argv["field-selector"] as string | undefined;
  if (fieldSelector !== undefined) checkFieldSelector(fieldSelector);

  if (manifests !== undefined) {
    if (parsed !== undefined)
      throw new UsageError(
        "when paths, URLs, or stdin is provided as resource input, you may not specify resource arguments as well",
      );
    return manifestSubjects(manifests, namespace);
  }
  if (parsed === undefined) {
    const types = kinds.map(({ shortNames }) => shortNames[0]).join(", ");
    throw new UsageError(
      `You must specify the type of resource to explain (one of ${types}), such as ds/fluentd, or a file with -f`,
    );
  }
  if (parsed.names !== undefined) {
    if (labels !== undefined || fieldSelector !== undefined) {
      throw new UsageError(
        resource.some((argument) => argument.includes("/"))
          ? "selectors and the all flag cannot be used when passing resource/name arguments"
          : "name cannot be provided when a selector is specified",
      );
    }
    if (allNamespaces) throw new UsageError("a resource cannot be retrieved by name across all namespaces");
    return parsed.names.map(({ kind, name }) => ({ by: "name", kind, namespace, name }));
  }
  return parsed.kinds.map((kind) => ({
    by: "list",
    kind,
    ...(!allNamespaces && { namespace }),
    ...(labels !== undefined && { labelSelector: parseLabelSelector(labels) }),
    ...(fieldSelector !== undefined && { fieldSelector }),
  }));
}

/** The server would refuse it as well, but a recording must not take it for one that selects everything. */
function checkFieldSelector(selector: string): void {
  try {
    parseFieldSelector(selector);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function manifestSubjects(
  manifests: NonNullable<OpenedSource["manifests"]>,
  namespace: string,
): readonly SubjectRequest[] {
  const subjects = manifests.flatMap((manifest): SubjectRequest[] => {
    const { object } = manifest;
    const resource = resourceOf(object);
    const kind = resource && kindOf(resource);
    if (kind === undefined) return [];
    checkWorkload(manifest);
    const { name = "", namespace: own = namespace } = object.metadata ?? {};
    return [{ by: "name", kind, namespace: own, name }];
  });
  if (subjects.length > 0) return subjects;
  const explained = kinds.map(({ resource }) => `${apiVersionOf(resource)} ${resource.kind}`).join(", ");
  const kindsFound = new Set(manifests.map(({ object }) => `${object.apiVersion} ${object.kind}`));
  const found = [...kindsFound].join(", ") || "nothing";
  throw new UsageError(`the manifests hold no workload that can be explained (${explained}), but ${found}`);
}
