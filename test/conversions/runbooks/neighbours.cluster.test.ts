import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import type { Conversion } from "../../../src/explanation/conversion.ts";
import type { RunbookStep } from "../../../src/explanation/runbook.ts";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { executable } from "../../cluster/executable.ts";
import { test, testCluster } from "../../cluster/fixture.ts";
import { bash, type Shell } from "./bash.ts";

const pool = "neighbours";
const minutes = 60_000;
const volumes: string[] = [];
let shell: Shell;

beforeAll(async () => {
  const cluster = testCluster();
  const folder = mkdtempSync(join(tmpdir(), "neighbours-"));
  shell = {
    folder,
    env: { KUBECONFIG: cluster.kubeconfig, PATH: `${join(folder, "bin")}:${process.env["PATH"]}` },
  };
  mkdirSync(join(folder, "bin"));
  symlinkSync(executable, join(folder, "bin", "kubectl-workload"));
  if (cluster.managed) await cluster.createNode({ name: pool, labels: { pool } });
}, minutes);

afterAll(async () => {
  if (testCluster().managed) await testCluster().deleteNodes([pool]);
  for (const name of volumes) await testCluster().request("DELETE", `/api/v1/persistentvolumes/${name}`);
  rmSync(shell.folder, { recursive: true });
});

function spec(labels: object, more: object = {}, podSpec: object = {}): object {
  return {
    replicas: 1,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        nodeSelector: { pool },
        terminationGracePeriodSeconds: 1,
        containers: [{ name: "web", image: "registry.example/web:1" }],
        ...podSpec,
      },
    },
    ...more,
  };
}

async function create(namespace: string, kind: string, name: string, its: object): Promise<KubeObject> {
  const path = `/apis/apps/v1/namespaces/${namespace}/${kind.toLowerCase()}s`;
  return testCluster().request<KubeObject>("POST", path, { metadata: { name }, spec: its });
}

async function steps(namespace: string, what: string, way: string): Promise<readonly RunbookStep[]> {
  const printed = await bash(`kubectl workload convert -n ${namespace} ${what} -o json 2> /dev/null`, shell);
  const { runbooks } = JSON.parse(printed) as Conversion;
  const found = runbooks.find((each) => each.way === way);
  if (found === undefined) throw new Error(`no ${way} among ${runbooks.map((each) => each.way).join(", ")}`);
  return found.steps;
}

async function take(taken: readonly RunbookStep[]): Promise<void> {
  for (const { command, check } of taken) {
    await bash(command, shell);
    if (check !== undefined) await bash(check, shell);
  }
}

const claimOf = (name: string) => ({
  volumes: [{ name: "data", persistentVolumeClaim: { claimName: name } }],
});

async function createClaim(namespace: string, name: string, metadata: object = {}): Promise<void> {
  const cluster = testCluster();
  const volumeName = `${namespace}-${name}`;
  volumes.push(volumeName);
  const accessModes = ["ReadWriteOnce"];
  await cluster.request("POST", "/api/v1/persistentvolumes", {
    metadata: { name: volumeName },
    spec: {
      accessModes,
      capacity: { storage: "1Gi" },
      hostPath: { path: "/srv" },
      persistentVolumeReclaimPolicy: "Retain",
      storageClassName: pool,
    },
  });
  const resources = { requests: { storage: "1Gi" } };
  await cluster.request("POST", `/api/v1/namespaces/${namespace}/persistentvolumeclaims`, {
    metadata: { name, ...metadata },
    spec: { accessModes, resources, storageClassName: pool, volumeName },
  });
  await bash(`kubectl wait pvc/${name} -n ${namespace} --for=jsonpath='{.status.phase}'=Bound`, shell);
}

describe("what others have in the namespace", () => {
  test("pods of a neighbour that have the same labels are not waited for, and stay", {
    timeout: 3 * minutes,
  }, async ({ namespace }) => {
    const canary = { app: "web", track: "canary" };
    await create(namespace, "Deployment", "web", spec({ app: "web" }));
    await create(namespace, "Deployment", "web-canary", spec(canary));
    await bash(`kubectl rollout status deployment -n ${namespace} --timeout=60s`, shell);
    for (const way of ["SideBySide", "InPlace"]) {
      const taken = await steps(namespace, "deploy/web --to sts", way);
      await take(taken);
      for (const { undo } of taken.toReversed()) if (undo !== undefined) await bash(undo, shell);
    }
    expect(await bash(`kubectl get pod -n ${namespace} -l track=canary -o name`, shell)).toMatch(
      /web-canary/,
    );
  });

  test("a claim of an ordinal that is no more loses its owner", { timeout: 2 * minutes }, async ({
    namespace,
  }) => {
    const policy = { whenDeleted: "Delete", whenScaled: "Retain" };
    const set = await create(
      namespace,
      "StatefulSet",
      "db",
      spec({ app: "db" }, { serviceName: "db", persistentVolumeClaimRetentionPolicy: policy }),
    );
    const owner = { apiVersion: "apps/v1", kind: "StatefulSet", name: "db", uid: set.metadata?.uid };
    await createClaim(namespace, "data-db-7", { ownerReferences: [owner] });
    await take(await steps(namespace, "sts/db --to deploy", "SideBySide"));
    const phase = `kubectl get pvc/data-db-7 -n ${namespace} -o jsonpath='{.metadata.ownerReferences}{.status.phase}'`;
    expect(await bash(phase, shell)).toBe("Bound");
  });

  test("a claim that another pod mounts does not move", { timeout: 2 * minutes }, async ({ namespace }) => {
    await createClaim(namespace, "web-data");
    await create(namespace, "Deployment", "web", spec({ app: "web" }, {}, claimOf("web-data")));
    await bash(`kubectl rollout status deployment/web -n ${namespace} --timeout=60s`, shell);
    const [, look] = await steps(namespace, "deploy/web --to sts --volume data=template", "AdoptVolume");
    await bash(look?.command ?? "false", shell);
    await create(namespace, "Deployment", "backup", spec({ app: "backup" }, {}, claimOf("web-data")));
    await bash(`kubectl rollout status deployment/backup -n ${namespace} --timeout=60s`, shell);
    await expect(bash(look?.command ?? "", shell)).rejects.toThrow(/pod\/backup-/);

    const taken = await steps(namespace, "deploy/web --to sts --volume data=template", "AdoptVolume");
    const gone = taken.find(({ title }) => title === "Delete the old claim");
    await take(taken.slice(0, 1));
    await bash(`kubectl delete pvc/web-data -n ${namespace} --wait=false`, shell);
    await expect(bash(gone?.undo ?? "", shell)).rejects.toThrow(/web-data is being deleted still/);
  });

  test("a paused Deployment that never ran leaves nothing behind", { timeout: 2 * minutes }, async ({
    namespace,
  }) => {
    await create(namespace, "Deployment", "web", spec({ app: "web" }, { paused: true }));
    await take(await steps(namespace, "deploy/web --to sts", "InPlace"));
  });

  test("a claim stays when its StatefulSet comes back before its pods have stopped", {
    timeout: 2 * minutes,
  }, async ({ namespace }) => {
    const policy = { whenDeleted: "Delete", whenScaled: "Delete" };
    const labels = { app: "db" };
    const template = {
      metadata: { name: "data" },
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName: pool,
        resources: { requests: { storage: "1Gi" } },
      },
    };
    await createClaim(namespace, "data-db-0");
    const its = spec(labels, {
      serviceName: "db",
      persistentVolumeClaimRetentionPolicy: policy,
      volumeClaimTemplates: [template],
    });
    await create(namespace, "StatefulSet", "db", its);
    await bash(`kubectl rollout status sts/db -n ${namespace} --timeout=60s`, shell);
    const taken = await steps(namespace, "sts/db --to deploy --volume data=emptyDir", "SideBySide");
    const index = taken.findIndex(({ title }) => title.startsWith("Scale the old"));
    await take(taken.slice(0, index));
    const hold = (finalizers: string) =>
      bash(
        `kubectl patch pod/db-0 -n ${namespace} --type=merge -p '{"metadata":{"finalizers":${finalizers}}}'`,
        shell,
      );
    await hold('["example.com/hold"]');
    await bash(taken[index]?.command ?? "", shell);
    const back = bash(taken[index]?.undo ?? "", shell);
    await bash("sleep 2", shell);
    const read = `kubectl get pvc/data-db-0 -n ${namespace} -o jsonpath='{.metadata.ownerReferences}{.metadata.deletionTimestamp}{.status.phase}'`;
    expect(await bash(read, shell)).toBe("Bound");
    await hold("null");
    await back;
    for (const { undo } of taken.slice(0, index).toReversed()) if (undo) await bash(undo, shell);
    expect(await bash(read, shell)).toMatch(/Bound$/);
  });

  test("pods of another DaemonSet stay when the StatefulSet comes back", { timeout: 2 * minutes }, async ({
    namespace,
  }) => {
    const { replicas: _, ...daemons } = spec({ app: "ag", track: "other" }) as { replicas: number };
    await create(namespace, "DaemonSet", "ag-other", daemons);
    await create(namespace, "StatefulSet", "ag", spec({ app: "ag" }, { serviceName: "ag" }));
    await bash(`kubectl rollout status ds/ag-other sts/ag -n ${namespace} --timeout=60s`, shell);
    const pods = `kubectl get pod -n ${namespace} -l track=other -o name`;
    const before = await bash(pods, shell);
    const taken = await steps(namespace, "sts/ag --to ds", "InPlace");
    await take(taken);
    for (const { undo } of taken.toReversed()) if (undo !== undefined) await bash(undo, shell);
    expect(await bash(pods, shell)).toBe(before);
  });
});
