import yargs, { type Argv } from "yargs";
import { nearestNames } from "../explain/nearestNames.ts";
import { printable } from "../render/layout/printable.ts";
import { SourceError } from "../source/source.ts";
import { asKubectlReads } from "./commandLine.ts";
import { explainVerb } from "./explain.ts";
import { helpFlags, withFlags } from "./flags.ts";
import { globalFlags } from "./globalFlags.ts";
import type { Io } from "./io.ts";
import { write } from "./output.ts";
import { snapshotVerb } from "./snapshot.ts";
import { UsageError } from "./usageError.ts";
import type { Verb } from "./verb.ts";
import { version } from "./version.ts";

/** kubectl replaces itself by the plugin, so what was typed is this, whatever the file is called. */
export const commandName = "kubectl workload";

/** 128 + SIGINT, as shells expect of a program that Ctrl-C ended. */
export const interrupted = 130;

const verbs: readonly Verb[] = [explainVerb, snapshotVerb];

/**
 * Runs one command line to its end and returns the exit code: 0, or 1 when something was wrong with what was
 * asked or with reading it. Everything that goes wrong is one line on stderr.
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const verb = verbs.find(({ name }) => name === args.find((arg) => verbs.some((each) => each.name === arg)));
  try {
    return verb === undefined ? await withoutVerb(args, io) : await runVerb(verb, args, io);
  } catch (error) {
    if (io.signal.aborted) return interrupted;
    await write(io.stderr, `${errorMessage(error, verb, io.env)}\n`);
    return 1;
  }
}

async function runVerb(verb: Verb, args: readonly string[], io: Io): Promise<number> {
  const rest = args.toSpliced(args.indexOf(verb.name), 1);
  const all = { ...verb.flags, ...helpFlags, ...globalFlags };
  const argv = await withFlags(parser(), all).parseAsync(asKubectlReads(rest, all));
  if (argv["help"] === true || rest[0] === "help") {
    return print((await import("./help.ts")).verbHelp(commandName, verb, io.stdout.columns), io);
  }
  if (argv["version"] === true) return print(`${version}\n`, io);
  return verb.run({ ...argv, resource: argv._.map(String) }, io);
}

async function withoutVerb(args: readonly string[], io: Io): Promise<number> {
  const asked = args[0] === "help" ? args.slice(1) : args;
  const argv = await withFlags(parser(), helpFlags).parseAsync(asKubectlReads(asked, helpFlags));
  const unknown = argv._.map(String)[0];
  if (argv["version"] === true) return print(`${version}\n`, io);
  if (unknown !== undefined) {
    const [nearest] = nearestNames(
      unknown,
      verbs.map(({ name }) => name),
    );
    const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
    throw new UsageError(`unknown command "${unknown}" for "${commandName}"${hint}`);
  }
  return print((await import("./help.ts")).commandHelp(commandName, verbs, io.stdout.columns), io);
}

async function print(text: string, io: Io): Promise<number> {
  await write(io.stdout, text);
  return 0;
}

/** Splits what `asKubectlReads` has spelled out, and does nothing else. */
function parser(): Argv {
  return yargs()
    .locale("en")
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
    .version(false)
    .help(false)
    .exitProcess(false)
    .fail((message, error) => {
      throw error === undefined || error.name === "YError" ? new UsageError(message) : error;
    });
}

function errorMessage(error: unknown, verb: Verb | undefined, env: Io["env"]): string {
  if (error instanceof UsageError) {
    const help = verb === undefined ? commandName : `${commandName} ${verb.name}`;
    return `error: ${printable(error.message)}\nSee '${help} --help' for usage.`;
  }
  if (error instanceof SourceError) return printable(error.message);
  // Anything else is a defect of ours: name it as one, and keep the trace for the report.
  const text = error instanceof Error ? error.message : String(error);
  const trace = error instanceof Error && env["KUBECTL_WORKLOAD_DEBUG"] ? `\n${error.stack}` : "";
  return `error: ${printable(text)} (a defect in kubectl workload: set KUBECTL_WORKLOAD_DEBUG=1 for the trace)${trace}`;
}
