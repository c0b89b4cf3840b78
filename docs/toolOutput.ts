import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { main } from "../src/cli/main.ts";

const root = join(import.meta.dirname, "..");

/**
 * What the tool prints on a terminal of 100 columns, with its colours, for pages and pictures. Paths are those of
 * the project's folder, wherever it lies.
 */
export async function toolOutput(args: readonly string[]): Promise<string> {
  let text = "";
  const collect = () =>
    new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    });
  await main(args, {
    env: {},
    stdin: Readable.from([]),
    stdout: Object.assign(collect(), { isTTY: true, columns: 100 }),
    // No terminal: a word of progress has no place in a page, however slow the machine is.
    stderr: collect(),
    homedir: "",
    signal: new AbortController().signal,
  });
  // In the head of a diff stands the path of a file.
  return text.replaceAll(`${root.slice(1)}/`, "").trimEnd();
}
