import { explain, type Unexplained } from "../explain/explain.ts";
import { explainPlan, listRead } from "../explain/plan.ts";
import type { SubjectRequest } from "../explain/request.ts";
import { kinds } from "../kinds/index.ts";
import type { Read } from "../kube/read.ts";
import { pods } from "../kube/resources.ts";
import { resultOf, type Snapshot } from "../kube/snapshot.ts";
import { encodeSnapshot } from "../source/snapshot/encodeSnapshot.ts";
import { escapeInJson } from "../text/printable.ts";
import type { Io } from "./io.ts";
import { say, write } from "./output.ts";
import { whileReading } from "./progress.ts";
import { openSource, sourceFlags } from "./sourceFlags.ts";
import { subjectsOf } from "./subjects.ts";
import { unexplainedMessage } from "./unexplainedMessage.ts";
import type { Verb } from "./verb.ts";

export const snapshotVerb: Verb = {
  name: "snapshot",
  describe: "Save what explanations need, to explain later or elsewhere",
  group: "Explain and Convert Commands",
  about: [
    "Print, as JSON, just what explanations need: to explain workloads later, or where the cluster is out of reach.",
    "Without arguments: all DaemonSets, Deployments and StatefulSets of the namespace.",
  ],
  usage: ["[TYPE/NAME... | TYPE [NAME...]] [options]"],
  flags: {
    ...sourceFlags,
    gzip: { type: "boolean", alias: "z", describe: "Compress the output" },
    "include-values": {
      type: "boolean",
      describe: "Keep env values, ConfigMap data and last-applied annotations; Secrets are never read",
    },
  },
  takes: { kinds, several: true },
  examples: [
    ["-A > cluster.json", "All workloads of the cluster"],
    ["ds/fluentd -n kube-system -z > fluentd.json.gz", "One workload"],
  ],
  exitCodes: [
    ["0", "saved; a warning names what could not be read beside the workloads"],
    ["1", "a workload that was asked for was not found or could not be read: nothing was written"],
  ],
  run,
};

async function run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number> {
  const opened = await openSource(argv, io);
  try {
    const named = (argv["resource"] as readonly string[] | undefined) ?? [];
    // The workloads bring their pods along.
    const everyKind = [
      kinds.flatMap(({ resource }) => (resource === pods ? [] : resource.resource)).join(","),
    ];
    const subjects = subjectsOf({ ...argv, resource: named.length > 0 ? named : everyKind }, opened);
    const snapshot = await whileReading(io, opened.source.collect(explainPlan({ subjects })));
    const missing = unrecorded(subjects, snapshot);
    for (const subject of missing) await say(io, unexplainedMessage(subject));
    if (missing.length > 0) return 1;
    const bytes = encodeSnapshot(snapshot, {
      gzip: argv["gzip"] === true,
      includeValues: argv["include-values"] === true,
    });
    // A file keeps what the cluster holds as it is; a terminal would obey it.
    const isShown = io.stdout.isTTY === true && argv["gzip"] !== true;
    await write(io.stdout, isShown ? escapeInJson(new TextDecoder().decode(bytes)) : bytes);
    for (const { read, failure } of snapshot.results) {
      const isAnswer = failure?.reason === "NotFound" && read.name !== undefined;
      if (failure !== undefined && !isAnswer)
        await say(io, `warning: ${read.resource.resource}: ${failure.message}`);
    }
    return 0;
  } finally {
    opened.source.close();
  }
}

/** The subjects that could not be read themselves: without them there is nothing to explain later. */
function unrecorded(subjects: readonly SubjectRequest[], snapshot: Snapshot): readonly Unexplained[] {
  const failed = subjects.filter((subject) => {
    return resultOf(snapshot, ownRead(subject))?.failure !== undefined;
  });
  return explain({ subjects: failed }, snapshot).unexplained;
}

function ownRead(subject: SubjectRequest): Read {
  if (subject.by === "list") return listRead(subject);
  return { resource: subject.kind.resource, namespace: subject.namespace, name: subject.name };
}
