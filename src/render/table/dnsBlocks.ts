import type {
  ClusterDomain,
  NoRecordReason,
  StatefulIdentity,
  StatefulSetFacts,
} from "../../explanation/statefulSetFacts.ts";
import { type Block, type Inline, span, spansOf } from "../layout/blocks.ts";
import { columnsWidth, inlineWidth } from "../layout/columnsWidth.ts";
import type { RenderStyle } from "../style.ts";
import { selection } from "./identityBlocks.ts";
import { count } from "./names.ts";

/**
 * The names that DNS has for the pods, in full: A records of each, SRV records of the named ports. Whether each
 * resolves is told by what decides it; DNS itself is not asked.
 */
export function dnsBlocks(facts: StatefulSetFacts, style: RenderStyle): readonly Block[] {
  const { governingService, identities, condemned, clusterDomain } = facts;
  const all = [...identities, ...[...condemned].reverse()];
  if (governingService?.exists !== true || all.length === 0) return [];
  const published = all.filter(({ record }) => record === "Published").length;
  const shown = selection(all, style);
  const rows = [...shown.map((each) => addressRow(each, facts)), ...serviceRows(all)];
  return [
    { block: "gap" },
    {
      block: "heading",
      title: "DNS NAMES",
      note: `${published} of ${count(all.length, "pod")} ${published === 1 ? "resolves" : "resolve"}`,
    },
    ...(indent + columnsWidth(rows) <= style.width
      ? [{ block: "columns", indent, rows } as const]
      : rows.map(rowOfItsOwn)),
    ...assumption(clusterDomain),
  ];
}

const indent = 2;
const longestType = "SRV".length;

function assumption({ name, assumed }: ClusterDomain): readonly Block[] {
  if (!assumed) return [];
  const text = `the cluster's domain ${name} is assumed: --cluster-domain says otherwise`;
  return [{ block: "paragraph", indent, text: span("faint", text) }];
}

/** On a narrow terminal what a name resolves to goes below it. */
function rowOfItsOwn([type = "", name = "", ...rest]: readonly Inline[]): Block {
  const text = [
    ...spansOf(type),
    " ".repeat(Math.max(0, longestType - inlineWidth(type))),
    "  ",
    ...spansOf(name),
    "  ",
    ...rest.flatMap(spansOf),
  ];
  return { block: "paragraph", indent, hanging: 8, text };
}

function addressRow(
  { fqdn, record, noRecordReason, records }: StatefulIdentity,
  facts: StatefulSetFacts,
): Inline[] {
  const addresses = records.a.flatMap((each) => each.addresses);
  const why = noRecordReason === undefined ? "" : reasonText(noRecordReason, facts);
  const text = {
    Published: span("good", addresses.join(", ")),
    None: span("waiting", `<none>: ${why}`),
    Unknown: span("faint", `<unknown>${why && `: ${why}`}`),
  }[record];
  return ["A", fqdn ?? "<none>", text];
}

/** All pods answer to one SRV name, each with a target of its own; a Service with a virtual IP with itself. */
function serviceRows(all: readonly StatefulIdentity[]): readonly Inline[][] {
  const published = all.filter(({ record }) => record === "Published");
  const names = Map.groupBy(
    published.flatMap(({ records, fqdn }) =>
      records.srv.map((srv) => ({ ...srv, isOwn: srv.target === fqdn })),
    ),
    ({ name }) => name,
  );
  return [...names].map(([name, targets]) => {
    const ports = [...new Set(targets.map(({ port }) => port))].join(", ");
    const pods = targets.length === 1 ? "that pod" : `those ${targets.length} pods`;
    return [
      "SRV",
      name,
      `port ${ports} of ${targets.some(({ isOwn }) => isOwn) ? pods : "the Service itself"}`,
    ];
  });
}

function reasonText(reason: NoRecordReason, { governingService }: StatefulSetFacts): string {
  return reasons[reason].replace("%s", `\`${governingService?.name}\``);
}

const reasons: { readonly [Reason in NoRecordReason]: string } = {
  NoServiceName: "serviceName is empty",
  ServiceNotFound: "no Service %s",
  ServicesNotRead: "Service %s could not be read",
  ExternalName: "Service %s is of type ExternalName",
  NoSelector: "Service %s has no selector, its EndpointSlices are somebody's to write",
  NotSelected: "Service %s does not select the pod",
  PodsNotRead: "pods could not be read",
  NoPod: "no pod",
  NoAddress: "the pod has no address yet",
  OtherHostname: "the pod has another hostname or subdomain",
  Ended: "the pod has ended",
  Terminating: "the pod is terminating",
  NotReady: "the pod is not ready",
};
