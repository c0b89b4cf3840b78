import type { ExplanationOf } from "../../../src/explanation/explanation.ts";
import type { DaemonSet } from "../../../src/kube/objects.ts";
import type { TestCluster } from "../connection.ts";
import { applyChanges, createPool } from "./applyNodes.ts";
import { type Before, differences } from "./compare.ts";
import { countChange, countPlacement, countUpdate } from "./count.ts";
import type { Coverage } from "./coverage.ts";
import { createRandom } from "./random.ts";
import { randomDaemonSet } from "./randomDaemonSets.ts";
import { randomChanges, randomNodes } from "./randomNodes.ts";
import { explainAll } from "./read.ts";
import type { Failure } from "./report.ts";
import { fingerprint, settle } from "./settle.ts";
import { adviceDifferences, chooseEdit, editTemplates, type TemplateEdit } from "./templateEdits.ts";
import { type RealDaemonSet, readNodes, readTruth } from "./truth.ts";

export interface Round {
  readonly seed: string;
  readonly number: number;
  /** One DaemonSet each, all on the nodes of this round. */
  readonly cases: readonly number[];
  readonly nodes: number;
}

interface State {
  readonly truth: ReadonlyMap<string, RealDaemonSet>;
  readonly explanations: ReadonlyMap<string, ExplanationOf<"DaemonSet">>;
}

const nothing: State = { truth: new Map(), explanations: new Map() };
const nameOf = (number: number): string => `agent-${number}`;

/**
 * Creates the round's nodes and its DaemonSets on them, then changes the nodes, then the templates, and compares
 * each time what the tool says with what the controller did.
 */
export async function runRound(
  cluster: TestCluster,
  round: Round,
  coverage: Coverage,
): Promise<readonly Failure[]> {
  const { seed, number, cases } = round;
  const prefix = `node-r${number}`;
  const nodes = randomNodes(createRandom(seed, "nodes", number), prefix, round.nodes);
  const changes = randomChanges(createRandom(seed, "changes", number), prefix, nodes);
  const nodeNames = nodes.map(({ name }) => name);
  const namespace = await cluster.createNamespace("placement");
  const failures: Failure[] = [];

  const observe = async (
    phase: string,
    before: State,
    edits: ReadonlyMap<string, TemplateEdit> = new Map(),
  ): Promise<State> => {
    const { truth, explanations } = await lookAtRest(cluster, namespace, cases.map(nameOf));
    const realNodes = await readNodes(cluster);
    for (const number of cases) {
      const [explanation, real] = [explanations.get(nameOf(number)), truth.get(nameOf(number))];
      if (explanation === undefined || real === undefined) throw new Error(`case ${number}: no DaemonSet`);
      const edit = edits.get(nameOf(number));
      const past: Before = {
        pods: before.truth.get(nameOf(number))?.pods ?? [],
        templateChanged: edit !== undefined,
      };
      const found = [...differences(explanation, real, past), ...adviceDifferences(edit, real)];
      const { object: daemonSet } = real;
      if (found.length > 0) {
        failures.push({ seed, case: number, phase, differences: found, daemonSet, nodes: realNodes });
      }
    }
    return { truth, explanations };
  };

  try {
    await createPool(cluster, nodes);
    const daemonSets = cases.map((number) =>
      randomDaemonSet(createRandom(seed, "daemonset", number), nameOf(number), nodeNames),
    );
    await createDaemonSets(cluster, namespace, daemonSets);
    const created = await observe("created", nothing);
    const realNodes = await readNodes(cluster);
    each(created, (explanation, real) => countPlacement(coverage, explanation, real, realNodes));

    await applyChanges(cluster, changes);
    const changed = await observe("nodes changed", created);
    each(changed, (explanation, real, name) => {
      countChange(coverage, explanation, real, created.truth.get(name)?.pods ?? []);
    });

    const edits = new Map(
      [...changed.explanations].flatMap(([name, explanation]) => {
        const edit = chooseEdit(createRandom(seed, "template", name), explanation);
        return edit === undefined ? [] : [[name, edit] as const];
      }),
    );
    await editTemplates(cluster, namespace, edits, changed.truth);
    const updated = await observe("template changed", changed, edits);
    each(updated, (explanation, _, name) => {
      const edit = edits.get(name);
      const before = changed.explanations.get(name);
      if (edit === undefined || before === undefined) return;
      countUpdate(coverage, explanation, before);
      if (edit.admits.length > 0) coverage.count("advice followed");
      coverage.count("node admitted by advice", edit.admits.length);
    });
    return failures;
  } finally {
    await cluster.request("DELETE", `/api/v1/namespaces/${namespace}`);
    const ours = (await readNodes(cluster)).map(({ metadata }) => metadata?.name ?? "");
    await cluster.deleteNodes(ours.filter((name) => name.startsWith(`${prefix}-`)));
  }
}

/** Both views of the same moment: other controllers, as the pod garbage collector, act on their own time. */
async function lookAtRest(cluster: TestCluster, namespace: string, names: readonly string[]): Promise<State> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const truth = await settle(cluster, namespace);
    const explanations = await explainAll(cluster, namespace, names);
    if (fingerprint(await readTruth(cluster, namespace)) === fingerprint(truth))
      return { truth, explanations };
  }
  throw new Error(`the DaemonSets of ${namespace} changed whenever they were looked at`);
}

async function createDaemonSets(
  cluster: TestCluster,
  namespace: string,
  daemonSets: readonly DaemonSet[],
): Promise<void> {
  const path = `/apis/apps/v1/namespaces/${namespace}/daemonsets`;
  await Promise.all(daemonSets.map((daemonSet) => cluster.request("POST", path, daemonSet)));
}

function each(
  { explanations, truth }: State,
  visit: (explanation: ExplanationOf<"DaemonSet">, real: RealDaemonSet, name: string) => void,
): void {
  for (const [name, explanation] of explanations) {
    const real = truth.get(name);
    if (real !== undefined) visit(explanation, real, name);
  }
}
