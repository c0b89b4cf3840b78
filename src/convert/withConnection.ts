import type { ConversionReference } from "../explanation/conversionReference.ts";
import type { Runbook } from "../explanation/runbook.ts";

/**
 * The commands of runbooks for the cluster that was read: a step that is copied must not reach another one because
 * the shell's context is another. kubectl takes flags of a plugin only behind its name.
 *
 * @param flags `--context prod`; "" for the kubeconfig's own context
 */
export function runbooksWithConnection(runbooks: readonly Runbook[], flags: string): readonly Runbook[] {
  if (flags === "") return runbooks;
  return runbooks.map((runbook) => ({
    ...runbook,
    steps: runbook.steps.map(({ command, check, undo, ...step }) => ({
      ...step,
      command: withFlags(command, flags),
      ...(check !== undefined && { check: withFlags(check, flags) }),
      ...(undo !== undefined && { undo: withFlags(undo, flags) }),
    })),
  }));
}

/** As runbooksWithConnection, of the patches that mend references. */
export function referencesWithConnection(
  references: readonly ConversionReference[],
  flags: string,
): readonly ConversionReference[] {
  if (flags === "") return references;
  return references.map(({ patch, unpatch, ...reference }) => ({
    ...reference,
    ...(patch !== undefined && { patch: withFlags(patch, flags) }),
    ...(unpatch !== undefined && { unpatch: withFlags(unpatch, flags) }),
  }));
}

/** The command that made the conversion has them already. */
function withFlags(command: string, flags: string): string {
  return command
    .replaceAll(/\bkubectl (workload )?(?=[-a-z])/g, (_, workload = "") => `kubectl ${workload}${flags} `)
    .replaceAll(`${flags} ${flags} `, `${flags} `)
    .split("\n")
    .map((line) => withoutRepeated(line, flags))
    .join("\n");
}

function withoutRepeated(line: string, flags: string): string {
  return line.startsWith(`kubectl workload ${flags} `) && line.split(flags).length > 2
    ? line.replace(`${flags} `, "")
    : line;
}
