import { sameData } from "../sameData.ts";
import { type Member, mergeKey } from "./layout.ts";
import { matchItems } from "./matchItems.ts";

/** What becomes of the members of a map or list. */
export interface Changes {
  readonly kept: readonly { readonly member: Member; readonly before: unknown; readonly after: unknown }[];
  readonly removed: readonly Member[];
  readonly added: readonly Addition[];
}

/** Members that come behind one that is kept; before all, where that is undefined. */
export interface Addition {
  readonly behind: Member | undefined;
  readonly members: readonly { readonly key: string; readonly value: unknown }[];
}

type Data = { readonly [key: string]: unknown };

/**
 * A new key comes behind the nearest one before it in `after` that is there.
 * @param trusted keys that are merged in become by themselves what they have to be
 */
export function mapChanges(members: readonly Member[], before: Data, after: Data, trusted: boolean): Changes {
  const isKept = ({ key }: Member) => key === mergeKey || Object.hasOwn(after, key);
  const kept = members.filter(isKept);
  const byKey = new Map(kept.map((member) => [member.key, member]));
  const isNew = (key: string) =>
    !byKey.has(key) && !(Object.hasOwn(before, key) && (trusted || sameData(before[key], after[key])));
  return {
    kept: kept
      .filter(({ key }) => key !== mergeKey)
      .map((member) => ({ member, before: before[member.key], after: after[member.key] })),
    removed: members.filter((member) => !isKept(member)),
    added: additions(
      Object.entries(after)
        .filter(([key]) => byKey.has(key) || isNew(key))
        .map(([key, value]) => byKey.get(key) ?? { key, value }),
      // Where it is the first, people leave it the first.
      byKey.get(mergeKey),
    ),
  };
}

export function listChanges(
  members: readonly Member[],
  before: readonly unknown[],
  after: readonly unknown[],
): Changes {
  const matches = matchItems(before, after);
  const byAfter = new Map(matches.map(([one, other]) => [other, members[one]]));
  const kept = matches.flatMap(([one, other]) => {
    const member = members[one];
    return member === undefined ? [] : [{ member, before: before[one], after: after[other] }];
  });
  const stays = new Set(kept.map(({ member }) => member));
  return {
    kept,
    removed: members.filter((member) => !stays.has(member)),
    added: additions(after.map((value, index) => byAfter.get(index) ?? { key: "", value })),
  };
}

function additions(
  order: readonly (Member | Addition["members"][number])[],
  first?: Member,
): readonly Addition[] {
  const found: { behind: Member | undefined; members: Addition["members"][number][] }[] = [];
  let behind = first;
  let open: (typeof found)[number] | undefined;
  for (const one of order) {
    if ("mark" in one) {
      behind = one;
      open = undefined;
      continue;
    }
    if (open === undefined) {
      open = { behind, members: [] };
      found.push(open);
    }
    open.members.push(one);
  }
  return found;
}
