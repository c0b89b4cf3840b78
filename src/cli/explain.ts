import { type Explained, explain } from "../explain/explain.ts";
import { explainPlan } from "../explain/plan.ts";
import type { ExplainRequest, SubjectRequest } from "../explain/request.ts";
import { type Document, documentVersion, type Explanation } from "../explanation/explanation.ts";
import type { Snapshot } from "../kube/snapshot.ts";
import { formats, isFormat } from "../render/formats.ts";
import type { Flags } from "./flags.ts";
import type { Io } from "./io.ts";
import { say, write } from "./output.ts";
import { whileReading } from "./progress.ts";
import { manifestFlags, openSource, sourceFlags } from "./sourceFlags.ts";
import { subjectsOf } from "./subjects.ts";
import { type ColorWhen, renderStyle } from "./terminal.ts";
import { unexplainedMessage } from "./unexplainedMessage.ts";
import { UsageError } from "./usageError.ts";
import type { Verb } from "./verb.ts";

const colors: readonly ColorWhen[] = ["auto", "always", "never"];

export const explainFlags: Flags = {
  output: {
    type: "string",
    alias: "o",
    value: "format",
    describe: `Output format, one of ${formats.join(", ")}`,
  },
  ...sourceFlags,
  ...manifestFlags,
  color: {
    type: "string",
    value: "when",
    describe: `When to use colour, one of ${colors.join(", ")}; auto: on a terminal, unless NO_COLOR is set`,
  },
};

export const explainVerb: Verb = {
  name: "explain",
  describe: "Say what a workload is and does, and why",
  about: [
    "Say what workloads are and do, and why: DaemonSets (ds), Deployments (deploy), StatefulSets (sts).",
  ],
  usage: ["(TYPE/NAME... | TYPE [NAME...]) [flags]", "-f FILENAME [flags]"],
  flags: explainFlags,
  examples: [
    ["ds/fluentd -n kube-system", "Which nodes run it, which do not, and why"],
    ["ds -A", "Every DaemonSet of the cluster"],
    ["-f fluentd.yaml", "Where it would run, before it is applied"],
    ["ds/fluentd --snapshot fluentd.json", "As it was when it was recorded"],
    ["ds/fluentd -o json | jq .verdict.state", "One word, for scripts"],
  ],
  run,
};

async function run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number> {
  const format = (argv["output"] as string | undefined) ?? "table";
  const color = (argv["color"] as ColorWhen | undefined) ?? "auto";
  if (!isFormat(format)) {
    throw new UsageError(
      `unable to match a printer suitable for the output format "${format}", allowed formats are: ${formats.join(",")}`,
    );
  }
  if (!colors.includes(color)) {
    throw new UsageError(
      `invalid argument "${color}" for "--color" flag: must be one of ${colors.join(", ")}`,
    );
  }
  const opened = await openSource(argv, io);
  try {
    const request: ExplainRequest = { subjects: subjectsOf(argv, opened) };
    const reading = opened.source.collect(explainPlan(request));
    // Loaded while the cluster answers: what lays out tables and YAML is a tenth of the time that a command takes.
    const rendering = import("../render/index.ts");
    const snapshot = await whileReading(io, reading);
    const { explanations, unexplained } = explained(request, snapshot, opened.manifests !== undefined);
    const style = renderStyle(io, color, format === "wide");
    const single = request.subjects.length === 1 && request.subjects[0]?.by === "name";
    // A script that asks for JSON gets some, also when there is nothing.
    if (explanations.length > 0 || (unexplained.length === 0 && (format === "json" || format === "yaml"))) {
      const { renderers } = await rendering;
      await write(io.stdout, renderers[format](documentOf(explanations, single), style));
    }
    for (const failure of unexplained) await say(io, unexplainedMessage(failure));
    if (explanations.length === 0 && unexplained.length === 0) {
      await say(io, nothingFound(request.subjects));
    }
    return unexplained.length === 0 ? 0 : 1;
  } finally {
    opened.source.close();
  }
}

function explained(request: ExplainRequest, snapshot: Snapshot, hasManifests: boolean): Explained {
  try {
    return explain(request, snapshot);
  } catch (error) {
    // What came from a server has its shape; a manifest may hold a number where a list belongs.
    if (!hasManifests || !(error instanceof TypeError)) throw error;
    throw new UsageError(
      "a manifest has a field of the wrong type: `kubectl apply --dry-run=server` with the same -f says which",
    );
  }
}

/** One subject by name is a document of its own; anything else is a list, whatever number it holds. */
function documentOf(explanations: readonly Explanation[], single: boolean): Document {
  const [first] = explanations;
  if (single && first !== undefined) return first;
  return { apiVersion: documentVersion, kind: "ExplanationList", items: explanations };
}

/** In kubectl's words. */
function nothingFound(subjects: readonly SubjectRequest[]): string {
  const namespace = subjects.map((subject) => subject.namespace).find((name) => name !== undefined);
  return namespace === undefined ? "No resources found" : `No resources found in ${namespace} namespace.`;
}
