import { printable } from "../../text/printable.ts";
import { type Flags, helpFlags } from "../flags.ts";
import { globalFlags } from "../globalFlags.ts";
import type { Io } from "../io.ts";
import { write } from "../output.ts";
import type { Verb } from "../verb.ts";
import { askWith } from "./askCluster.ts";
import { type Offer, offerAt, whatOf, wordOf } from "./candidates.ts";
import { directives } from "./directive.ts";
import { placeOf } from "./place.ts";

/** Whoever presses Tab waits no longer for a cluster. */
const patienceMilliseconds = 1000;

const lastWordMilliseconds = 50;

/**
 * Answers as kubectl wants it of `kubectl_complete-workload`: a line for each candidate, what it is behind a tab, and
 * the directive last. Never fails and never complains: where something is wrong there are no candidates, and the
 * command itself will say why.
 * Upstream: kubectl pkg/cmd/plugin_completion.go (v1.36)
 *
 * @param words what was typed behind `kubectl workload`, the word at the cursor last
 */
export async function complete(words: readonly string[], verbs: readonly Verb[], io: Io): Promise<0> {
  const known: Flags = { ...helpFlags, ...globalFlags };
  const everyFlag: Flags = Object.assign({}, ...verbs.map(({ flags }) => flags), known);
  const place = placeOf(words.slice(0, -1), words.at(-1) ?? "", { verbs, flags: everyFlag });
  const ended = AbortSignal.any([io.signal, AbortSignal.timeout(patienceMilliseconds)]);
  const ask = askWith({ ...io, signal: ended });
  const { candidates, directive } = await Promise.race([
    offerAt(place, { verbs, globalFlags: known }, ask).catch(() => nothing),
    new Promise<Offer>((resolve) =>
      // What was read until then is still offered: it comes at once, or not at all.
      ended.addEventListener("abort", () => setTimeout(() => resolve(nothing), lastWordMilliseconds)),
    ),
  ]);
  const lines = candidates.map((candidate) => {
    const what = oneLine(whatOf(candidate));
    return `${oneLine(wordOf(candidate))}${what === "" ? "" : `\t${what}`}\n`;
  });
  await write(io.stdout, `${lines.join("")}:${directive}\n`);
  return 0;
}

const nothing: Offer = { candidates: [], directive: directives.noFiles };

/** Names come from a cluster: none of them may start a line, or a sequence that a terminal obeys. */
function oneLine(text: string): string {
  return printable(text).replace(/[\t\r\n]+/g, " ");
}
