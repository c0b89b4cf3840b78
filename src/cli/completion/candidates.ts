import type { Flags } from "../flags.ts";
import { kindNamed, type NamedKind, namesOfKind } from "../resourceArguments.ts";
import type { Verb } from "../verb.ts";
import type { Candidate, Completes } from "./completes.ts";
import { directives } from "./directive.ts";
import type { Ask } from "./known.ts";
import type { Place } from "./place.ts";

/** What a shell is told. */
export interface Offer {
  readonly candidates: readonly Candidate[];
  readonly directive: number;
}

const { noSpace, noFiles, endings, keepOrder } = directives;
const nothing: Offer = { candidates: [], directive: noFiles };

/** What may stand where the cursor is. Only names that a cluster or a kubeconfig knows are asked for. */
export async function offerAt(
  place: Place,
  { verbs, globalFlags }: { readonly verbs: readonly Verb[]; readonly globalFlags: Flags },
  ask: Ask,
): Promise<Offer> {
  const { verb, wants, argv } = place;
  const flags: Flags = { ...verb?.flags, ...globalFlags };
  const { typed } = wants;
  if (wants.what === "value") return valueOffer(flags[wants.flag]?.completes);
  if (wants.what === "verb") return list(verbs.map(({ name, describe }) => [name, describe]));
  if (wants.what === "flag") {
    const left = Object.entries(flags).filter(([name, flag]) => !(name in argv) || flag.array);
    return list(left.flatMap(([name, { describe }]) => (name.length > 1 ? [[`--${name}`, describe]] : [])));
  }
  const takes = verb?.takes;
  if (takes === undefined) return nothing;
  if ("kinds" in takes) {
    const isTaken = argv["filename"] !== undefined && !takes.besideFiles;
    return isTaken || argv["help"] === true ? nothing : workloads(takes.kinds, takes.several);
  }
  const isFull = !takes.several && place.arguments.length > 0;
  const words = isFull ? [] : takes.words();
  return list(words.filter((word) => !place.arguments.includes(wordOf(word))));

  async function valueOffer(completes: Completes | undefined): Promise<Offer> {
    if (completes === undefined) return nothing;
    if ("values" in completes) return list(completes.values, keepOrder);
    if ("known" in completes) {
      const { candidates, isOpen } = await ask.known(completes.known, place);
      return list(candidates, isOpen ? noSpace : 0);
    }
    return { candidates: completes.files, directive: completes.files.length > 0 ? endings : 0 };
  }

  /** Across all namespaces kubectl takes no names. */
  async function namesOf(kind: NamedKind): Promise<readonly Candidate[]> {
    return argv["all-namespaces"] === true ? [] : ask.names(kind, place);
  }

  async function workloads(kinds: readonly NamedKind[], several: boolean): Promise<Offer> {
    const [first] = place.arguments;
    const [type, slash, name] = split(typed);
    if (first === undefined || first.includes("/")) {
      if (first !== undefined && !several) return nothing;
      const kind = kindNamed(type, kinds);
      if (slash !== "" && kind === undefined) return nothing;
      if (slash === "" || kind === undefined) return kindOffer(kinds, type);
      const taken = place.arguments.map((each) => split(each)[2]);
      const names = without(await namesOf(kind), taken);
      return list(names.map((each) => [`${type}/${wordOf(each)}`, whatOf(each)]));
    }
    if (slash !== "" || (!several && place.arguments.length > 1)) return nothing;
    const kind = kindNamed(first, kinds);
    return kind === undefined ? nothing : list(without(await namesOf(kind), place.arguments), 0, name);
  }

  /** Of each kind one of its names, the shortest that goes on what was typed; behind it comes a blank or a slash. */
  function kindOffer(kinds: readonly NamedKind[], type: string): Offer {
    const before = type.slice(0, type.lastIndexOf(",") + 1);
    const begun = type.slice(before.length).toLowerCase();
    const candidates = kinds.flatMap((kind): readonly Candidate[] => {
      const [name] = namesOfKind(kind)
        .filter((word) => word.startsWith(begun))
        .sort((a, b) => a.length - b.length);
      return name === undefined ? [] : [[`${before}${name}`, kind.resource.kind]];
    });
    return list(candidates, noSpace);
  }

  function list(candidates: readonly Candidate[], more = 0, begun = typed): Offer {
    return {
      candidates: candidates.filter((candidate) => wordOf(candidate).startsWith(begun)),
      directive: noFiles | more,
    };
  }
}

export function wordOf(candidate: Candidate): string {
  return typeof candidate === "string" ? candidate : candidate[0];
}

export function whatOf(candidate: Candidate): string {
  return typeof candidate === "string" ? "" : candidate[1];
}

/** `ds/fluentd` → `ds`, `/`, `fluentd`; without a slash all of it is the type, and what a name begins with. */
function split(argument: string): readonly [type: string, slash: string, name: string] {
  const at = argument.indexOf("/");
  return at < 0 ? [argument, "", argument] : [argument.slice(0, at), "/", argument.slice(at + 1)];
}

function without(names: readonly Candidate[], taken: readonly string[]): readonly Candidate[] {
  return names.filter((name) => !taken.includes(wordOf(name)));
}
