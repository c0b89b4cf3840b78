import type { Member, Value } from "./layout.ts";
import { columnOf, hasOwnLine } from "./lines.ts";

/** How far somebody sets lines in, in columns. */
export interface Indentation {
  /** A map below its key. */
  readonly map: number;
  /** The dashes of a list below its key. */
  readonly list: number;
  /** What an item has beside its dash, from the dash on. */
  readonly item: number;
  /** Text of several lines stands in quotes on one: as a block it would take lines below it for its own. */
  readonly textsQuoted?: boolean;
}

/** kubectl's, and `toYaml`'s. */
export const usual: Indentation = { map: 2, list: 0, item: 2 };

/** How most of a document is set in; as usual, where nothing tells. */
export function indentationOf(text: string, root: Value): Indentation {
  const seen = { map: [] as number[], list: [] as number[], item: [] as number[] };
  const visit = ({ shape }: Value, parent: Member | undefined) => {
    if (!("members" in shape) || shape.flow) return;
    const first = shape.members[0];
    if (first !== undefined && parent !== undefined) {
      const depth = columnOf(text, first) - columnOf(text, parent);
      if (parent.of === "list") seen.item.push(depth);
      else if (hasOwnLine(text, first)) seen[shape.kind].push(depth);
    }
    for (const member of shape.members) visit(member.value, member);
  };
  visit(root, undefined);
  return {
    map: mostOften(seen.map) ?? usual.map,
    list: mostOften(seen.list) ?? usual.list,
    item: mostOften(seen.item) ?? usual.item,
  };
}

function mostOften(numbers: readonly number[]): number | undefined {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  return [...times].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}
