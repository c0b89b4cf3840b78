import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, resolve, sep } from "node:path";
import type { Io } from "../io.ts";
import { OutputError } from "../output.ts";
import { completionExecutable } from "./completes.ts";
import { executable } from "./shells/shell.ts";
import { completionScript, writeExecutable } from "./writeExecutable.ts";

export interface Installed {
  readonly path: string;
  /** Whether it was there already, as it should be. */
  readonly wasThere: boolean;
  /** Why kubectl does not come to it yet: a sentence. */
  readonly hiddenBy?: string;
}

/**
 * Writes the small executable that kubectl asks for completions: into `directory`, else beside the plugin, else into
 * the first directory of PATH below the user's home that can be written. krew's it leaves alone.
 *
 * @throws OutputError where `directory` is empty, where there is no such directory, where it is krew's, where
 * something else has that name, and when writing fails
 */
export function installCompletion(
  directory: string | undefined,
  io: Pick<Io, "env" | "homedir">,
  { platform, execPath }: Pick<NodeJS.Process, "platform" | "execPath"> = process,
): Installed {
  const ending = platform === "win32" ? ".exe" : "";
  if (directory === "") throw new OutputError("error: --dir is empty");
  // As Go's exec.LookPath, which kubectl asks: nothing from the working directory, nothing that cannot be run.
  const path = (io.env["PATH"] ?? io.env["Path"] ?? "").split(delimiter).filter(isAbsolute);
  const there = path.map((each) => join(each, `${completionExecutable}${ending}`)).find(canBeRun);
  if (directory === undefined && there !== undefined) {
    if (!isOurs(there)) throw notOurs(there);
    // A script of an older version is renewed where it stands; what npm has put there is npm's.
    const isOlder = ending === "" && isScript(there) && readFileSync(there, "utf8") !== completionScript;
    if (isOlder) writeExecutable(there, { platform, execPath });
    return { path: there, wasThere: !isOlder };
  }
  if (directory !== undefined && isKrews(directory)) {
    throw new OutputError(
      `error: ${directory} is krew's, and krew refuses to work with a file in it that it does not know: name another directory with --dir`,
    );
  }
  const target = directory ?? writableOf(path, io.homedir, ending);
  const file = join(target, `${completionExecutable}${ending}`);
  if (existsSync(file) && !isOurs(file)) throw notOurs(file);
  writeExecutable(file, { platform, execPath });
  const hiddenBy = hiddenByOf(file, target, path, there);
  return { path: file, wasThere: false, ...(hiddenBy !== undefined && { hiddenBy }) };
}

function hiddenByOf(file: string, target: string, path: readonly string[], there: string | undefined) {
  if (!path.some((each) => resolve(each) === resolve(target))) {
    return `warning: ${target} is not on PATH: kubectl finds it once it is`;
  }
  const isSecond = there !== undefined && resolve(there) !== resolve(file) && isBefore(there, target, path);
  return isSecond ? `warning: kubectl finds ${there} before it` : undefined;
}

function isBefore(there: string, target: string, path: readonly string[]): boolean {
  const at = (directory: string) => path.findIndex((each) => resolve(each) === resolve(directory));
  return at(dirname(there)) < at(target);
}

function notOurs(file: string): OutputError {
  return new OutputError(
    `error: ${file} is not of this plugin: remove it, or name another directory with --dir`,
  );
}

/** @throws OutputError when there is none */
function writableOf(path: readonly string[], home: string, ending: string): string {
  const open = path.filter((each) => !isKrews(each));
  const beside = open.filter((each) => existsSync(join(each, `${executable}${ending}`))).slice(0, 1);
  const own = open.filter((each) => each.startsWith(`${home}${sep}`));
  const found = [...beside, ...own].find(isWritable);
  if (found !== undefined) return found;
  throw new OutputError(
    `error: no directory of PATH that is yours can be written: name one that is on PATH with --dir, such as \`sudo kubectl workload completion install --dir /usr/local/bin\``,
  );
}

/**
 * A file in it that krew did not put there has krew refuse every command as soon as no plugin is installed.
 * Upstream: internal/receiptsmigration/migration.go#Done (krew v0.4.4)
 */
function isKrews(directory: string): boolean {
  return existsSync(join(directory, "..", "receipts"));
}

function canBeRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return statSync(directory).isDirectory();
  } catch {
    return false;
  }
}

/** The script, an older one of it, the plugin under that name, or what npm links there. */
function isOurs(file: string): boolean {
  try {
    return readFileSync(file).includes(executable);
  } catch {
    return false;
  }
}

function isScript(file: string): boolean {
  return readFileSync(file).subarray(0, 9).equals(Buffer.from("#!/bin/sh"));
}
