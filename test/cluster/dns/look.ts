import { setTimeout as sleep } from "node:timers/promises";
import type { StatefulSetFacts } from "../../../src/explanation/statefulSetFacts.ts";
import type { Explainer } from "../rollout/explainer.ts";
import type { Case } from "./cases.ts";
import type { Stage } from "./happenings.ts";
import { ask, namesOf, type RealNames, versions } from "./truth.ts";

/** What the tool and what DNS say of a case, of the same moment. */
export interface Look {
  readonly one: Case;
  readonly facts: StatefulSetFacts;
  readonly real: RealNames;
}

/** EndpointSlices follow pods within a second or so, CoreDNS follows them at once. */
const quietMilliseconds = 2_500;
const patience = 60_000;
const atOnce = 4;

/** Looks at all cases once nothing was written for a while, and neither is while it looks. */
export async function lookAtRest(
  stage: Stage,
  explainer: Explainer,
  cases: readonly Case[],
): Promise<readonly Look[]> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    const version = await untilQuiet(stage, deadline);
    const looks = await lookAtEach(stage, explainer, cases);
    if ((await versions(stage.cluster, stage.namespace)) === version) return looks;
  }
  throw new Error(`the pods and Services of ${stage.namespace} did not come to rest in ${patience / 1000} s`);
}

async function untilQuiet({ cluster, namespace }: Stage, deadline: number): Promise<string> {
  let last = "";
  let since = performance.now();
  while (performance.now() < deadline) {
    const now = await versions(cluster, namespace);
    if (now !== last) since = performance.now();
    last = now;
    if (performance.now() - since >= quietMilliseconds) break;
    await sleep(300);
  }
  return last;
}

async function lookAtEach(
  stage: Stage,
  explainer: Explainer,
  cases: readonly Case[],
): Promise<readonly Look[]> {
  const looks: Look[] = [];
  const rest = cases.values();
  const workers = Array.from({ length: atOnce }, async () => {
    for (const one of rest) looks.push(await look(stage, explainer, one));
  });
  await Promise.all(workers);
  return looks.sort((a, b) => a.one.number - b.one.number);
}

async function look({ cluster, namespace }: Stage, explainer: Explainer, one: Case): Promise<Look> {
  const { facts } = await explainer.explain("StatefulSet", namespace, one.name);
  const identities = [...facts.identities, ...facts.condemned];
  const possible = namesOf(
    one,
    namespace,
    identities.map(({ pod }) => pod),
  );
  const named = identities.flatMap(({ fqdn }) => fqdn ?? []);
  const written = identities.flatMap(({ records }) => records.srv.map(({ name }) => name));
  const names = { a: [...possible.a, ...named], srv: [...possible.srv, ...written] };
  return { one, facts, real: await ask(cluster.dnsServer ?? "", names) };
}
