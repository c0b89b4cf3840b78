import { readFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { SourceError } from "../../source.ts";
import type { ClusterIo } from "../clusterIo.ts";
import { emptyKubeconfig, type Kubeconfig } from "./kubeconfig.ts";
import { parseKubeconfig } from "./parse.ts";

/**
 * The kubeconfig that kubectl would use: `explicit` (--kubeconfig) alone, else the files of $KUBECONFIG merged,
 * else ~/.kube/config. Missing files are ignored, unless named explicitly.
 *
 * Upstream: client-go tools/clientcmd/loader.go#ClientConfigLoadingRules.Load (v1.36)
 * @throws SourceError when the explicit file is missing, or a file cannot be read or parsed
 */
export function loadKubeconfig(
  explicit: string | undefined,
  io: Pick<ClusterIo, "env" | "stderr" | "homedir">,
): Kubeconfig {
  if (explicit) {
    const config = loadFile(explicit);
    if (config === undefined) throw new SourceError(`error: stat ${explicit}: no such file or directory`);
    return config;
  }
  const list = io.env["KUBECONFIG"];
  const files = list
    ? [...new Set(list.split(delimiter))].filter((file) => file !== "")
    : [join(io.homedir, ".kube", "config")];
  const configs = files.map(loadFile).filter((config) => config !== undefined);
  if (list && configs.length === 0 && files.length > 0) {
    io.stderr.write(`warning: no file of $KUBECONFIG exists: ${files.join(", ")}\n`);
  }
  return configs.reduce(merge, emptyKubeconfig);
}

/** What the earlier file says stands: an entry is taken whole from the first file that has it. */
function merge(earlier: Kubeconfig, later: Kubeconfig): Kubeconfig {
  const currentContext = earlier.currentContext ?? later.currentContext;
  return {
    ...(currentContext !== undefined && { currentContext }),
    clusters: new Map([...later.clusters, ...earlier.clusters]),
    users: new Map([...later.users, ...earlier.users]),
    contexts: new Map([...later.contexts, ...earlier.contexts]),
  };
}

function loadFile(file: string): Kubeconfig | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") return undefined;
    throw new SourceError(`error: error loading config file "${file}": ${reasonOf(code, file)}`);
  }
  try {
    return parseKubeconfig(text, dirname(resolve(file)));
  } catch (error) {
    const [line = ""] = String((error as Error).message).split("\n");
    throw new SourceError(`error: error loading config file "${file}": ${line.replace(/:$/, "")}`);
  }
}

function reasonOf(code: string | undefined, file: string): string {
  switch (code) {
    case "EACCES":
      return `open ${file}: permission denied`;
    case "EISDIR":
      return `read ${file}: is a directory`;
    default:
      return `open ${file}: ${code}`;
  }
}
