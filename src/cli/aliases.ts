import { shellNames } from "./completion.ts";
import type { Io } from "./io.ts";
import { write } from "./output.ts";
import { UsageError } from "./usageError.ts";
import type { Verb } from "./verb.ts";

/** Those that are typed often; the first letter makes the short name. */
const verbs = ["explain", "convert", "finding", "snapshot"] as const;

/** Words of the shells' own languages, kubectl itself, and the one that these names stand for. */
const reserved: ReadonlySet<string> = new Set(
  "kubectl if then else elif fi case esac for foreach while until do done in function select repeat time coproc begin end switch and or not test set unset cd fc ps"
    .split(" ")
    .concat("kubectl-workload"),
);

export const aliasesVerb: Verb = {
  name: "aliases",
  describe: "Print short names for your shell: kw, kwe, kwc, kwf, kws",
  group: "Settings Commands",
  about: [
    "Print short names for your shell, with completion: kw for `kubectl workload`, kwe for `kubectl workload explain`, kwc for convert, kwf for finding, kws for snapshot.",
  ],
  usage: ["(bash | zsh | fish | powershell) [options]"],
  flags: {
    prefix: {
      type: "string",
      value: "name",
      shownDefault: "kw",
      describe: "What they begin with, where kw is taken",
    },
  },
  takes: { words: () => shellNames, several: false },
  examples: [
    ["bash", "What they are"],
    ["bash >> ~/.bashrc", "For good, as they are today"],
    ["zsh --prefix kwl", "Other names"],
  ],
  run,
};

async function run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number> {
  const words = (argv["resource"] as readonly string[] | undefined) ?? [];
  const prefix = (argv["prefix"] as string | undefined) ?? "kw";
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(prefix)) {
    throw new UsageError(
      `invalid argument "${prefix}" for "--prefix" flag: it has to be a letter, then letters, digits and _`,
    );
  }
  const { aliasScript, aliasesOf } = await import("./completion/script.ts");
  const aliases = aliasesOf(prefix, verbs);
  const taken = aliases.find(({ name }) => reserved.has(name));
  if (taken !== undefined) {
    throw new UsageError(
      `invalid argument "${prefix}" for "--prefix" flag: shells could not go on with \`${taken.name}\` meaning something else`,
    );
  }
  const { shellNamed } = await import("./completion/shellNamed.ts");
  await write(io.stdout, aliasScript(shellNamed(words, shellNames), aliases));
  return 0;
}
