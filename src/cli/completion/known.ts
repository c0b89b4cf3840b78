import type { ResourceType } from "../../kube/resources.ts";
import { kindNamed, type NamedKind } from "../resourceArguments.ts";
import type { Candidate, Known } from "./completes.ts";
import type { Place } from "./place.ts";

/** Whoever knows the names that nothing typed can tell. */
export interface Ask {
  /** The names of a kind, in the namespace that was typed or else holds. */
  names(kind: NamedKind, place: Place): Promise<readonly Candidate[]>;
  known(what: Known, place: Place): Promise<Answer>;
}

export interface Answer {
  readonly candidates: readonly Candidate[];
  /** Whether a candidate is only the beginning of a value. */
  readonly isOpen?: boolean;
}

/** The workload that the arguments name, once they do: `deploy/web`, `deploy web`. */
export function namedIn({
  verb,
  arguments: given,
}: Place): { readonly resource: ResourceType; readonly name: string } | undefined {
  if (verb?.takes === undefined || !("kinds" in verb.takes)) return undefined;
  const [type = "", name] = given.flatMap((argument) => argument.split("/"));
  const kind = kindNamed(type, verb.takes.kinds);
  return kind === undefined || !name ? undefined : { resource: kind.resource, name };
}
