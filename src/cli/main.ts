import yargs from "yargs";
import { printable } from "../render/layout/printable.ts";
import { SourceError } from "../source/source.ts";
import { explainCommand } from "./explain.ts";
import type { Io } from "./io.ts";
import { write } from "./output.ts";
import { snapshotCommand } from "./snapshot.ts";
import { UsageError } from "./usageError.ts";
import { version } from "./version.ts";

/** kubectl replaces itself by the plugin, so what was typed is this, whatever the file is called. */
export const commandName = "kubectl workload";

/**
 * Runs one command line to its end and returns the exit code: 0, or 1 when something was wrong with what was
 * asked or with reading it. Everything that goes wrong is one line on stderr.
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  let output = "";
  const done = (code: number) => {
    exitCode = code;
  };
  const parser = yargs()
    .scriptName(commandName)
    .usage("$0 explains what a workload is and does, and why. It only reads.")
    .locale("en")
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
    .command(explainCommand(io, done))
    .command(snapshotCommand(io, done))
    .demandCommand(1, 1, "You must say what to do, such as explain")
    .recommendCommands()
    .strict()
    .wrap(Math.min(io.stdout.columns ?? 100, 110))
    .version(version)
    .help()
    .alias("help", "h")
    .exitProcess(false)
    .fail((message, error) => {
      throw error === undefined || error.name === "YError" ? new UsageError(message) : error;
    });
  withoutHelpInAdvance(parser);
  try {
    await parser.parseAsync(withStdinDash(args), {}, (_error, _argv, text) => {
      output = text;
    });
    if (output !== "") await write(io.stdout, `${output}\n`);
    return exitCode;
  } catch (error) {
    if (io.signal.aborted) return interrupted;
    await write(io.stderr, `${errorMessage(error, args, io.env)}\n`);
    return 1;
  }
}

/** yargs takes a lone `-` for a flag of its own; behind `=` it is the value that kubectl takes it for: stdin. */
function withStdinDash(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    if (arg === "-" && takesFile.has(args[index - 1] ?? "")) return [];
    return args[index + 1] === "-" && takesFile.has(arg) ? [`${arg}=-`] : [arg];
  });
}

const takesFile = new Set(["-f", "--filename", "--snapshot"]);

interface YargsInternals {
  getInternalMethods?(): { getUsageInstance(): { cacheHelpMessage(): void } };
}

/**
 * yargs lays out the whole help text after every command, in case somebody asks for it later: a third of the
 * time that a command takes here. Nobody asks for it later here.
 */
function withoutHelpInAdvance(parser: unknown): void {
  const usage = (parser as YargsInternals).getInternalMethods?.().getUsageInstance();
  if (usage !== undefined) usage.cacheHelpMessage = () => {};
}

/** 128 + SIGINT, as shells expect of a program that Ctrl-C ended. */
export const interrupted = 130;

function errorMessage(error: unknown, args: readonly string[], env: Io["env"]): string {
  if (error instanceof UsageError) {
    const verb = args.find((arg) => !arg.startsWith("-"));
    const help = verb === undefined ? commandName : `${commandName} ${printable(verb)}`;
    return `error: ${printable(error.message)}\nSee '${help} --help' for usage.`;
  }
  if (error instanceof SourceError) return printable(error.message);
  // Anything else is a defect of ours: name it as one, and keep the trace for the report.
  const text = error instanceof Error ? error.message : String(error);
  const trace = error instanceof Error && env["KUBECTL_WORKLOAD_DEBUG"] ? `\n${error.stack}` : "";
  return `error: ${printable(text)} (a defect in kubectl workload: set KUBECTL_WORKLOAD_DEBUG=1 for the trace)${trace}`;
}
