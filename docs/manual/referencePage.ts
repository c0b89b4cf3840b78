import type { ManualFlag, ManualPage } from "./manual.ts";

/** `explain.md`; the page of the command as a whole is the index of its folder. */
export function referenceFileOf({ verb }: Pick<ManualPage, "verb">): string {
  return verb === undefined ? "README.md" : `${verb}.md`;
}

/** A page in Markdown. The global flags stand on that of `options` alone. */
export function referencePage(page: ManualPage): string {
  const { command, about, synopsis, examples, environment, exitCodes } = page;
  const globals = page.verb === "options" ? page.globalFlags : [];
  return `${[
    `# ${command}`,
    ...about,
    fenced(synopsis.join("\n")),
    ...headed("Commands", table(["command", "what it does"], page.commands.map(commandRow))),
    ...headed(
      "Examples",
      examples.length === 0
        ? ""
        : fenced(examples.map(({ typed, what }) => `# ${what}\n${typed}`).join("\n\n"), "sh"),
    ),
    ...headed(
      "Options",
      table(["flag", "what it does", "default"], [...page.flags, ...globals].map(flagRow)),
    ),
    ...(globals.length > 0 ? [] : ["Every command takes the [global options](options.md) as well."]),
    ...headed(
      "Environment",
      table(
        ["variable", "what it does"],
        environment.map(({ names, what }) => [names.map(code).join(", "), what]),
      ),
    ),
    ...headed("Exit status", table(["status", "meaning"], exitCodes)),
    ...(page.verb === undefined ? [] : ["[All commands](README.md)"]),
  ].join("\n\n")}\n`;
}

function commandRow({ name, describe }: ManualPage["commands"][number]): readonly string[] {
  return [`[${name}](${name}.md)`, describe];
}

function flagRow({ spellings, value, what, default: preset }: ManualFlag): readonly string[] {
  const typed = spellings.map((spelling, index) =>
    code(value !== undefined && index === spellings.length - 1 ? `${spelling}=${value}` : spelling),
  );
  return [typed.join(", "), what, preset === undefined ? "" : code(preset)];
}

function headed(title: string, text: string): readonly string[] {
  return text === "" ? [] : [`## ${title}`, text];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`.replace(/ {2}\|$/, " |");
  return [line(head), line(head.map(() => "-")), ...rows.map(line)].join("\n");
}

function fenced(text: string, language = ""): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function code(text: string): string {
  return `\`${text}\``;
}
