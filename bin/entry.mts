import { homedir } from "node:os";
import { interrupted, main } from "../src/cli/main.ts";

const ending = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    ending.abort();
    process.exit(signal === "SIGINT" ? interrupted : 143);
  });
}
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

main(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  homedir: homedir(),
  signal: ending.signal,
}).then((exitCode) => process.exit(exitCode));
