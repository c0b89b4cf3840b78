import yargs, { type Argv } from "yargs";
import { SourceError } from "../source/source.ts";
import { aliasesVerb } from "./aliases.ts";
import { asKubectlReads, firstArgument } from "./commandLine.ts";
import { completeWord } from "./completion/completes.ts";
import { completionVerb } from "./completion.ts";
import { convertVerb } from "./convert.ts";
import { explainVerb } from "./explain.ts";
import { findingVerb } from "./finding.ts";
import { type Flags, helpFlags, withFlags } from "./flags.ts";
import { globalFlags } from "./globalFlags.ts";
import type { Io } from "./io.ts";
import { optionsVerb } from "./options.ts";
import { OutputError, say, write } from "./output.ts";
import { snapshotVerb } from "./snapshot.ts";
import { unknownCommand } from "./unknownCommand.ts";
import { UsageError } from "./usageError.ts";
import type { Verb } from "./verb.ts";
import { version } from "./version.ts";
import { versionVerb } from "./versionVerb.ts";

/** kubectl replaces itself by the plugin, so what was typed is this, whatever the file is called. */
export const commandName = "kubectl workload";

/** 128 + SIGINT, as shells expect of a program that Ctrl-C ended. */
export const interrupted = 130;

export const verbs: readonly Verb[] = [
  explainVerb,
  convertVerb,
  findingVerb,
  snapshotVerb,
  completionVerb,
  aliasesVerb,
  optionsVerb,
  versionVerb,
];

const otherCommands = verbs.map(({ name, flags }) => ({ command: `${commandName} ${name}`, flags }));

const everyFlag: Flags = Object.assign({}, ...verbs.map(({ flags }) => flags), helpFlags, globalFlags);

/**
 * Runs one command line to its end and returns the exit code: 0, or 1 when something was wrong with what was
 * asked or with reading it. Everything that goes wrong is one line on stderr.
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  let verb: Verb | undefined;
  if (args[0] === completeWord) {
    return (await import("./completion/complete.ts")).complete(args.slice(1), verbs, io);
  }
  try {
    const command = commandOf(args);
    verb = command.verb;
    return await (verb === undefined ? withoutVerb(command.rest, io) : runVerb(verb, command.rest, io));
  } catch (error) {
    if (io.signal.aborted) return interrupted;
    await say(io, errorMessage(error, verb, io.env));
    return verb?.errorCode ?? 1;
  }
}

/**
 * The verb is the first argument that is no flag's value: `-n snapshot explain ds/fluentd` explains.
 * @throws UsageError for a word that is no verb, and for a flag before it that no verb has
 */
function commandOf(args: readonly string[]): {
  readonly verb?: Verb;
  readonly rest: readonly string[];
} {
  const at = firstArgument(args, everyFlag);
  if (at === undefined) return { rest: args };
  const [word = "", rest] = [args[at], args.toSpliced(at, 1)];
  if (word === "help") return commandOf(["--help", ...rest]);
  const verb = verbs.find(({ name }) => name === word);
  if (verb !== undefined) return { verb, rest };
  throw unknownCommand([...args.slice(at), ...args.slice(0, at)], {
    command: commandName,
    verbs: verbs.map(({ name }) => name),
  });
}

async function runVerb(verb: Verb, args: readonly string[], io: Io): Promise<number> {
  const argv = await parsed(args, { ...verb.flags, ...helpFlags, ...globalFlags });
  if (argv["help"] === true) {
    return print((await import("./help.ts")).verbHelp(commandName, verb, io.stdout.columns), io);
  }
  if (argv["version"] === true) return print(`${version}\n`, io);
  return verb.run({ ...argv, resource: argv._.map(String) }, io);
}

async function withoutVerb(args: readonly string[], io: Io): Promise<number> {
  const argv = await parsed(args, { ...helpFlags, ...globalFlags });
  if (argv["version"] === true) return print(`${version}\n`, io);
  return print((await import("./help.ts")).commandHelp(commandName, verbs, io.stdout.columns), io);
}

async function print(text: string, io: Io): Promise<number> {
  await write(io.stdout, text);
  return 0;
}

function parsed(args: readonly string[], flags: Flags) {
  return withFlags(parser(), flags).parseAsync(asKubectlReads(args, flags, otherCommands));
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
    return `error: ${error.message}\nSee '${help} --help' for usage.`;
  }
  if (error instanceof SourceError || error instanceof OutputError) return error.message;
  // Anything else is a defect of ours: name it as one, and keep the trace for the report.
  const text = error instanceof Error ? error.message : String(error);
  const trace = error instanceof Error && env["KUBECTL_WORKLOAD_DEBUG"] ? `\n${error.stack}` : "";
  return `error: ${text} (a defect in kubectl workload: set KUBECTL_WORKLOAD_DEBUG=1 for the trace)${trace}`;
}
