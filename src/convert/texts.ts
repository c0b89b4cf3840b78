import type { NamedText } from "../explanation/conversion.ts";
import type { KubeObject } from "../kube/objects.ts";
import type { Fields } from "../rules/pods/templateFields.ts";
import { documentText } from "../text/yaml/documentText.ts";
import { editYaml } from "../text/yaml/editYaml.ts";
import { appendDocuments, replaceDocument } from "../text/yaml/replaceDocument.ts";
import { toYaml } from "../text/yaml/toYaml.ts";
import { withComment } from "../text/yaml/withComment.ts";
import type { Mark } from "./marks.ts";
import { withNullsOf } from "./nulls.ts";
import type { ManifestFile } from "./request.ts";

/** Both sides, and what of the second is to be applied. */
export interface Texts {
  readonly before: NamedText;
  readonly after: NamedText;
  readonly manifest: string;
}

/**
 * A file is compared as it is, and only the lines that have to change are others; a live object is written as kubectl
 * would write it.
 * @param object what the workload becomes
 * @param marks comments on the new side
 */
export function textsOf(
  before: Fields,
  object: Fields,
  companions: readonly KubeObject[],
  marks: readonly Mark[],
  file: ManifestFile | undefined,
): Texts {
  const added = companions.map((companion, index) => marked(toYaml(companion), 1, index + 1, marks));
  const document = file?.document;
  if (file === undefined || document === undefined) {
    const name = file?.name ?? `${nameOf(before)}.yaml`;
    const text = appendDocuments(marked(toYaml(object), 1, 0, marks), 1, added);
    const after = { name, text, ...(file !== undefined && { rewritten: true as const }) };
    return { before: { name, text: toYaml(before) }, after, manifest: text };
  }
  const edited = editYaml(file.text, document, withNullsOf(file.object as unknown as Fields, object));
  const written = edited ?? replaceDocument(file.text, document, toYaml(object));
  const workload = marked(written, document, 0, marks);
  return {
    before: { name: file.name, text: file.text },
    after: {
      name: file.name,
      text: appendDocuments(workload, document, added),
      ...(edited === undefined && { rewritten: true }),
    },
    manifest: [documentText(workload, document), ...added].join("---\n"),
  };
}

function marked(text: string, document: number, object: number, marks: readonly Mark[]): string {
  return marks
    .filter((mark) => mark.object === object)
    .reduce((so, { path, comment }) => withComment(so, document, path, comment), text);
}

function nameOf(object: Fields): string {
  return String((object["metadata"] as Fields | undefined)?.["name"] ?? "workload");
}
