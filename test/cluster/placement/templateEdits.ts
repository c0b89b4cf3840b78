import type { ExplanationOf } from "../../../src/explanation/explanation.ts";
import type { PodSpec, Toleration } from "../../../src/kube/objects.ts";
import type { TestCluster } from "../connection.ts";
import type { Difference } from "./compare.ts";
import type { Random } from "./random.ts";
import type { RealDaemonSet } from "./truth.ts";

/** An edit of a template, and what should come of it. */
export interface TemplateEdit {
  /** Advice: tolerations that an explanation advises. TooLarge: more cpu than any node has. */
  readonly type: "Advice" | "Image" | "TooLarge";
  /** Added to the template's own. */
  readonly tolerations: readonly Toleration[];
  /** The nodes on which the explanation says that the advice brings pods. */
  readonly admits: readonly string[];
  readonly desiredBefore: number;
}

/** Follows the advice of an exclusion where there is one; else a good or a bad update, or none. */
export function chooseEdit(
  random: Random,
  { facts: { placement } }: ExplanationOf<"DaemonSet">,
): TemplateEdit | undefined {
  const desiredBefore = placement.desired ?? 0;
  const remedies = placement.exclusions.flatMap(({ remedy }) => remedy ?? []);
  const [remedy] = random.some(
    remedies.filter(({ admits }) => admits.length > 0),
    1,
  );
  if (remedy !== undefined && random.chance(0.6)) {
    return { type: "Advice", tolerations: remedy.tolerations, admits: remedy.admits, desiredBefore };
  }
  // What an update does to misscheduled pods is worth seeing, most of all where no other node is desired.
  if (random.chance(placement.misscheduled === 0 ? 0.6 : desiredBefore === 0 ? 0 : 0.4)) return undefined;
  const type = random.pick<TemplateEdit["type"]>(["Image", "TooLarge"]);
  return { type, tolerations: [], admits: [], desiredBefore };
}

export async function editTemplates(
  cluster: TestCluster,
  namespace: string,
  edits: ReadonlyMap<string, TemplateEdit>,
  truth: ReadonlyMap<string, RealDaemonSet>,
): Promise<void> {
  await Promise.all(
    [...edits].map(([name, edit]) => {
      const own = truth.get(name)?.object.spec?.template.spec;
      const spec = editedSpec(edit, own);
      const path = `/apis/apps/v1/namespaces/${namespace}/daemonsets/${name}`;
      return cluster.request("PATCH", path, { spec: { template: { spec } } });
    }),
  );
}

function editedSpec({ type, tolerations }: TemplateEdit, own: PodSpec | undefined): Partial<PodSpec> {
  const [container = { name: "agent" }] = own?.containers ?? [];
  switch (type) {
    case "Advice":
      return { tolerations: [...(own?.tolerations ?? []), ...tolerations] };
    case "Image":
      return { containers: [{ ...container, image: "registry.k8s.io/pause:3.10.1" }] };
    case "TooLarge":
      return { containers: [{ ...container, resources: { requests: { cpu: "65" } } }] };
  }
}

/** Whether the advice brought pods to the nodes that the explanation named, and to no other. */
export function adviceDifferences(
  edit: TemplateEdit | undefined,
  { object, pods }: RealDaemonSet,
): readonly Difference[] {
  if (edit === undefined) return [];
  const { admits, desiredBefore } = edit;
  const desired = object.status?.desiredNumberScheduled ?? 0;
  const expected = desiredBefore + admits.length;
  return [
    ...(desired === expected
      ? []
      : [{ text: `${expected} nodes should be desired after the edit, ${desired} are` }]),
    ...admits
      .filter((admitted) => !pods.some(({ node }) => node === admitted))
      .map((node) => ({ node, text: "the advice brought no pod here, the explanation said that it would" })),
  ];
}
