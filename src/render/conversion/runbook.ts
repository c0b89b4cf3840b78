import type { Conversion } from "../../explanation/conversion.ts";
import { ownerAmong } from "../../explanation/conversionReference.ts";
import type { Finding } from "../../explanation/finding.ts";
import type { Runbook, RunbookStep, RunbookWay } from "../../explanation/runbook.ts";
import { hasStandIns } from "../../explanation/standIns.ts";
import { type Block, span } from "../layout/blocks.ts";
import { print } from "../layout/print.ts";
import type { RenderStyle } from "../style.ts";
import { gapBlocks } from "../table/gapBlocks.ts";

const titles: { readonly [Way in RunbookWay]: string } = {
  SideBySide: "SIDE BY SIDE",
  InPlace: "IN PLACE",
  AdoptVolume: "WITH ITS VOLUME",
};

/** The ways there and back, the one to prefer first. Nothing of it was run. */
export function renderRunbook(conversion: Conversion, style: RenderStyle): string {
  const { sentence, runbooks, findings, gaps } = conversion;
  const errors = findings.filter(({ severity }) => severity === "error");
  if (runbooks.length === 0) {
    const text = [span("strong", sentence), ` ${whyNone(conversion)}`];
    // What was not asked of a cluster is no news of a file.
    const unseen = conversion.source.type === "manifest" ? [] : gapBlocks(gaps);
    return print([{ block: "paragraph", text }, ...errorBlocks(errors), ...unseen], style);
  }
  return print(
    [
      { block: "paragraph", text: span("strong", sentence) },
      ...errorBlocks(errors),
      ...runbooks.flatMap((runbook, index) => [
        { block: "gap" } as const,
        ...runbookBlocks(runbook, runbooks.length > 1 ? `WAY ${index + 1} OF ${runbooks.length}: ` : ""),
      ]),
      { block: "gap" },
      {
        block: "paragraph",
        text: span(
          "faint",
          "Nothing of this was run. To go back, undo from the last step that was done to the first.",
        ),
      },
      ...gapBlocks(gaps),
    ],
    style,
  );
}

/** Before anybody takes a step; what is behind a code, `-o diff` and `kubectl workload finding` say. */
function errorBlocks(errors: readonly Finding[]): readonly Block[] {
  if (errors.length === 0) return [];
  const rows = errors.map(({ code, message }) => [span("bad", code), message]);
  return [{ block: "gap" }, { block: "columns", rows }];
}

function whyNone({ source, subject, target, references, objects }: Conversion): string {
  if (source.type === "manifest") return "A file has no runbook: it is converted before it is applied.";
  if (subject.kind === target.kind) return "There is nothing to do.";
  const owner = ownerAmong(references);
  if (owner !== undefined) return `There is no runbook: ${owner.effect}.`;
  if (hasStandIns(objects)) {
    return "There is no runbook: the snapshot has stand-ins such as `<redacted 1>` for values, and with those the new object must not be applied. Convert the live object.";
  }
  if (target.exists) return "There is no runbook while one of the new kind and name is there.";
  return "There is no runbook, since the new pods would never all be ready: `-o diff` says why, and what else can be chosen.";
}

function runbookBlocks(
  { way, sentence, interrupts, hazards, steps }: Runbook,
  before: string,
): readonly Block[] {
  return [
    { block: "heading", title: `${before}${titles[way]}` },
    { block: "paragraph", indent: 2, text: sentence },
    { block: "gap" },
    {
      block: "columns",
      indent: 2,
      rows: [
        [span("strong", "interrupts"), interrupts],
        ...hazards.map((hazard) => [span("waiting", "hazard"), hazard]),
      ],
    },
    ...steps.flatMap((step, index) => stepBlocks(step, index + 1)),
  ];
}

function stepBlocks(
  { title, command, why, interrupts, check, undo }: RunbookStep,
  number: number,
): readonly Block[] {
  return [
    { block: "gap" },
    { block: "paragraph", indent: 2, hanging: 3, text: [`${number}. `, span("strong", title)] },
    { block: "paragraph", indent: 5, text: why },
    ...(interrupts === undefined
      ? []
      : [
          {
            block: "paragraph",
            indent: 5,
            text: [span("waiting", "interrupts"), `: ${interrupts}`],
          } as const,
        ]),
    { block: "code", indent: 7, text: command },
    ...labelled("check", check),
    ...labelled("undo", undo),
  ];
}

function labelled(label: string, command: string | undefined): readonly Block[] {
  if (command === undefined) return [];
  return [
    { block: "paragraph", indent: 5, text: span("faint", label) },
    { block: "code", indent: 7, text: command },
  ];
}
