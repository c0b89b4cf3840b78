import type { Io } from "./io.ts";

/** A read that takes longer gets a spinner; most are over before anybody could see one. */
const patience = 500;

/** Waits for the reads, with a spinner on stderr while they take long and somebody watches. */
export async function whileReading<T>(io: Io, reading: Promise<T>): Promise<T> {
  if (io.stderr.isTTY !== true || io.env["TERM"] === "dumb") return reading;
  let stop: (() => void) | undefined;
  let over = false;
  const timer = setTimeout(async () => {
    const { default: ora } = await import("ora");
    if (over) return;
    // It is a terminal, which Io says in fewer words.
    const stream = io.stderr as NodeJS.WriteStream;
    const spinner = ora({ text: "reading the cluster", stream, discardStdin: false }).start();
    stop = () => spinner.stop();
  }, patience);
  try {
    return await reading;
  } finally {
    over = true;
    clearTimeout(timer);
    stop?.();
  }
}
