import { exitCodesOf } from "../../src/cli/exitCodes.ts";
import { type Flags, helpFlags } from "../../src/cli/flags.ts";
import { globalFlags } from "../../src/cli/globalFlags.ts";
import { commandName, verbs } from "../../src/cli/main.ts";
import type { Verb } from "../../src/cli/verb.ts";
import { environment, type Variable } from "./environment.ts";

/** What the man page and the Markdown page of a command say alike. */
export interface ManualPage {
  /** `kubectl workload explain` */
  readonly command: string;
  /** `explain`; absent: the command as a whole. */
  readonly verb?: string;
  /** One line, in lower case and without a full stop. */
  readonly describe: string;
  readonly synopsis: readonly string[];
  /** A paragraph each. */
  readonly about: readonly string[];
  /** The verbs, on the page of the command as a whole. */
  readonly commands: readonly Pick<Verb, "name" | "describe">[];
  readonly examples: readonly { readonly typed: string; readonly what: string }[];
  readonly flags: readonly ManualFlag[];
  readonly globalFlags: readonly ManualFlag[];
  readonly environment: readonly Variable[];
  readonly exitCodes: readonly (readonly [code: string, meaning: string])[];
  /** kubectl's own commands beside it: `kubectl describe`. */
  readonly related: readonly string[];
}

export interface ManualFlag {
  /** `-o`, `--output` */
  readonly spellings: readonly string[];
  /** What it takes: `format`. Absent: nothing. */
  readonly value?: string;
  readonly what: string;
  readonly default?: string;
}

const related: { readonly [verb: string]: readonly string[] } = {
  explain: ["kubectl describe", "kubectl rollout"],
  convert: ["kubectl diff", "kubectl apply"],
  snapshot: ["kubectl get"],
  options: ["kubectl options"],
  completion: ["kubectl completion"],
  version: ["kubectl version"],
};

/** One page for the command as a whole, and one for each verb. */
export function manualPages(): readonly ManualPage[] {
  return [whole(), ...verbs.map(pageOf)];
}

function whole(): ManualPage {
  return {
    command: commandName,
    describe: "say what workloads are and do, and why",
    synopsis: [`${commandName} COMMAND [options]`],
    about: [
      "Explains DaemonSets, Deployments and StatefulSets as their controllers see them, and shows what they would be as another kind. It only reads, with get and list; `convert --validate=server` alone has the server try an object in a dry run, which stores nothing. What it could not read, it names.",
    ],
    commands: verbs,
    examples: verbs.flatMap(({ name, examples: [first] }) => {
      if (first === undefined) return [];
      return { typed: typedOf(name, first[0]), what: first[1] };
    }),
    flags: [],
    globalFlags: allGlobalFlags,
    environment,
    exitCodes: exitCodesOf({
      exitCodes: [
        ["0", "success"],
        ["1", "something is wrong; of `convert`: something differs"],
        ["2", "of `convert`: something is wrong"],
      ],
    }),
    related: ["kubectl"],
  };
}

function pageOf({ name, describe, about, usage, examples, flags, exitCodes }: Verb): ManualPage {
  return {
    command: `${commandName} ${name}`,
    verb: name,
    describe: `${describe.charAt(0).toLowerCase()}${describe.slice(1)}`,
    synopsis: usage.map((line) => typedOf(name, line)),
    about,
    commands: [],
    examples: examples.map(([typed, what]) => ({ typed: typedOf(name, typed), what })),
    flags: flagsOf(flags),
    globalFlags: allGlobalFlags,
    environment: environment.filter((variable) => variable.verbs?.includes(name) ?? true),
    exitCodes: exitCodesOf({ ...(exitCodes && { exitCodes }) }),
    related: related[name] ?? [],
  };
}

function typedOf(verb: string, rest: string): string {
  return `${commandName} ${verb} ${rest}`.trimEnd();
}

function flagsOf(flags: Flags): readonly ManualFlag[] {
  return Object.entries(flags).map(([name, { alias, type, value = type, describe, shownDefault }]) => {
    const letter = alias ?? (name.length === 1 ? name : undefined);
    return {
      spellings: [...(letter === undefined ? [] : [`-${letter}`]), `--${name}`],
      ...(type !== "boolean" && { value }),
      what: describe,
      ...(shownDefault !== undefined && { default: String(shownDefault) }),
    };
  });
}

const allGlobalFlags = flagsOf({ ...globalFlags, ...helpFlags });
