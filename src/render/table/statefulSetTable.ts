import type { ExplanationOf } from "../../explanation/explanation.ts";
import type { StatefulSetFacts } from "../../explanation/statefulSetFacts.ts";
import type { Block } from "../layout/blocks.ts";
import type { RenderStyle } from "../style.ts";
import { gapBlocks } from "./gapBlocks.ts";
import { identityBlocks } from "./identityBlocks.ts";
import { labelledBlocks, servicesText, warningRows } from "./labelledRows.ts";
import { nameList } from "./names.ts";
import { statefulSetRolloutText } from "./statefulSetRolloutText.ts";
import { verdictBlock } from "./verdictBlock.ts";

/** The page for a StatefulSet: the verdict, then its ordinals, then the rest. */
export function statefulSetTable(
  { facts, verdict, gaps, subject }: ExplanationOf<"StatefulSet">,
  style: RenderStyle,
): readonly Block[] {
  const planned = subject.uid === undefined;
  return [
    verdictBlock(verdict),
    ...gapBlocks(gaps),
    ...identityBlocks(facts, planned, style),
    ...labelledBlocks([
      ["ROLLOUT", statefulSetRolloutText(facts, planned)],
      ["GOVERNING SERVICE", governingText(facts)],
      ["CLAIMS", retentionText(facts)],
      ["LEFT OVER", leftOverText(facts, style)],
      ["SERVICES", servicesText(facts.services)],
      ...warningRows(facts.events),
    ]),
  ];
}

/** Undefined when it does not exist: the verdict says so, and the column of names says it again. */
function governingText({ governingService }: StatefulSetFacts): string | undefined {
  if (governingService === undefined) return "<none>: serviceName is empty, so pods have no DNS names";
  const { name, exists, headless, publishNotReadyAddresses } = governingService;
  if (exists === undefined) return `${name}; whether it exists is not known`;
  if (!exists) return undefined;
  const unready = publishNotReadyAddresses ? ", names pods that are not ready as well" : "";
  if (headless) return `${name}, headless${unready}`;
  return `${name}, which is not headless: Kubernetes promises pods a DNS name only with a headless Service (CoreDNS gives one all the same)${unready}`;
}

/** Undefined for what is default: every claim stays. */
function retentionText({ claims: { whenDeleted, whenScaled } }: StatefulSetFacts): string | undefined {
  const [deleted, scaled] = [whenDeleted === "Delete", whenScaled === "Delete"];
  if (deleted && scaled) return "deleted with the StatefulSet, and when it is scaled down";
  if (deleted) return "deleted with the StatefulSet; kept when it is scaled down";
  return scaled ? "deleted when it is scaled down; kept when it is deleted" : undefined;
}

function leftOverText({ claims: { leftOver } }: StatefulSetFacts, { wide }: RenderStyle): string | undefined {
  if (leftOver.length === 0) return undefined;
  const names = leftOver.map(({ claim, capacity }) =>
    capacity === undefined ? claim : `${claim} ${capacity}`,
  );
  return `claims of ordinals that it does not have, used again when it is scaled up to them: ${nameList(names, wide)}`;
}
