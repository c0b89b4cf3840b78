import type { AnyRule } from "./rule.ts";

/** The page of a finding, in Markdown: `docs/findings/<code>.md`, and what `kubectl workload finding CODE` prints. */
export function pageOf(rule: AnyRule): string {
  const { meta, example } = rule;
  const { code, severity, title, explanation } = meta;
  return `${[
    `# ${code}`,
    `${title.charAt(0).toUpperCase()}${title.slice(1)}. Severity: ${severity}. Found in: ${foundIn(rule)}.`,
    explanation.trim(),
    "## Example",
    `> ${severity}[${code}]: ${example.message}`,
    helpSection(example.help),
    "",
  ]
    .join("\n\n")
    .trimEnd()}\n`;
}

/** `Deployment, StatefulSet`, or `conversion to DaemonSet`. */
export function foundIn({ judges, meta }: AnyRule): string {
  const kinds = meta.kinds.join(", ");
  return judges === "Conversion" ? `conversion to ${kinds}` : kinds;
}

/** Lines that begin with two spaces are a command or YAML to copy. */
function helpSection(help: string): string {
  const parts: string[] = [];
  for (const line of help.split("\n")) {
    const isCode = line.startsWith("  ");
    const last = parts.at(-1);
    if (isCode && last?.startsWith("```")) parts[parts.length - 1] = `${last}\n${line.slice(2)}`;
    else if (isCode) parts.push(`\`\`\`\n${line.slice(2)}`);
    else parts.push(line);
  }
  return parts.map((part) => (part.startsWith("```") ? `${part}\n\`\`\`` : part)).join("\n\n");
}
