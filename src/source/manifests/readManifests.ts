import type { KubeObject } from "../../kube/objects.ts";
import { parseYaml, YamlError } from "../../text/yaml/parseYaml.ts";
import { SourceError } from "../source.ts";
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
    /** The whole file. */
    readonly text: string;
    /** It is written as YAML, and the document is this object alone. */
    readonly ownDocument: boolean;
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
        origin: { file, document, line, text, ownDocument: object === value && !/^\s*[{[]/.test(text) },
      })),
    );
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw at({ file, document: error.document, line: error.line }, error.message);
  }
}

type Place = Pick<ManifestObject["origin"], "file" | "document" | "line">;

function objectsIn(value: unknown, origin: Place): readonly KubeObject[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw at(origin, "a manifest is an object with apiVersion and kind, and this is none");
  }
  const object = value as KubeObject & { readonly items?: readonly unknown[] };
  requireText(value, "apiVersion", origin);
  requireText(value, "kind", origin);
  if (object.kind?.endsWith("List") && (Array.isArray(object.items) || object.kind === "List")) {
    const kind = object.kind.slice(0, -"List".length);
    // A typed list, as an API server returns it, leaves both out of its items.
    const inherited = kind === "" ? {} : { apiVersion: object.apiVersion, kind };
    return (object.items ?? []).flatMap((item) => {
      const isObject = typeof item === "object" && item !== null && !Array.isArray(item);
      return objectsIn(isObject ? { ...inherited, ...item } : item, origin);
    });
  }
  requireText(object.metadata ?? {}, "name", origin, `metadata.name\` of a \`${object.kind}`);
  if ((object.metadata?.namespace ?? "") !== "") {
    requireText(object.metadata ?? {}, "namespace", origin, `metadata.namespace\` of a \`${object.kind}`);
  }
  return [object];
}

function requireText(of: object, field: string, origin: Place, called = field): void {
  const value = (of as { readonly [field: string]: unknown })[field] ?? "";
  if (value === "") throw at(origin, `\`${called}\` is not set`);
  if (typeof value !== "string") {
    throw at(origin, `\`${called}\` is ${JSON.stringify(value)}, which is not text: quote it`);
  }
}

function at({ file, document, line }: Place, message: string): SourceError {
  return new SourceError(`error: ${file}, document ${document}, line ${line}: ${message}`);
}
