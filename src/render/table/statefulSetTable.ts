import type { ExplanationOf } from "../../explanation/explanation.ts";
import type { StatefulSetFacts } from "../../explanation/statefulSetFacts.ts";
import type { Block } from "../layout/blocks.ts";
import type { RenderStyle } from "../style.ts";
import { dnsBlocks } from "./dnsBlocks.ts";
import { findingBlocks } from "./findingBlocks.ts";
import { gapBlocks } from "./gapBlocks.ts";
import { identityBlocks } from "./identityBlocks.ts";
import { labelledBlocks, warningRows } from "./labelledRows.ts";
import { mountedClaimRows } from "./mountedClaimRows.ts";
import { nameList } from "./names.ts";
import { referenceRows, serviceRows } from "./referenceRows.ts";
import { statefulSetRolloutText } from "./statefulSetRolloutText.ts";
import { verdictBlock } from "./verdictBlock.ts";

/** The page for a StatefulSet: the verdict, then its ordinals, then the rest. */
export function statefulSetTable(
  { facts, verdict, findings, gaps, subject }: ExplanationOf<"StatefulSet">,
  style: RenderStyle,
): readonly Block[] {
  const planned = subject.uid === undefined;
  return [
    verdictBlock(verdict),
    ...gapBlocks(gaps),
    ...identityBlocks(facts, planned, style),
    ...(planned ? [] : dnsBlocks(facts, style)),
    ...findingBlocks(findings, style),
    ...labelledBlocks([
      ["ROLLOUT", statefulSetRolloutText(facts, planned)],
      ["REVISIONS", revisionsText(facts)],
      ["TERMINATING", terminatingText(facts)],
      ["SCALE DOWN", scaleDownText(facts)],
      ["NAMES", governingText(facts)],
      ["CLAIMS", retentionText(facts)],
      ["LEFT OVER", leftOverText(facts, style)],
      ...mountedClaimRows(facts.mountedClaims),
      ...serviceRows(facts.services, facts.routes),
      ...referenceRows(facts.references),
      ...warningRows(facts.events),
    ]),
  ];
}

/** While there are two: which pods have which, by the names of their ControllerRevisions. */
function revisionsText({ identities, condemned, rollout }: StatefulSetFacts): string | undefined {
  const all = [...identities, ...condemned];
  const byName = Map.groupBy(
    all.filter(({ revisionName }) => revisionName !== undefined),
    ({ revisionName }) => revisionName ?? "",
  );
  if (byName.size < 2) return undefined;
  return [...byName]
    .sort(([a], [b]) => Number(b === rollout.updateRevision) - Number(a === rollout.updateRevision))
    .map(([name, pods]) => {
      const what = name === rollout.updateRevision ? "the current template" : "another one";
      return `${name}, ${what}: ${nameList(pods.map(({ pod }) => pod).sort(collator.compare), false)}`;
    })
    .join("; ");
}

/** kubectl and the status count them as ready until they are gone. */
function terminatingText({ pods: { terminatingReady = 0 } }: StatefulSetFacts): string | undefined {
  if (terminatingReady === 0) return undefined;
  const [are, count] = terminatingReady === 1 ? ["is", "counts"] : ["are", "count"];
  return `${terminatingReady} of the pods that ${are} terminating ${are} ready still, and ${count} in its status and for kubectl until ${terminatingReady === 1 ? "it is" : "they are"} gone`;
}

/** Which pod goes first, and what becomes of its claims. */
function scaleDownText({ identities, condemned, claims, rollout }: StatefulSetFacts): string | undefined {
  const there = [...identities.toReversed(), ...condemned]
    .filter(({ state }) => state !== "Missing")
    .sort((a, b) => b.ordinal - a.ordinal);
  const [first, next] = there;
  if (first === undefined || first.claims.length === 0) return undefined;
  const goes = next === undefined ? `${first.pod} goes` : `${first.pod} goes first`;
  const order =
    rollout.podManagementPolicy === "Parallel"
      ? "all that are too many go at once"
      : `${goes}${next === undefined ? "" : ", then the next lower ordinal once it is gone"}`;
  const kept =
    claims.whenScaled === "Delete" ? "claims are deleted with their pods" : "claims stay, and are used again";
  return `${order}; ${kept}`;
}

/** Undefined when it does not exist: the verdict says so, and a finding what to do. */
function governingText({ governingService }: StatefulSetFacts): string | undefined {
  if (governingService === undefined) return "<none>: serviceName is empty, so pods have no DNS names";
  const { name, exists, headless, type, publishNotReadyAddresses } = governingService;
  if (exists === undefined) return `${name}; whether it exists is not known`;
  if (!exists) return undefined;
  if (type === "ExternalName") return `${name}, which is an alias (ExternalName), so pods have no DNS names`;
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

const collator = new Intl.Collator("en", { numeric: true });
