import { version } from "../../src/cli/version.ts";
import type { ManualFlag, ManualPage } from "./manual.ts";
import { bold, italic, roff, roffProse, section, tagged, verbatim } from "./roff.ts";

/** `kubectl-workload-explain.1`: kubectl has a page for each command as well. */
export function manFileOf({ command }: Pick<ManualPage, "command">): string {
  return `${manNameOf(command)}.1`;
}

/**
 * A page of man(7). `others` are the pages it stands beside, `date` the day of its last change, as YYYY-MM-DD.
 */
export function manPage(page: ManualPage, others: readonly ManualPage[], date: string): string {
  const { command, describe, about, examples, environment, exitCodes, related } = page;
  const name = manNameOf(command);
  return `${[
    '.\\" Written by `npm run generate`: change the code instead.',
    `.TH ${roff(name.toUpperCase())} 1 ${date} "kubectl workload ${version}" "User Commands"`,
    // Spaces within what is to be typed must not be spread.
    ".ad l",
    ...section("NAME", [`${roff(name)} \\- ${roffProse(describe)}`]),
    ...section("SYNOPSIS", paragraphs(page.synopsis.map((line) => usage(command, line)))),
    ...section("DESCRIPTION", paragraphs(about.map(roffProse))),
    ...section(
      "COMMANDS",
      page.commands.flatMap((verb) =>
        tagged(bold(verb.name), `${roffProse(verb.describe)}: see ${reference(`${command} ${verb.name}`)}.`),
      ),
    ),
    ...section(
      "EXAMPLES",
      examples.flatMap(({ typed, what }, index) => [
        ...(index === 0 ? [] : [".PP"]),
        `${roffProse(what)}:`,
        ".PP",
        ...verbatim(typed),
      ]),
    ),
    ...section("OPTIONS", page.flags.flatMap(flagLines)),
    ...section("GLOBAL OPTIONS", page.globalFlags.flatMap(flagLines)),
    ...section(
      "ENVIRONMENT",
      environment.flatMap(({ names, what }) => tagged(names.map(bold).join(", "), roffProse(what))),
    ),
    ...section(
      "EXIT STATUS",
      exitCodes.flatMap(([code, meaning]) => tagged(bold(code), `${roffProse(sentence(meaning))}`)),
    ),
    ...section("SEE ALSO", [
      [...others.map((other) => other.command), ...related].map(reference).join(",\n"),
    ]),
  ].join("\n")}\n`;
}

/** `.TH`'s day, of a page that is there already. */
export function dateOf(written: string): string | undefined {
  return /^\.TH \S+ 1 (\d{4}-\d{2}-\d{2}) /m.exec(written)?.[1];
}

function manNameOf(command: string): string {
  return command.replaceAll(" ", "-");
}

function reference(command: string): string {
  return `${bold(manNameOf(command))}(1)`;
}

/** What is typed as it stands is bold, what stands for something else is not. */
function usage(command: string, line: string): string {
  return line
    .slice(command.length)
    .split(/([A-Z]{2,}|-+[a-z]+)/)
    .map((part, index) => (index % 2 === 0 ? roff(part) : part.startsWith("-") ? bold(part) : italic(part)))
    .reduce((text, part) => text + part, bold(command));
}

function paragraphs(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text, index) => (index === 0 ? [text] : [".PP", text]));
}

function flagLines({ spellings, value, what, default: preset }: ManualFlag): readonly string[] {
  const typed = spellings.map(bold).join(", ");
  const ending = preset === undefined ? "." : ` (default ${preset}).`;
  return tagged(value === undefined ? typed : `${typed}=${italic(value)}`, roffProse(`${what}${ending}`));
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
