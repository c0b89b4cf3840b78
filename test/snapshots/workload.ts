import type {
  DaemonSet,
  Deployment,
  ObjectMeta,
  PersistentVolumeClaim,
  PodSpec,
  StatefulSet,
} from "../../src/kube/objects.ts";

export type Workload = Deployment | StatefulSet | DaemonSet;
export type Container = PodSpec["containers"][number];

/** What every kind of workload has in common: one container, called as the workload is. */
interface Input {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  /** Of its one container. */
  readonly container?: Partial<Container>;
  /** Of its pod template. */
  readonly template?: Partial<PodSpec>;
  readonly podMetadata?: ObjectMeta;
  readonly metadata?: ObjectMeta;
  /** By which it selects its pods; `app` and its name when left out. */
  readonly labels?: { readonly [key: string]: string };
}

export interface DeploymentInput extends Input {
  readonly replicas?: number;
  readonly spec?: Partial<NonNullable<Deployment["spec"]>>;
}

export interface StatefulSetInput extends Input {
  readonly replicas?: number;
  readonly spec?: Partial<NonNullable<StatefulSet["spec"]>>;
  /** What each pod gets to keep its data, as volume `data`. */
  readonly claim?: { readonly size: string; readonly storageClass?: string };
}

/** A Deployment as a team would write it. */
export function deployment(input: DeploymentInput): Deployment & { readonly metadata: ObjectMeta } {
  const { replicas = 1, spec } = input;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadataOf(input),
    spec: { replicas, selector: { matchLabels: labelsOf(input) }, ...spec, template: templateOf(input) },
  };
}

/** A StatefulSet whose governing Service has its name, unless its `spec` says otherwise. */
export function statefulSet(input: StatefulSetInput): StatefulSet & { readonly metadata: ObjectMeta } {
  const { name, replicas = 1, spec, claim, container } = input;
  const volumeMounts = [{ name: "data", mountPath: `/var/lib/${name}` }];
  const withMount = claim === undefined ? input : { ...input, container: { volumeMounts, ...container } };
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: metadataOf(input),
    spec: {
      serviceName: name,
      replicas,
      selector: { matchLabels: labelsOf(input) },
      ...(claim && { volumeClaimTemplates: [claimTemplate(claim)] }),
      ...spec,
      template: templateOf(withMount),
    },
  };
}

function claimTemplate({ size, storageClass }: NonNullable<StatefulSetInput["claim"]>) {
  const { spec } = claim({ name: "data", size, ...(storageClass !== undefined && { storageClass }) });
  return { metadata: { name: "data" }, ...(spec && { spec }) };
}

/** A claim that one node at a time can mount. */
export function claim(input: {
  readonly namespace?: string;
  readonly name: string;
  readonly size: string;
  readonly storageClass?: string;
}): PersistentVolumeClaim {
  const { namespace, name, size, storageClass } = input;
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { ...(namespace !== undefined && { namespace }), name },
    spec: {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: size } },
      ...(storageClass !== undefined && { storageClassName: storageClass }),
    },
  };
}

function metadataOf({ namespace, name, metadata, ...input }: Input): ObjectMeta {
  return {
    namespace,
    name,
    ...metadata,
    labels: { ...labelsOf({ namespace, name, ...input }), ...metadata?.labels },
  };
}

function labelsOf({ name, labels = { app: name } }: Input) {
  return labels;
}

function templateOf(input: Input) {
  const { name, image, container, template, podMetadata } = input;
  return {
    metadata: { ...podMetadata, labels: { ...labelsOf(input), ...podMetadata?.labels } },
    spec: { ...template, containers: [{ name, image, ...container }] },
  };
}
