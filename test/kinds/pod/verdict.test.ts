import { describe, expect, it } from "vitest";
import { facts } from "../../../src/kinds/pod/facts.ts";
import { verdict } from "../../../src/kinds/pod/verdict.ts";
import type { KubeObject, Pod } from "../../../src/kube/objects.ts";
import { nodes, pods } from "../../../src/kube/resources.ts";
import type { Snapshot } from "../../../src/kube/snapshot.ts";

const now = "2026-11-25T12:00:00Z";
const namespace = "shop";

interface Written {
  readonly metadata?: object;
  readonly spec?: object;
  readonly status?: object;
}

/** A bare pod `web` with one container, and what a case says of it. */
function podOf({ metadata, spec, status }: Written): Pod {
  return {
    metadata: { name: "web", namespace, uid: "uid-web", creationTimestamp: now, ...metadata },
    spec: { containers: [{ name: "web", image: "nginx:1.27" }], ...spec },
    status: { phase: "Pending", ...status },
  } as Pod;
}

function said(written: Written, others: readonly { readonly node: KubeObject }[] = []) {
  const pod = podOf(written);
  const snapshot: Snapshot = {
    observedAt: now,
    source: { type: "cluster" },
    results: [
      { read: { resource: pods, namespace, name: "web" }, objects: [pod] },
      ...others.map(({ node }) => ({ read: { resource: nodes, name: "node-3" }, objects: [node] })),
    ],
  };
  return verdict(pod, facts(pod, snapshot));
}

const bound = { nodeName: "node-3", containers: [{ name: "web", image: "nginx:1.27" }] };
const waiting = (reason: string, message?: string) => ({
  containerStatuses: [
    { name: "web", ready: false, restartCount: 0, state: { waiting: { reason, message } } },
  ],
});
const running = (more: object = {}) => ({
  phase: "Running",
  conditions: [{ type: "Ready", status: "False", reason: "ContainersNotReady" }],
  containerStatuses: [
    { name: "web", ready: false, started: true, restartCount: 0, state: { running: {} }, ...more },
  ],
});
const unschedulable = (message: string) => ({
  conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message }],
});
const bare = " No controller owns it: once it is gone, nothing creates it anew.";

describe("what is said of a pod", () => {
  it.each<[string, Written, string, string]>([
    [
      "it runs",
      { spec: bound, status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] } },
      "Healthy",
      "Pod shop/web runs and is ready on node-3.",
    ],
    [
      "the scheduler has not looked at it",
      {},
      "Progressing",
      "Pod shop/web waits for the scheduler, which has not looked at it yet.",
    ],
    [
      "it fits nowhere, for several reasons",
      {
        status: unschedulable(
          "0/12 nodes are available: 1 node(s) were unschedulable, 4 node(s) had untolerated taint(s), 7 Insufficient cpu. no new claims to deallocate, preemption: 0/12 nodes are available: 12 Preemption is not helpful for scheduling.",
        ),
      },
      "Blocked",
      "Pod shop/web has no node: of 12 nodes, 7 have too little cpu left, 4 have taints that it does not tolerate and 1 is cordoned.",
    ],
    [
      "it fits nowhere, for one reason",
      {
        status: unschedulable(
          "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
        ),
      },
      "Blocked",
      "Pod shop/web has no node: all 3 nodes do not match its node selector or affinity.",
    ],
    [
      "the only node does not take it",
      { status: unschedulable("0/1 nodes are available: 1 Too many pods.") },
      "Blocked",
      "Pod shop/web has no node: the only node has as many pods as it takes.",
    ],
    [
      "the scheduler speaks of a claim, and of no node",
      {
        status: unschedulable(
          '0/12 nodes are available: persistentvolumeclaim "data" not found. preemption: 0/12 nodes are available: 12 Preemption is not helpful for scheduling.',
        ),
      },
      "Blocked",
      "Pod shop/web has no node: its claim `data` does not exist.",
    ],
    [
      "it is gated",
      {
        spec: { schedulingGates: [{ name: "example.com/quota" }] },
        status: { conditions: [{ type: "PodScheduled", status: "False", reason: "SchedulingGated" }] },
      },
      "Progressing",
      "Pod shop/web is not scheduled: its scheduling gate `example.com/quota` is not lifted.",
    ],
    [
      "its containers are being created",
      { spec: bound, status: waiting("ContainerCreating") },
      "Progressing",
      "Pod shop/web is being started on node-3.",
    ],
    [
      "its image is not there",
      {
        spec: bound,
        status: waiting(
          "ImagePullBackOff",
          'Back-off pulling image "nginx:1.27": ErrImagePull: rpc error: code = NotFound desc = failed to resolve reference "docker.io/library/nginx:1.27": docker.io/library/nginx:1.27: not found',
        ),
      },
      "Blocked",
      "Pod shop/web does not start on node-3: the node cannot pull image `nginx:1.27` for its container `web`: not found.",
    ],
    [
      "what its environment refers to is not there",
      { spec: bound, status: waiting("CreateContainerConfigError", 'configmap "settings" not found') },
      "Blocked",
      'Pod shop/web does not start on node-3: its container `web` cannot be created: configmap "settings" not found.',
    ],
    [
      "its container crashes",
      {
        spec: bound,
        status: running({
          restartCount: 5,
          state: { waiting: { reason: "CrashLoopBackOff" } },
          lastState: { terminated: { exitCode: 1, reason: "Error" } },
        }),
      },
      "Blocked",
      "Pod shop/web does not stay up on node-3: its container `web` ends with exit code 1 and was restarted 5 times.",
    ],
    [
      "its container runs out of memory",
      {
        spec: {
          ...bound,
          containers: [{ name: "web", image: "nginx:1.27", resources: { limits: { memory: "64Mi" } } }],
        },
        status: running({
          restartCount: 1,
          state: { waiting: { reason: "CrashLoopBackOff" } },
          lastState: { terminated: { exitCode: 137, reason: "OOMKilled" } },
        }),
      },
      "Blocked",
      "Pod shop/web does not stay up on node-3: its container `web` ran out of memory (limit 64Mi) and was restarted 1 time.",
    ],
    [
      "it is killed",
      {
        spec: bound,
        status: running({ state: { terminated: { exitCode: 139, reason: "Error" } } }),
      },
      "Progressing",
      "Pod shop/web does not stay up on node-3: its container `web` ends with exit code 139 (SIGSEGV).",
    ],
    [
      "its readiness probe fails",
      { spec: bound, status: running() },
      "Degraded",
      "Pod shop/web runs on node-3, but is not ready: the readiness probe of `web` does not succeed.",
    ],
    [
      "its startup probe has not succeeded yet",
      { spec: bound, status: running({ started: false }) },
      "Degraded",
      "Pod shop/web runs on node-3, but is not ready: the startup probe of `web` does not succeed.",
    ],
    [
      "a readiness gate is shut",
      {
        spec: { ...bound, readinessGates: [{ conditionType: "example.com/load-balancer" }] },
        status: running({ ready: true }),
      },
      "Degraded",
      "Pod shop/web runs on node-3, but is not ready: its readiness gate `example.com/load-balancer` is not True.",
    ],
    [
      "it was evicted",
      {
        spec: bound,
        status: { phase: "Failed", reason: "Evicted", message: "The node was low on resource: memory." },
      },
      "Blocked",
      "Pod shop/web failed (Evicted): The node was low on resource: memory.",
    ],
    [
      "it failed",
      {
        spec: { ...bound, restartPolicy: "Never" },
        status: {
          phase: "Failed",
          containerStatuses: [
            { name: "web", restartCount: 0, state: { terminated: { exitCode: 3, reason: "Error" } } },
          ],
        },
      },
      "Blocked",
      "Pod shop/web failed: its container `web` ended with exit code 3.",
    ],
    [
      "it has done its work",
      { spec: bound, status: { phase: "Succeeded" } },
      "Healthy",
      "Pod shop/web has done its work and ended.",
    ],
  ])("%s", (_, written, state, sentence) => {
    const hasEnded = / ended\b| failed\b/.test(sentence);
    expect(said(written)).toEqual({ state, sentence: `${sentence}${hasEnded ? "" : bare}` });
  });

  it.each<[string, Written, string, string]>([
    [
      "it is being deleted",
      { spec: bound, metadata: { deletionTimestamp: "2026-11-25T12:00:20Z" } },
      "Progressing",
      "Pod shop/web is being deleted.",
    ],
    [
      "a finalizer keeps it",
      {
        spec: bound,
        metadata: { deletionTimestamp: "2026-11-25T11:00:00Z", finalizers: ["example.com/backup"] },
      },
      "Blocked",
      "Pod shop/web is deleted, but its finalizer `example.com/backup` keeps the object.",
    ],
    [
      "it takes longer than it may",
      { spec: bound, metadata: { deletionTimestamp: "2026-11-25T11:00:00Z" }, status: running() },
      "Progressing",
      "Pod shop/web is being deleted, for longer than its grace period.",
    ],
    [
      "it is not applied",
      { metadata: { uid: undefined } },
      "Unknown",
      `Pod shop/web, as its manifest has it, is not applied: on which node it would run, the scheduler decides.${bare}`,
    ],
  ])("%s", (_, written, state, sentence) => {
    expect(said(written)).toEqual({ state, sentence });
  });

  it("its node does not answer", () => {
    const node = {
      metadata: { name: "node-3" },
      status: { conditions: [{ type: "Ready", status: "Unknown" }] },
    } as KubeObject;
    const started = { spec: bound, status: running({ ready: true }) };
    expect(said(started, [{ node }]).sentence).toBe(
      `Pod shop/web is on node-3, which does not answer: whether it runs, nobody knows.${bare}`,
    );
    const deleted = { ...started, metadata: { deletionTimestamp: "2026-11-25T11:00:00Z" } };
    expect(said(deleted, [{ node }])).toEqual({
      state: "Blocked",
      sentence:
        "Pod shop/web is deleted, but its node node-3 does not answer (Ready is Unknown), so that nobody can say that its containers have ended.",
    });
  });
});

describe("what is said of a pod that waits for its init containers", () => {
  const inits = [
    { name: "migrate", image: "migrate:1" },
    { name: "proxy", image: "envoy:1", restartPolicy: "Always" },
  ];
  const done = { name: "migrate", restartCount: 0, ready: true, state: { terminated: { exitCode: 0 } } };
  const initializing = (...initContainerStatuses: readonly object[]) =>
    said({
      spec: { ...bound, initContainers: inits },
      status: {
        conditions: [{ type: "Initialized", status: "False" }],
        initContainerStatuses,
        ...waiting("PodInitializing"),
      },
    }).sentence.replace(bare, "");

  it("one runs", () => {
    expect(initializing({ name: "migrate", restartCount: 0, state: { running: {} } })).toBe(
      "Pod shop/web is on node-3 and waits for its init container `migrate` (1 of 2), which runs.",
    );
  });

  it("one crashes", () => {
    const crashing = {
      name: "migrate",
      restartCount: 4,
      state: { waiting: { reason: "CrashLoopBackOff" } },
      lastState: { terminated: { exitCode: 2, reason: "Error" } },
    };
    expect(initializing(crashing)).toBe(
      "Pod shop/web is on node-3 and waits for its init container `migrate` (1 of 2): it ends with exit code 2 and was restarted 4 times.",
    );
  });

  it("a sidecar has not started", () => {
    const proxy = { name: "proxy", restartCount: 0, started: false, state: { running: {} } };
    expect(initializing(done, proxy)).toBe(
      "Pod shop/web is on node-3 and waits for its sidecar `proxy` (2 of 2), whose startup probe has not succeeded.",
    );
  });
});

describe("whose a pod is", () => {
  const ready = {
    spec: bound,
    status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] },
  };
  const owner = (kind: string, name: string) => ({
    ownerReferences: [{ apiVersion: "apps/v1", kind, name, uid: `uid-${name}`, controller: true }],
  });

  it("the ordinal of a StatefulSet", () => {
    const pod = podOf({ ...ready, metadata: { name: "postgres-2", ...owner("StatefulSet", "postgres") } });
    const snapshot: Snapshot = { observedAt: now, source: { type: "cluster" }, results: [] };
    expect(verdict(pod, facts(pod, snapshot)).sentence).toBe(
      "Pod shop/postgres-2, ordinal 2 of StatefulSet postgres, runs and is ready on node-3.",
    );
  });

  it("of a kind that is not known here", () => {
    const job = {
      ownerReferences: [{ apiVersion: "batch/v1", kind: "Job", name: "backup", uid: "u", controller: true }],
    };
    expect(said({ ...ready, metadata: job }).sentence).toBe(
      "Pod shop/web of Job backup runs and is ready on node-3.",
    );
  });
});
