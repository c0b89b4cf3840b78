import type { KubeObject } from "../../kube/objects.ts";
import { SourceError } from "../source.ts";
import { parseYaml, YamlError } from "../yaml/parseYaml.ts";
import { filesOf, type ManifestIo, readText } from "./files.ts";

/** An object of a manifest, and where it stands. */
export interface ManifestObject {
  readonly object: KubeObject;
  readonly origin: {
    /** As the user named it; `<stdin>` for `-`. */
    readonly file: string;
    /** Both counted from 1. */
    readonly document: number;
    readonly line: number;
  };
}

/**
 * The objects of `-f`: files, folders (`.json`, `.yaml`, `.yml`; with `-R` those below them too) and `-` for
 * stdin. Lists are taken apart, empty documents skipped.
 *
 * Upstream: cli-runtime pkg/resource/builder.go#FilenameParam and visitor.go (v1.36)
 * @throws SourceError naming file, document and line
 */
export async function readManifests(
  what: { readonly filenames: readonly string[]; readonly recursive: boolean },
  io: ManifestIo,
): Promise<readonly ManifestObject[]> {
  const objects: ManifestObject[] = [];
  for (const filename of what.filenames) {
    for (const file of await filesOf(filename, what.recursive)) {
      objects.push(...parseManifest(await readText(file, io), file === "-" ? "<stdin>" : file));
    }
  }
  return objects;
}

/** @throws SourceError naming document and line of `file` */
export function parseManifest(text: string, file: string): readonly ManifestObject[] {
  try {
    return parseYaml(text).flatMap(({ value, document, line }) =>
      objectsIn(value, { file, document, line }).map((object) => ({
        object,
        origin: { file, document, line },
      })),
    );
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw at({ file, document: error.document, line: error.line }, error.message);
  }
}

function objectsIn(value: unknown, origin: ManifestObject["origin"]): readonly KubeObject[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw at(origin, "a manifest is an object with apiVersion and kind, and this is none");
  }
  const object = value as KubeObject & { readonly items?: readonly unknown[] };
  for (const field of ["apiVersion", "kind"] as const) {
    if (typeof object[field] !== "string" || object[field] === "")
      throw at(origin, `\`${field}\` is not set`);
  }
  if (object.kind?.endsWith("List") && Array.isArray(object.items)) {
    const kind = object.kind.slice(0, -"List".length);
    // A typed list, as an API server returns it, leaves both out of its items.
    const inherited = kind === "" ? {} : { apiVersion: object.apiVersion, kind };
    return object.items.flatMap((item) => objectsIn(item && { ...inherited, ...item }, origin));
  }
  if (typeof object.metadata?.name !== "string" || object.metadata.name === "") {
    throw at(origin, `\`metadata.name\` of a ${object.kind} is not set`);
  }
  return [object];
}

function at({ file, document, line }: ManifestObject["origin"], message: string): SourceError {
  return new SourceError(`error: ${file}, document ${document}, line ${line}: ${message}`);
}
