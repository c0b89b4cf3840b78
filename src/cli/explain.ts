import type { Argv, CommandModule } from "yargs";
import { explain } from "../explain/explain.ts";
import { explainPlan } from "../explain/plan.ts";
import type { ExplainRequest, SubjectRequest } from "../explain/request.ts";
import { type Document, documentVersion, type Explanation } from "../explanation/explanation.ts";
import { formats, isFormat } from "../render/formats.ts";
import type { Io } from "./io.ts";
import { write } from "./output.ts";
import { whileReading } from "./progress.ts";
import { openSource, sourceFlags } from "./sourceFlags.ts";
import { subjectsOf } from "./subjects.ts";
import { type ColorWhen, renderStyle } from "./terminal.ts";
import { unexplainedMessage } from "./unexplainedMessage.ts";
import { UsageError } from "./usageError.ts";

export function explainCommand(io: Io, done: (exitCode: number) => void): CommandModule {
  return {
    command: "explain [resource..]",
    describe: "Say what a workload is and does, and why",
    builder: (yargs: Argv) =>
      sourceFlags(yargs)
        .positional("resource", {
          describe: "TYPE, TYPE NAME…, or TYPE/NAME…, such as ds/fluentd",
          type: "string",
          array: true,
        })
        .option("output", {
          alias: "o",
          type: "string",
          default: "table",
          describe: `Output format, one of ${formats.join(", ")}`,
          requiresArg: true,
        })
        .option("color", {
          choices: ["auto", "always", "never"],
          default: "auto",
          describe: "When to use colour",
        })
        .example("$0 explain ds/fluentd -n kube-system", "Which nodes run it, which do not, and why")
        .example("$0 explain ds -A", "Every DaemonSet of the cluster")
        .example("$0 explain -f fluentd.yaml", "Where it would run, before it is applied")
        .example(
          "$0 explain ds/fluentd -o json | jq '.facts.placement.nodes[] | select(.state == \"Excluded\")'",
          "For scripts",
        ),
    handler: async (argv) => done(await run(argv, io)),
  };
}

async function run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number> {
  const format = String(argv["output"]);
  if (!isFormat(format)) {
    throw new UsageError(
      `unable to match a printer suitable for the output format "${format}", allowed formats are: ${formats.join(",")}`,
    );
  }
  const opened = await openSource(argv, io);
  try {
    const request: ExplainRequest = { subjects: subjectsOf(argv, opened) };
    const reading = opened.source.collect(explainPlan(request));
    // Loaded while the cluster answers: what lays out tables and YAML is a tenth of the time that a command takes.
    const rendering = import("../render/index.ts");
    const snapshot = await whileReading(io, reading);
    const { explanations, unexplained } = explain(request, snapshot);
    const style = renderStyle(io, argv["color"] as ColorWhen, format === "wide");
    const single = request.subjects.length === 1 && request.subjects[0]?.by === "name";
    if (explanations.length > 0) {
      const { renderers } = await rendering;
      await write(io.stdout, renderers[format](documentOf(explanations, single), style));
    }
    for (const failure of unexplained) await write(io.stderr, `${unexplainedMessage(failure)}\n`);
    if (explanations.length === 0 && unexplained.length === 0) {
      await write(io.stderr, `${nothingFound(request.subjects)}\n`);
    }
    return unexplained.length === 0 ? 0 : 1;
  } finally {
    opened.source.close();
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
