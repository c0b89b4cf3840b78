import type { Placement } from "../../explanation/placement.ts";
import { toYaml } from "../../text/yaml/toYaml.ts";
import { type Block, span } from "../layout/blocks.ts";
import type { RenderStyle } from "../style.ts";
import { count, nameList } from "./names.ts";

const shownAtMost = 4;

/**
 * The tolerations to paste, group by group, each under what it would admit. While pods that should run do not,
 * tolerations are not what is looked for; and those that are not enough alone help nobody: `-o wide` has both.
 */
export function remedyBlocks(
  { exclusions, desired = 0, available = 0 }: Placement,
  planned: boolean,
  { wide }: RenderStyle,
): readonly Block[] {
  const groups = exclusions.filter(({ remedy, condition }) => {
    return remedy !== undefined && (wide || (!remedy.insufficient && condition === undefined));
  });
  const waiting = !planned && available < desired;
  if (groups.length === 0 || (waiting && !wide)) return [];
  const shown = wide ? groups : groups.slice(0, shownAtMost);
  const lines = shown.flatMap(({ remedy, nodes, condition }) => {
    const others = remedy?.admits.filter((name) => !nodes.includes(name)) ?? [];
    const besides = others.length === 0 ? "" : `; also admits ${nameList(others, wide)}`;
    const partly =
      remedy?.insufficient || condition !== undefined ? "; not enough alone, see its other reasons" : "";
    return [`# ${nameList(nodes, wide)}${besides}${partly}`, toYaml(remedy?.tolerations ?? []).trimEnd()];
  });
  const rest = groups.length - shown.length;
  const choice = groups.length > 1 ? ", as far as you want it there" : "";
  return [
    { block: "gap" },
    { block: "paragraph", text: `To run there as well, add to spec.template.spec${choice}:` },
    { block: "code", indent: 2, text: ["tolerations:", ...lines].join("\n") },
    ...(rest > 0 ? [more(`and for ${count(rest, "more group")}: -o wide has them`)] : []),
  ];
}

function more(text: string): Block {
  return { block: "paragraph", indent: 2, text: span("faint", text) };
}
