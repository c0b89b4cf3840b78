import type { Gap } from "../../explanation/explanation.ts";
import { toYaml } from "../../text/yaml/toYaml.ts";
import { type Block, span } from "../layout/blocks.ts";

/** What could not be seen, and for a Forbidden read the rule that an administrator would have to add. */
export function gapBlocks(gaps: readonly Gap[]): readonly Block[] {
  if (gaps.length === 0) return [];
  const unasked = gaps.filter(({ reason }) => reason === "NotRecorded");
  const failed = gaps.filter(({ reason }) => reason !== "NotRecorded");
  return [...unaskedBlocks(unasked), ...failedBlocks(failed)];
}

/** Nothing went wrong: a manifest or a recording just does not hold it. */
function unaskedBlocks(gaps: readonly Gap[]): readonly Block[] {
  if (gaps.length === 0) return [];
  const lacking = [...new Set(gaps.map(({ effect }) => effect))].join("; ");
  return [{ block: "gap" }, { block: "columns", rows: [[span("strong", "NOT KNOWN"), lacking]] }];
}

function failedBlocks(gaps: readonly Gap[]): readonly Block[] {
  if (gaps.length === 0) return [];
  const needed = gaps.flatMap(({ rule, namespace }) => (rule === undefined ? [] : [{ rule, namespace }]));
  // A Role gives rights in its own namespace alone.
  const byRole = Map.groupBy(needed, ({ rule: { scope }, namespace }) =>
    scope === "ClusterRole" ? "a ClusterRole" : `a Role in namespace ${namespace}`,
  );
  return [
    { block: "gap" },
    { block: "heading", title: "NOT SEEN" },
    {
      block: "columns",
      indent: 2,
      rows: gaps.map(({ resource, reason, effect, message }) => [
        resource,
        span("waiting", reason),
        `${effect} (${message})`,
      ]),
    },
    ...[...byRole].flatMap(([role, ofRole]): Block[] => [
      { block: "gap" },
      { block: "paragraph", text: `To see that, your user needs ${role} with:` },
      {
        block: "code",
        indent: 2,
        text: toYaml({
          rules: ofRole.map(({ rule: { scope: _, ...rule } }) => rule),
        }),
      },
    ]),
  ];
}
