import { homedir } from "node:os";
import { win32 } from "node:path";
import { completeWord, completionExecutable } from "../src/cli/completion/completes.ts";
import { interrupted, main } from "../src/cli/main.ts";

const ending = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    ending.abort();
    process.exit(signal === "SIGINT" ? interrupted : 143);
  });
}
process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  // Whoever read it has seen enough, as `| head` has.
  if (code === "EPIPE") process.exit(0);
  process.stderr.write(`error: cannot write the output: ${message}\n`);
  process.exit(1);
});

// On Windows the completion is the plugin itself, under another name.
const isCompletion = win32.basename(process.execPath).startsWith(completionExecutable);

main([...(isCompletion ? [completeWord] : []), ...process.argv.slice(2)], {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  homedir: homedir(),
  signal: ending.signal,
}).then((exitCode) => process.exit(exitCode));
