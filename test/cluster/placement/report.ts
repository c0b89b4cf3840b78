import { stringify } from "yaml";
import type { DaemonSet, Node } from "../../../src/kube/objects.ts";
import type { Difference } from "./compare.ts";

export const seedVariable = "KUBECTL_WORKLOAD_SEED";
export const caseVariable = "KUBECTL_WORKLOAD_CASE";

export interface Failure {
  readonly seed: string;
  readonly case: number;
  /** What had last happened: `created`, `nodes changed`, `template changed`. */
  readonly phase: string;
  readonly differences: readonly Difference[];
  readonly daemonSet: DaemonSet;
  readonly nodes: readonly Node[];
}

/** More than these would only repeat one cause. */
const shownWhole = 3;
const shownShort = 40;

/** What differs, how to run the case alone, and the objects as YAML that `kubectl create -f` takes. */
export function report(failures: readonly Failure[]): string {
  const short = failures
    .slice(shownWhole, shownShort)
    .map(({ case: number, phase, differences }) => `case ${number}, ${phase}: ${differences[0]?.text}`);
  const rest = failures.length > shownShort ? [`… and ${failures.length - shownShort} more`] : [];
  return [...failures.slice(0, shownWhole).map(whole), ...short, ...rest].join("\n");
}

function whole({ seed, case: number, phase, differences, daemonSet, nodes }: Failure): string {
  const concerned = new Set(differences.flatMap(({ node }) => node ?? []));
  const shown =
    concerned.size === 0 ? nodes : nodes.filter(({ metadata }) => concerned.has(metadata?.name ?? ""));
  return [
    `case ${number}, ${phase}; alone with ${seedVariable}=${seed} ${caseVariable}=${number}:`,
    ...differences.map(({ node, text }) => `  ${node === undefined ? "" : `${node}: `}${text}`),
    ...[bareDaemonSet(daemonSet), ...shown.map(bareNode)].map((object) =>
      `---\n${stringify(object)}`.trimEnd(),
    ),
    "",
  ].join("\n");
}

function bareDaemonSet({ metadata, spec, status }: DaemonSet) {
  const { name, namespace, generation } = metadata ?? {};
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name, namespace, generation },
    spec,
    status,
  };
}

function bareNode({ metadata, spec, status }: Node) {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: metadata?.name, labels: metadata?.labels },
    spec: { taints: spec?.taints, unschedulable: spec?.unschedulable },
    status: { conditions: status?.conditions?.map(({ type, status }) => ({ type, status })) },
  };
}
