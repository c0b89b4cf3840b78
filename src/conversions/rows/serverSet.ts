import { isFields } from "../../rules/pods/templateFields.ts";
import { writtenMetadata } from "../../rules/written/metadata.ts";
import { drop, type Row } from "../draft.ts";
import type { Path } from "../fields.ts";

/**
 * What a server once wrote into a file: of a live object it is gone before anything is compared. Most of it the API
 * server would refuse or misread in a new object.
 */
export const serverSet: Row = (draft) => {
  const fields = drop(draft, ["status"], "the API server and controllers write it");
  const metadata = draft.object["metadata"];
  if (!isFields(metadata)) return fields;
  const written = writtenMetadata(undefined, metadata);
  const annotations = goneFrom(metadata["annotations"], written["annotations"]);
  const paths: readonly Path[] = [
    ...goneFrom(metadata, written)
      .filter((field) => field !== "annotations")
      .map((field) => [field]),
    ...annotations.map((key) => ["annotations", key]),
  ];
  return paths.reduce<typeof draft>(
    (so, path) =>
      drop(
        so,
        ["metadata", ...path],
        path.length === 1
          ? "the API server writes it, for the old object"
          : "kubectl and controllers write it, for the old object",
      ),
    fields,
  );
};

function goneFrom(map: unknown, written: unknown): readonly string[] {
  if (!isFields(map)) return [];
  return Object.keys(map).filter((key) => !isFields(written) || !Object.hasOwn(written, key));
}
