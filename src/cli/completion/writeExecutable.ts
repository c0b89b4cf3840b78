import { copyFileSync, existsSync, linkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { win32 } from "node:path";
import { OutputError } from "../output.ts";
import { completeWord } from "./completes.ts";
import { executable } from "./shells/shell.ts";

/** What stands in the executable where a script may be one. */
export const completionScript = `\
#!/bin/sh
# Completion of \`kubectl workload\`: kubectl 1.26 and newer runs this.
exec ${executable} ${completeWord} "$@"
`;

/**
 * Writes what kubectl runs for completions: a script, and on Windows the plugin once more, under the name by which it
 * knows that it is to complete. A script for cmd.exe would run what is typed: `"x&calc"` reaches it as two commands.
 * Whole or not at all, since a shell may ask at any time.
 *
 * @throws OutputError when writing fails, and on Windows where the plugin is no executable of its own
 */
export function writeExecutable(
  file: string,
  { platform, execPath }: Pick<NodeJS.Process, "platform" | "execPath">,
): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    if (platform === "win32") copyOf(execPath, unfinished);
    else writeFileSync(unfinished, completionScript, { mode: 0o755 });
    renameSync(unfinished, file);
  } catch (error) {
    if (existsSync(unfinished)) rmSync(unfinished);
    if (error instanceof OutputError) throw error;
    throw new OutputError(`error: cannot write ${file}: ${(error as Error).message}`);
  }
}

/** A second name for the same bytes where the volume can have one. */
function copyOf(execPath: string, file: string): void {
  if (!win32.basename(execPath).startsWith("kubectl")) {
    throw new OutputError(
      "error: npm puts `kubectl_complete-workload` on PATH itself: there is nothing to install",
    );
  }
  try {
    linkSync(execPath, file);
  } catch {
    copyFileSync(execPath, file);
  }
}
