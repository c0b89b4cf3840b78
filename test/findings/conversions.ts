import type { Change, Conversion, Decision } from "../../src/explanation/conversion.ts";
import type { ConversionReference } from "../../src/explanation/conversionReference.ts";
import type { ConvertedClaim, ConvertedVolume } from "../../src/explanation/convertedVolume.ts";
import type { JudgedConversion } from "../../src/findings/rule.ts";
import type { KubeObject } from "../../src/kube/objects.ts";

/** Conversions in which nothing is to be found but what follows from the kinds. A case changes what it is about. */
const rest = {
  apiVersion: "workload.kubectl/v1alpha1",
  kind: "Conversion",
  observedAt: "2026-11-25T04:00:00Z",
  source: { type: "cluster" },
  sentence: "what changes.",
  manifest: "",
  before: { name: "grafana.yaml", text: "" },
  after: { name: "grafana.yaml", text: "" },
  diff: "",
  runbooks: [],
  gaps: [],
} as const;

/** What a case may change of the new workload. */
export interface NewWorkload {
  readonly [field: string]: unknown;
}

/** What a case may change of its pod template. */
export interface NewTemplate {
  readonly metadata?: object;
  readonly spec?: object;
}

function workload(
  {
    target,
    app,
    spec,
  }: { readonly target: Conversion["target"]; readonly app: string; readonly spec: object },
  template: NewTemplate = {},
): KubeObject {
  const labels = { app };
  return {
    apiVersion: "apps/v1",
    kind: target.kind,
    metadata: { name: target.name, ...(target.namespace !== undefined && { namespace: target.namespace }) },
    spec: {
      selector: { matchLabels: labels },
      ...spec,
      template: {
        metadata: { labels, ...template.metadata },
        spec: { containers: [{ name: app, image: `${app}:1` }], ...template.spec },
      },
    },
  } as KubeObject;
}

/** A Deployment of one pod, whose volume's decision is made: it stays with its claim, which many nodes can mount. */
export function grafana(
  changed: Partial<JudgedConversion> = {},
  spec: NewWorkload = {},
  template: NewTemplate = {},
): JudgedConversion {
  const target = {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    namespace: "monitoring",
    name: "grafana",
    ...changed.target,
  } as const;
  return {
    ...rest,
    subject: {
      apiVersion: "apps/v1",
      kind: "Deployment",
      namespace: "monitoring",
      name: "grafana",
      uid: "6f3b9d2e-0d6f-4a57-9f43-51a6a8f4c1aa",
    },
    target,
    command: "kubectl workload convert deploy/grafana -n monitoring --to statefulset --volume data=shared",
    changes: [change("kind", "Changed", "Deployment", "StatefulSet")],
    decisions: [decision()],
    volumes: [volume("data", [claim("grafana-data", { accessModes: ["ReadWriteMany"] })])],
    pods: { before: 1, after: 1, namesBefore: "grafana-<hash>-<random>", namesAfter: "grafana-0" },
    references: [],
    objects: [
      workload({ target, app: "grafana", spec: { serviceName: "grafana-headless", ...spec } }, template),
    ],
    ...changed,
  };
}

/** A StatefulSet of one pod: its claim goes with it, and no other is there. */
export function postgres(
  changed: Partial<JudgedConversion> = {},
  spec: NewWorkload = {},
  template: NewTemplate = {},
): JudgedConversion {
  const target = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: "data",
    name: "postgres",
    ...changed.target,
  } as const;
  return {
    ...rest,
    subject: {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      namespace: "data",
      name: "postgres",
      uid: "0d6f6f3b-9d2e-4a57-9f43-51a6a8f4c1bb",
    },
    target,
    command: "kubectl workload convert sts/postgres -n data --to deployment --volume data=shared",
    changes: [
      change("kind", "Changed", "StatefulSet", "Deployment"),
      change("spec.serviceName", "Dropped", "postgres"),
    ],
    decisions: [decision()],
    volumes: [
      volume("data", [claim("data-postgres-0", { ordinal: 0 })], {
        from: "ClaimTemplate",
        verdict: "Shared",
      }),
    ],
    pods: { before: 1, after: 1, namesBefore: "postgres-0", namesAfter: "postgres-<hash>-<random>" },
    references: [],
    objects: [
      workload(
        { target, app: "postgres", spec: { replicas: 1, strategy: { type: "Recreate" }, ...spec } },
        template,
      ),
    ],
    ...changed,
  };
}

/** A DaemonSet that reads the logs of 8 nodes. */
export function fluentd(
  changed: Partial<JudgedConversion> = {},
  spec: NewWorkload = {},
  template: NewTemplate = {},
): JudgedConversion {
  const target = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: "logging",
    name: "fluentd",
    ...changed.target,
  } as const;
  return {
    ...rest,
    subject: {
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      namespace: "logging",
      name: "fluentd",
      uid: "9d2e0d6f-6f3b-4a57-9f43-51a6a8f4c1cc",
    },
    target,
    command: "kubectl workload convert ds/fluentd -n logging --to deployment",
    changes: [
      change("kind", "Changed", "DaemonSet", "Deployment"),
      change("spec.replicas", "Added", undefined, 8),
      change("spec.template.spec.tolerations", "Dropped", [
        { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" },
      ]),
    ],
    decisions: [],
    volumes: [
      volume("varlog", [], { from: "HostPath", to: "HostPath", verdict: "PerNode", path: "/var/log" }),
    ],
    pods: {
      before: 8,
      after: 8,
      nodes: 8,
      namesBefore: "fluentd-<random>",
      namesAfter: "fluentd-<hash>-<random>",
    },
    references: [],
    objects: [
      workload(
        {
          target,
          app: "fluentd",
          spec: {
            replicas: 8,
            strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
            ...spec,
          },
        },
        {
          ...template,
          spec: {
            containers: [
              {
                name: "fluentd",
                image: "fluentd:1",
                volumeMounts: [{ name: "varlog", mountPath: "/var/log", readOnly: true }],
              },
            ],
            volumes: [{ name: "varlog", hostPath: { path: "/var/log" } }],
            ...template.spec,
          },
        },
      ),
    ],
    ...changed,
  };
}

/** What a StatefulSet, a Deployment or a DaemonSet becomes. */
export function to(kind: Conversion["target"]["kind"], of: JudgedConversion): Conversion["target"] {
  return { ...of.target, kind };
}

export function change(path: string, action: Change["action"], from?: unknown, now?: unknown): Change {
  return {
    path,
    action,
    ...(from !== undefined && { from }),
    ...(now !== undefined && { to: now }),
    reason: "as the other kind has it",
  };
}

/** What becomes of the volume `data`: decided, unless a case opens it again. */
export function decision(changed: Partial<Decision> = {}): Decision {
  return {
    about: "volume data",
    path: "spec.template.spec.volumes[data]",
    open: false,
    flag: "--volume data=shared",
    question: "all pods mount the claim `grafana-data`, as now",
    choices: [
      { flag: "--volume data=template", effect: "each pod gets a claim of its own" },
      { flag: "--volume data=shared", effect: "all pods mount `grafana-data`, as now" },
    ],
    ...changed,
  };
}

/** Of a claim that all pods mount as before. */
export function volume(
  name: string,
  claims: readonly ConvertedClaim[],
  changed: Partial<ConvertedVolume> = {},
): ConvertedVolume {
  return {
    name,
    from: "Claim",
    to: "Claim",
    verdict: "Shared",
    sentence: "what becomes of the data",
    claims,
    ...changed,
  };
}

export function claim(name: string, changed: Partial<ConvertedClaim> = {}): ConvertedClaim {
  return {
    claim: name,
    use: "Mounted",
    exists: true,
    accessModes: ["ReadWriteOnce"],
    capacity: "10Gi",
    storageClass: "fast",
    persistentVolume: `pv-${name}`,
    reclaimPolicy: "Delete",
    ...changed,
  };
}

export function reference(
  kind: string,
  name: string,
  changed: Partial<ConversionReference> = {},
): ConversionReference {
  return {
    ref: { apiVersion: "v1", kind, name },
    path: "/spec/scaleTargetRef",
    value: { apiVersion: "apps/v1", kind: "Deployment", name },
    by: "Kind",
    holds: false,
    effect: "names what is gone then",
    ...changed,
  };
}
