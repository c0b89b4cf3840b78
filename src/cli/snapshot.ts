import type { Argv, CommandModule } from "yargs";
import { explainPlan } from "../explain/plan.ts";
import { kinds } from "../kinds/index.ts";
import { encodeSnapshot } from "../source/snapshot/encodeSnapshot.ts";
import type { Io } from "./io.ts";
import { write } from "./output.ts";
import { whileReading } from "./progress.ts";
import { openSource, requireNoManifests, sourceFlags } from "./sourceFlags.ts";
import { subjectsOf } from "./subjects.ts";

export function snapshotCommand(io: Io, done: (exitCode: number) => void): CommandModule {
  return {
    command: "snapshot [resource..]",
    describe: "Save just what an explanation needs, to explain it elsewhere with --snapshot",
    builder: (yargs: Argv) =>
      sourceFlags(yargs)
        .positional("resource", {
          describe: "TYPE, TYPE NAME… or TYPE/NAME…; all kinds of workload when there is none",
          type: "string",
          array: true,
        })
        .option("gzip", { type: "boolean", alias: "z", describe: "Compress the output" })
        .option("include-values", {
          type: "boolean",
          describe: "Keep env values, ConfigMap data and last-applied annotations. Secrets are never read",
        })
        .example("$0 snapshot -A > cluster.json", "All workloads of the cluster")
        .example("$0 snapshot ds/fluentd -n kube-system -z > fluentd.json.gz", "One workload"),
    handler: async (argv) => done(await run(argv, io)),
  };
}

async function run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number> {
  requireNoManifests(argv, "snapshot");
  const opened = await openSource(argv, io);
  try {
    const named = (argv["resource"] as readonly string[] | undefined) ?? [];
    const everyKind = [kinds.map(({ resource }) => resource.resource).join(",")];
    const subjects = subjectsOf({ ...argv, resource: named.length > 0 ? named : everyKind }, opened);
    const snapshot = await whileReading(io, opened.source.collect(explainPlan({ subjects })));
    const bytes = encodeSnapshot(snapshot, {
      gzip: argv["gzip"] === true,
      includeValues: argv["include-values"] === true,
    });
    await write(io.stdout, bytes);
    for (const { read, failure } of snapshot.results) {
      if (failure !== undefined)
        await write(io.stderr, `warning: ${read.resource.resource}: ${failure.message}\n`);
    }
    return 0;
  } finally {
    opened.source.close();
  }
}
