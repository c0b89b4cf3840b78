import { explainPlan } from "../explain/plan.ts";
import { kinds } from "../kinds/index.ts";
import { encodeSnapshot } from "../source/snapshot/encodeSnapshot.ts";
import type { Io } from "./io.ts";
import { write } from "./output.ts";
import { whileReading } from "./progress.ts";
import { openSource, sourceFlags } from "./sourceFlags.ts";
import { subjectsOf } from "./subjects.ts";
import type { Verb } from "./verb.ts";

export const snapshotVerb: Verb = {
  name: "snapshot",
  describe: "Save just what an explanation needs, to explain it elsewhere with --snapshot",
  about: [
    "Print, as JSON, just what explanations need: to explain workloads later, or where the cluster is out of reach.",
    "Without arguments: all DaemonSets, Deployments and StatefulSets of the namespace.",
  ],
  usage: ["[TYPE/NAME... | TYPE [NAME...]] [flags]"],
  flags: {
    ...sourceFlags,
    gzip: { type: "boolean", alias: "z", describe: "Compress the output" },
    "include-values": {
      type: "boolean",
      describe: "Keep env values, ConfigMap data and last-applied annotations; Secrets are never read",
    },
  },
  examples: [
    ["-A > cluster.json", "All workloads of the cluster"],
    ["ds/fluentd -n kube-system -z > fluentd.json.gz", "One workload"],
  ],
  run,
};

async function run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number> {
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
