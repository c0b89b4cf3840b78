import type { Verdict, VerdictState } from "../../explanation/explanation.ts";
import { type Block, span, type Tone } from "../layout/blocks.ts";

const tones: { readonly [State in VerdictState]: Tone } = {
  Healthy: "good",
  Progressing: "waiting",
  Degraded: "bad",
  Blocked: "bad",
  Unknown: "waiting",
};

export function verdictBlock({ state, sentence }: Verdict): Block {
  return { block: "paragraph", text: span(tones[state], sentence) };
}
