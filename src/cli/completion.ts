import { anyFile } from "./completion/completes.ts";
import type { Io } from "./io.ts";
import { say, write } from "./output.ts";
import { UsageError } from "./usageError.ts";
import type { Verb } from "./verb.ts";

export const shellNames = ["bash", "zsh", "fish", "powershell"] as const;

export const completionVerb: Verb = {
  name: "completion",
  describe: "Complete commands, flags and workloads in your shell",
  group: "Settings Commands",
  about: [
    "Have shells complete commands, flags, kinds, namespaces, and the names of workloads, with what is ready of each.",
    "`install` writes a small executable, kubectl_complete-workload, into a directory of PATH: kubectl 1.26 and newer asks it, in every shell that has kubectl's own completion. The name of a shell prints the script that completes `kubectl-workload`, typed with a hyphen; `kubectl workload aliases` is for short names.",
  ],
  usage: ["(install | bash | zsh | fish | powershell) [options]"],
  flags: {
    dir: {
      type: "string",
      value: "directory",
      completes: anyFile,
      describe: "With install: where to; by default beside the plugin, else a directory of PATH in your home",
    },
  },
  takes: {
    words: () => [
      ["install", "for `kubectl workload`, in every shell"],
      ...shellNames.map((name) => [name, "for `kubectl-workload`"] as const),
    ],
    several: false,
  },
  examples: [
    ["install", "For `kubectl workload`, where kubectl itself completes"],
    ["bash > /etc/bash_completion.d/kubectl-workload", "For `kubectl-workload`, in bash"],
    ["zsh > /usr/local/share/zsh/site-functions/_kubectl-workload", "In zsh"],
  ],
  run,
};

const completes =
  "`kubectl workload` completes wherever kubectl does; if it does not, see `kubectl completion --help`";

async function run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number> {
  const words = (argv["resource"] as readonly string[] | undefined) ?? [];
  const directory = argv["dir"] as string | undefined;
  const [first, ...more] = words;
  if (first === "install") {
    if (more.length > 0) throw new UsageError(`extra arguments: [${more.join(" ")}]`);
    const { installCompletion } = await import("./completion/install.ts");
    const { path, wasThere, hiddenBy } = installCompletion(directory, io);
    await say(io, `${wasThere ? "already there" : "wrote"}: ${path}`);
    await say(io, hiddenBy ?? completes);
    return 0;
  }
  if (directory !== undefined)
    throw new UsageError("--dir says where to install: it goes with `install` alone");
  const { shellNamed } = await import("./completion/shellNamed.ts");
  const shell = shellNamed(words, [...shellNames, "install"]);
  const { completionScript } = await import("./completion/script.ts");
  await write(io.stdout, completionScript(shell));
  return 0;
}
