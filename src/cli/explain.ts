import { type Explained, explain } from "../explain/explain.ts";
import { explainPlan } from "../explain/plan.ts";
import type { ExplainRequest, SubjectRequest } from "../explain/request.ts";
import {
  type Document,
  documentVersion,
  type Explanation,
  isExplanationOf,
} from "../explanation/explanation.ts";
import { kinds } from "../kinds/index.ts";
import type { ExplainOptions } from "../kinds/kind.ts";
import type { Snapshot } from "../kube/snapshot.ts";
import { formats, isFormat } from "../render/formats.ts";
import type { Flags } from "./flags.ts";
import type { Io } from "./io.ts";
import { say, write } from "./output.ts";
import { whileReading } from "./progress.ts";
import { manifestFlags, openSource, sourceFlags } from "./sourceFlags.ts";
import { subjectsOf } from "./subjects.ts";
import { colorFlag, colorOf, renderStyle } from "./terminal.ts";
import { unexplainedMessage } from "./unexplainedMessage.ts";
import { noFormat, UsageError } from "./usageError.ts";
import type { Verb } from "./verb.ts";

export const explainFlags: Flags = {
  output: {
    type: "string",
    alias: "o",
    value: "format",
    shownDefault: "table",
    describe: `Output format, one of ${formats.join(", ")}`,
    completes: { values: formats },
  },
  ...sourceFlags,
  ...manifestFlags,
  revisions: { type: "boolean", describe: "Show what changed in every revision of a Deployment" },
  revision: {
    type: "number",
    value: "number",
    describe: "Show this revision of a Deployment in full: what changed, and its pod template",
    completes: { known: "revisions" },
  },
  "cluster-domain": {
    type: "string",
    value: "domain",
    describe: "Domain of DNS names. By default what CoreDNS' configuration says, else cluster.local",
  },
  color: colorFlag,
};

export const explainVerb: Verb = {
  name: "explain",
  describe: "Say what a workload is and does, and why",
  group: "Explain and Convert Commands",
  about: [
    "Say what workloads are and do, and why: DaemonSets (ds), Deployments (deploy), StatefulSets (sts), and why a pod (po) does not run.",
  ],
  usage: ["(TYPE/NAME... | TYPE [NAME...]) [options]", "-f FILENAME [options]"],
  flags: explainFlags,
  takes: { kinds, several: true },
  examples: [
    ["ds/fluentd -n kube-system", "Which nodes run it, which do not, and why"],
    ["deploy/web -n shop", "Which ReplicaSet is current, where the rollout stands, what it waits for"],
    ["sts/postgres -n data", "Its ordinals, DNS names and claims, and which pod holds up the others"],
    ["po/web-7887448d46-x9fwm -n shop", "Why a pod does not run: at which stage it is held, and by what"],
    ["deploy/web --revisions", "What changed from revision to revision"],
    ["ds -A", "Every DaemonSet of the cluster"],
    ["-f fluentd.yaml", "Where it would run, before it is applied"],
    ["ds/fluentd --snapshot fluentd.json", "As it was when it was recorded"],
    ["ds/fluentd -o json | jq .verdict.state", "One word, for scripts"],
  ],
  exitCodes: [
    ["0", "everything that was asked for was explained, whatever the verdict"],
    ["1", "something was not found, could not be read, or was not understood"],
  ],
  run,
};

async function run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number> {
  const format = (argv["output"] as string | undefined) ?? "table";
  if (!isFormat(format)) {
    throw noFormat(format, formats);
  }
  const color = colorOf(argv);
  const opened = await openSource(argv, io);
  try {
    const request: ExplainRequest = { subjects: subjectsOf(argv, opened), options: optionsOf(argv) };
    const reading = opened.source.collect(explainPlan(request));
    // Loaded while the cluster answers: what lays out tables and YAML is a tenth of the time that a command takes.
    const rendering = import("../render/index.ts");
    const snapshot = await whileReading(io, reading);
    const { explanations, unexplained } = explained(request, snapshot, opened.manifests !== undefined);
    const missing = revisionMissing(explanations, request.options?.revision);
    if (missing !== undefined) {
      // A name that was mistyped has no revisions either, and is what there is to say.
      for (const failure of unexplained) await say(io, unexplainedMessage(failure));
      if (explanations.length > 0 || unexplained.length === 0) await say(io, missing);
      return 1;
    }
    const style = {
      ...renderStyle(io, color, format === "wide"),
      revisions: argv["revisions"] === true,
    };
    const single = request.subjects.length === 1 && request.subjects[0]?.by === "name";
    // A script that asks for JSON gets some, also when there is nothing.
    if (explanations.length > 0 || (unexplained.length === 0 && (format === "json" || format === "yaml"))) {
      const { renderers } = await rendering;
      await write(io.stdout, renderers[format](documentOf(explanations, single), style));
    }
    for (const failure of unexplained) await say(io, unexplainedMessage(failure));
    if (explanations.length === 0 && unexplained.length === 0) {
      await say(io, nothingFound(request.subjects));
    }
    return unexplained.length === 0 ? 0 : 1;
  } finally {
    opened.source.close();
  }
}

/** @throws UsageError */
function optionsOf(argv: { readonly [flag: string]: unknown }): ExplainOptions {
  const revision = argv["revision"] as number | undefined;
  const written = argv["cluster-domain"] as string | undefined;
  const clusterDomain = written?.replace(/\.$/, "");
  if (revision !== undefined && revision < 1) {
    throw new UsageError(`invalid argument "${revision}" for "--revision" flag: revisions begin at 1`);
  }
  if (clusterDomain !== undefined && !isDomain(clusterDomain)) {
    throw new UsageError(
      `invalid argument "${written}" for "--cluster-domain" flag: it has to be a DNS name, such as cluster.local`,
    );
  }
  return {
    ...(revision !== undefined && { revision }),
    ...(clusterDomain !== undefined && { clusterDomain }),
  };
}

/** Upstream: staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go#IsDNS1123Subdomain (v1.36) */
function isDomain(name: string): boolean {
  return (
    name.length <= 253 && name.split(".").every((label) => /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(label))
  );
}

/** Which revision was asked for in vain, and which there are: undefined once one of the Deployments has it. */
function revisionMissing(
  explanations: readonly Explanation[],
  revision: number | undefined,
): string | undefined {
  if (revision === undefined) return undefined;
  const deployments = explanations.flatMap((explanation) =>
    isExplanationOf(explanation, "Deployment") ? [explanation] : [],
  );
  if (deployments.some(({ facts }) => facts.replicaSets.some(({ template }) => template !== undefined))) {
    return undefined;
  }
  const [first, ...others] = deployments;
  if (first === undefined) {
    return "error: --revision is about Deployments, and there is none among what was asked for";
  }
  if (others.length > 0)
    return `error: none of the ${deployments.length} deployments has a revision ${revision}`;
  const name = `deployment "${first.subject.name}"`;
  const unread = first.gaps.find(({ resource }) => resource === "replicasets.apps");
  if (unread !== undefined) {
    return `error: whether ${name} has a revision ${revision} cannot be told: ${unread.message}`;
  }
  const there = first.facts.replicaSets.flatMap((replicaSet) => replicaSet.revision ?? []);
  const which = there.length === 0 ? "it has none" : `there are ${there.sort((x, y) => x - y).join(", ")}`;
  return `error: ${name} has no revision ${revision}: ${which}`;
}

function explained(request: ExplainRequest, snapshot: Snapshot, hasManifests: boolean): Explained {
  try {
    return explain(request, snapshot);
  } catch (error) {
    // What came from a server has its shape; a manifest may hold a number where a list belongs.
    if (!hasManifests || !(error instanceof TypeError)) throw error;
    throw new UsageError(
      "a manifest has a field of the wrong type: `kubectl apply --dry-run=server` with the same -f says which",
    );
  }
}

/** One subject by name is a document of its own; anything else is a list, whatever number it holds. */
function documentOf(explanations: readonly Explanation[], single: boolean): Document {
  const [first] = explanations;
  if (single && first !== undefined) return first;
  return { apiVersion: documentVersion, kind: "ExplanationList", items: explanations };
}

/** In kubectl's words. */
function nothingFound(subjects: readonly SubjectRequest[]): string {
  const namespace = subjects.map((subject) => subject.namespace).find((name) => name !== undefined);
  return namespace === undefined ? "No resources found" : `No resources found in ${namespace} namespace.`;
}
