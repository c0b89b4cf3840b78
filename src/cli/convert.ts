import { ConversionError, type Converted, convert } from "../convert/convert.ts";
import { convertPlan } from "../convert/plan.ts";
import type { ConvertRequest } from "../convert/request.ts";
import { sourceKinds } from "../convert/sourceKinds.ts";
import type { Conversion, ObjectValidation } from "../explanation/conversion.ts";
import type { ReadFailure } from "../kube/read.ts";
import { resourceOf } from "../kube/resources.ts";
import { objectsOf, type Snapshot } from "../kube/snapshot.ts";
import {
  type ConversionFormat,
  conversionFormats,
  isConversionFormat,
} from "../render/conversion/formats.ts";
import { nearestNames } from "../text/nearestNames.ts";
import { askedOf, convertRequestOf } from "./convertRequest.ts";
import { decidedFlags } from "./decidedFlags.ts";
import { externalDiff } from "./externalDiff.ts";
import type { Flags } from "./flags.ts";
import type { Io } from "./io.ts";
import { say, write } from "./output.ts";
import { whileReading } from "./progress.ts";
import { manifestFlags, type OpenedSource, openSource, snapshotFlag } from "./sourceFlags.ts";
import { colorFlag, colorOf, renderStyle } from "./terminal.ts";
import { unexplainedMessage } from "./unexplainedMessage.ts";
import { noFormat, UsageError } from "./usageError.ts";
import type { Verb } from "./verb.ts";

/** As `kubectl diff`: 1 says that there are differences. */
const failed = 2;

const flags: Flags = {
  to: {
    type: "string",
    value: "kind",
    describe: "What it is to become: deployment, statefulset or daemonset",
    completes: {
      values: [
        ["deployment", "pods that are alike, in any number"],
        ["statefulset", "pods with names, an order and claims of their own"],
        ["daemonset", "one pod on every node that is eligible"],
      ],
    },
  },
  output: {
    type: "string",
    alias: "o",
    value: "format",
    shownDefault: "diff",
    describe: `Output format, one of ${conversionFormats.join(", ")}`,
    completes: { values: conversionFormats },
  },
  ...manifestFlags,
  snapshot: snapshotFlag,
  ...decidedFlags,
  strict: { type: "boolean", describe: "Fail while a decision is open" },
  validate: {
    type: "string",
    value: "server",
    describe: "Have the API server try the result in a dry run, and show what it refuses; stores nothing",
    completes: { values: ["server"] },
  },
  references: {
    type: "boolean",
    shownDefault: true,
    describe: "Look for what points at the workload; --references=false is quicker",
  },
  unified: {
    type: "number",
    alias: "U",
    value: "lines",
    shownDefault: 3,
    describe: "Lines of context in the diff",
  },
  color: colorFlag,
};

export const convertVerb: Verb = {
  name: "convert",
  describe: "Show a workload as another kind, as a diff, and the way there",
  group: "Explain and Convert Commands",
  about: [
    "Show what a workload would be as another kind: what is lost, what is to be decided, what happens to its data, what points at it, and the way there and back. It prints and applies nothing.",
    "KUBECTL_EXTERNAL_DIFF selects another program to show the diff, as for kubectl diff.",
  ],
  usage: ["TYPE/NAME --to KIND [options]", "-f FILENAME [TYPE/NAME] --to KIND [options]"],
  flags,
  takes: { kinds: sourceKinds, several: false, besideFiles: true },
  examples: [
    ["deploy/grafana --to statefulset", "What it would be, and what is to be decided"],
    ["deploy/db --to sts --volume data=template -o runbook", "The steps there, and back, with its data"],
    ["deploy/agent --to ds -o yaml | kubectl apply -f -", "The manifests alone"],
    ["-f agent.yaml --to ds | patch agent.yaml", "Convert a file, its comments stay"],
    ["sts/postgres --to deploy --strict", "Fail while there is something to decide"],
  ],
  exitCodes: [
    ["0", "nothing differs; with -o yaml, json and runbook: it was printed"],
    ["1", "something differs"],
    [
      "2",
      "something is wrong; with --strict, a decision is open; with --validate, the server gave no answer",
    ],
  ],
  errorCode: failed,
  run,
};

async function run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number> {
  const format = (argv["output"] as string | undefined) ?? "diff";
  if (!isConversionFormat(format)) {
    throw noFormat(format, conversionFormats);
  }
  const color = colorOf(argv);
  // What is wrong with what was typed is said before anything is read.
  const asked = askedOf(argv);
  const tries = validates(argv);
  const opened = await openSource(argv, io);
  try {
    const request = convertRequestOf(asked, argv, opened);
    const reading = opened.source.collect(convertPlan(request));
    const rendering = import("../render/conversion/index.ts");
    const snapshot = await whileReading(io, reading);
    const { conversion: unvalidated, failure } = converted(request, snapshot);
    if (unvalidated === undefined) {
      const nearest = await nearestOf(request, failure, opened);
      await say(io, unexplainedMessage({ ...request.subject, failure, nearest }));
      return failed;
    }
    const { validation, untried = [] } = tries ? await validated(unvalidated, opened) : {};
    if (untried.length > 0) {
      await say(io, `warning: --validate=server could not try ${untried.join(", nor ")}`);
    }
    const conversion = validation
      ? (converted(request, snapshot, validation).conversion ?? unvalidated)
      : unvalidated;
    const open = conversion.decisions.filter((decision) => decision.open);
    if (argv["strict"] === true && open.length > 0) {
      for (const { about, question, choices } of open) {
        await say(
          io,
          `error: ${about} is to be decided: ${question}: ${choices.map(({ flag }) => flag).join(" | ")}`,
        );
      }
      return failed;
    }
    const external = io.env["KUBECTL_EXTERNAL_DIFF"];
    if (format === "diff" && external) {
      const exitCode = await externalDiff(conversion, external, io);
      return untried.length > 0 ? failed : exitCode;
    }
    const { conversionRenderers } = await rendering;
    await write(io.stdout, conversionRenderers[format](conversion, renderStyle(io, color, false)));
    if (format === "yaml") await sayWhatIsOpen(conversion, io);
    return untried.length > 0 ? failed : exitCode(format, conversion);
  } finally {
    opened.source.close();
  }
}

/** Manifests go into a pipe, which swallows their comments: what is undecided or wrong with them has to reach somebody. */
async function sayWhatIsOpen({ decisions, findings }: Conversion, io: Io): Promise<void> {
  for (const { about, choices } of decisions.filter(({ open }) => open)) {
    await say(io, `warning: ${about} is not decided: ${choices.map(({ flag }) => flag).join(" | ")}`);
  }
  for (const { code, message } of findings.filter(({ severity }) => severity === "error")) {
    await say(io, `warning: ${code}: ${message}`);
  }
}

/** @throws UsageError for anything but `server`, and where there is no server to ask */
function validates(argv: { readonly [flag: string]: unknown }): boolean {
  const validate = argv["validate"] as string | undefined;
  if (validate === undefined) return false;
  if (validate !== "server")
    throw new UsageError(`invalid argument "${validate}" for "--validate" flag: it has to be server`);
  if (argv["snapshot"] !== undefined || argv["offline"] === true) {
    throw new UsageError("--validate=server asks an API server: leave --snapshot and --offline out");
  }
  return true;
}

interface Validated {
  readonly validation: readonly ObjectValidation[];
  /** What there is no word about, each with the server's reason. */
  readonly untried: readonly string[];
}

/** One after the other: there are two objects at most. */
async function validated({ objects }: Conversion, { cluster }: OpenedSource): Promise<Validated> {
  if (cluster === undefined) throw new UsageError("--validate=server: there is no API server to ask");
  const validation: ObjectValidation[] = [];
  const untried: string[] = [];
  for (const object of objects) {
    const resource = resourceOf(object);
    if (resource === undefined) continue;
    const name = object.metadata?.name ?? "";
    const said = await cluster.dryRun(resource, object);
    if (said.untried === undefined) validation.push({ kind: resource.kind, name, ...said });
    else untried.push(`${resource.kind}/${name}: ${said.untried}`);
  }
  return { validation, untried };
}

/** Names like one that is not there: what there is is listed only then. */
async function nearestOf(
  { subject: { kind, namespace, name } }: ConvertRequest,
  { reason }: ReadFailure,
  { source }: OpenedSource,
): Promise<readonly string[]> {
  if (reason !== "NotFound") return [];
  const { resource } = kind;
  const there = objectsOf(await source.collect(() => [{ resource, namespace }]), resource, namespace);
  return nearestNames(
    name,
    there.map(({ metadata }) => metadata?.name ?? ""),
  );
}

/** Who pipes manifests into kubectl wants them, not a comparison. */
function exitCode(format: ConversionFormat, { diff }: Conversion): number {
  return (format === "diff" || format === "side-by-side") && diff !== "" ? 1 : 0;
}

function converted(
  request: ConvertRequest,
  snapshot: Snapshot,
  validation?: readonly ObjectValidation[],
): Converted {
  try {
    return convert(request, snapshot, validation);
  } catch (error) {
    if (error instanceof ConversionError) throw new UsageError(error.message);
    if (request.file === undefined || !(error instanceof TypeError)) throw error;
    throw new UsageError(
      "a manifest has a field of the wrong type: `kubectl apply --dry-run=server` with the same -f says which",
    );
  }
}
