import { openCluster } from "../source/cluster/clusterSource.ts";
import { goPlatform } from "../source/cluster/goPlatform.ts";
import type { ServerVersion } from "../source/cluster/liveSource.ts";
import { SourceError } from "../source/source.ts";
import { printable } from "../text/printable.ts";
import { connectionFlags } from "./globalFlags.ts";
import type { Io } from "./io.ts";
import { printableStderr, say, write } from "./output.ts";
import { noArguments, noFormat } from "./usageError.ts";
import type { Verb } from "./verb.ts";
import { rulesVersion, version } from "./version.ts";

const formats = ["json", "yaml"] as const;

export const versionVerb: Verb = {
  name: "version",
  describe: "Print the versions of this plugin, of its rules, and of the server",
  group: "Other Commands",
  about: [
    "Print the version of this plugin, that of the Kubernetes release whose controllers it restates, and that of the server of the current context.",
  ],
  usage: ["[options]"],
  flags: {
    client: { type: "boolean", describe: "Only this plugin's own, without asking a server" },
    output: {
      type: "string",
      alias: "o",
      value: "format",
      describe: `Output format, one of ${formats.join(", ")}`,
      completes: { values: formats },
    },
  },
  examples: [
    ["", "Of plugin and server"],
    ["--client", "Of the plugin alone"],
    ["-o json | jq -r .serverVersion.gitVersion", "One of them, for scripts"],
  ],
  run,
};

async function run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number> {
  noArguments(argv);
  const format = argv["output"] as string | undefined;
  if (format !== undefined && format !== "json" && format !== "yaml") throw noFormat(format, formats);
  const asked: Asked = argv["client"] === true ? {} : await serverVersion(argv, io);
  const versions = {
    clientVersion: { gitVersion: `v${version}`, platform: goPlatform(), runtime: runtime() },
    rulesVersion: { gitVersion: rulesVersion },
    ...(asked.server && { serverVersion: asked.server }),
  };
  if (format === "json") await write(io.stdout, `${JSON.stringify(versions, null, 2)}\n`);
  else if (format === "yaml")
    await write(io.stdout, (await import("../text/yaml/toYaml.ts")).toYaml(versions));
  else {
    const server = asked.server && `Server Version: ${printable(asked.server.gitVersion)}\n`;
    await write(io.stdout, `Client Version: v${version}\nRules Version: ${rulesVersion}\n${server ?? ""}`);
  }
  if (asked.error === undefined) return 0;
  await say(io, asked.error);
  return 1;
}

/** What it runs in: `bun 1.4.5` in the executable, `node 24.21.0` from npm. */
function runtime(): string {
  const { bun, node } = process.versions;
  return bun === undefined ? `node ${node}` : `bun ${bun}`;
}

interface Asked {
  readonly server?: ServerVersion;
  readonly error?: string;
}

/** As kubectl: what the plugin knows of itself is printed all the same. */
async function serverVersion(argv: { readonly [flag: string]: unknown }, io: Io): Promise<Asked> {
  try {
    const cluster = await openCluster(connectionFlags(argv), { ...io, version, stderr: printableStderr(io) });
    try {
      return { server: await cluster.version() };
    } finally {
      cluster.close();
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { error: error.message };
  }
}
