import type { StatefulIdentity, StatefulSetFacts } from "../../../src/explanation/statefulSetFacts.ts";
import type { Case } from "./cases.ts";
import type { RealNames } from "./truth.ts";

/** What the tool says of names in DNS that CoreDNS does not. */
export function differences(
  one: Case,
  namespace: string,
  { identities, condemned, governingService }: StatefulSetFacts,
  real: RealNames,
): readonly string[] {
  const all = [...identities, ...condemned];
  const service = `${one.serviceName}.${namespace}.svc.cluster.local`;
  return [
    ...all.flatMap((identity) => recordDifferences(identity, service, real)),
    ...all.flatMap((identity) => nameDifferences(identity, one, governingService?.exists === true, service)),
    ...srvDifferences(all, service, real),
  ];
}

function recordDifferences(
  { pod, fqdn, record, noRecordReason, records }: StatefulIdentity,
  service: string,
  { a }: RealNames,
): readonly string[] {
  // Nobody but the author of its EndpointSlices knows what a Service without a selector publishes.
  if (record === "Unknown") {
    return noRecordReason === "NoSelector" ? [] : [`${pod}: the record is Unknown for ${noRecordReason}`];
  }
  const name = fqdn ?? `${pod}.${service}`;
  const answer = a.get(name) ?? [];
  if ((record === "Published") !== answer.length > 0) {
    return [`${pod}: the record is ${record} (${noRecordReason}), DNS answers ${name} with [${answer}]`];
  }
  if (record !== "Published") return [];
  const written = records.a.map((each) => `${each.name} ${each.addresses.toSorted()}`).join("; ");
  return written === `${name} ${answer}`
    ? []
    : [`${pod}: records.a is [${written}], DNS says ${name} ${answer}`];
}

/** A pod has a name as soon as its Service exists, and its own unless it was made by somebody else. */
function nameDifferences(
  { pod, hostname, fqdn, records }: StatefulIdentity,
  { adopted }: Case,
  exists: boolean,
  service: string,
): readonly string[] {
  const found: string[] = [];
  if ((fqdn !== undefined) !== exists)
    found.push(`${pod}: its fqdn is ${fqdn}, the Service ${exists ? "exists" : "does not"}`);
  if (fqdn !== undefined && fqdn !== `${hostname}.${service}`) found.push(`${pod}: its fqdn is ${fqdn}`);
  if (pod !== adopted?.metadata?.name && hostname !== pod) found.push(`${pod}: its hostname is ${hostname}`);
  if (!exists && records.a.length + records.srv.length > 0)
    found.push(`${pod}: it has records without a Service`);
  return found;
}

/**
 * Under the name of a port of a headless Service answer all pods that are published, each with its own name; under
 * that of a Service with an address it answers itself, whatever its pods do. The document says nothing else.
 */
function srvDifferences(
  all: readonly StatefulIdentity[],
  service: string,
  { srv }: RealNames,
): readonly string[] {
  if (all.some(({ record }) => record === "Unknown")) return [];
  const written = all.flatMap(({ record, records }) =>
    records.srv.filter(({ target }) => record === "Published" || target === service),
  );
  const byName = Map.groupBy(written, ({ name }) => name);
  return [...new Set([...srv.keys(), ...byName.keys()])].flatMap((name) => {
    const answers = (byName.get(name) ?? []).map(({ port, target }) => `${port} ${target}`);
    const document = [...new Set(answers)].sort().join();
    const dns = (srv.get(name) ?? []).filter((answer) => !isByAddress(answer)).join();
    return document === dns ? [] : [`${name}: records.srv is [${document}], DNS says [${dns}]`];
  });
}

/** A pod without a hostname is named by its address; that is no record of a StatefulSet's pod. */
function isByAddress(answer: string): boolean {
  return /^\d+ \d+-\d+-\d+-\d+\./.test(answer);
}
