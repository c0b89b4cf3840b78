import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { basename, dirname } from "node:path";
import { promisify } from "node:util";
import { signMachO } from "./signMachO.ts";

const run = promisify(execFile);

/** The Bun executable of another platform, and Bun's name of that platform: `bun-linux-aarch64-musl`. */
export interface BaseExecutable {
  readonly file: string;
  readonly target: string;
}

/**
 * Writes the executable of a bundle: for this platform, or for that of `base`. Bytecode saves the parsing at
 * every start, and is the same on every platform (oven-sh/bun#40270); autoload would read a `.env` of whatever
 * folder the user is in.
 *
 * @throws Error when Bun fails; its `cause` has Bun's words
 */
export async function buildExecutable(
  bundle: string,
  executable: string,
  base?: BaseExecutable,
): Promise<void> {
  const bun = createRequire(import.meta.url).resolve("bun/bin/bun.exe");
  const crossing =
    base === undefined ? [] : [`--target=${base.target}`, `--compile-executable-path=${base.file}`];
  try {
    await run(
      bun,
      [
        "build",
        "--compile",
        "--minify",
        "--bytecode",
        "--format=esm",
        "--no-compile-autoload-dotenv",
        "--no-compile-autoload-bunfig",
        ...crossing,
        bundle,
        "--outfile",
        executable,
      ],
      { cwd: dirname(bundle) },
    );
  } catch (error) {
    throw new Error(`bun build failed for ${executable}`, { cause: error });
  }
  const forMacOs = base?.target.startsWith("bun-darwin-") ?? process.platform === "darwin";
  if (forMacOs) await signMachO(executable, basename(executable));
}
