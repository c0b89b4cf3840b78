import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typedCommand } from "../../../src/cli/typedCommand.ts";
import { connectionTo } from "../../../src/conversions/runbooks/connection.ts";
import { runbooksOf } from "../../../src/conversions/runbooks/runbooks.ts";
import type { Converting } from "../../../src/conversions/runbooks/scene.ts";
import type { SourceKind, TargetKind } from "../../../src/explanation/conversion.ts";
import type { ConversionReference } from "../../../src/explanation/conversionReference.ts";
import type { KubeObject } from "../../../src/kube/objects.ts";
import type { Workload } from "../../../src/rules/workloads.ts";
import { workload } from "../../rules/namespace.ts";
import { object, pointingAt } from "../references/pointing.ts";
import { asTemplate, conversion, ofOrdinals, policy, shared } from "./conversions.ts";

const hostileNames = [
  "x$(canary)",
  "x`canary`",
  "x;canary",
  "x' ; canary; '",
  'x" ; canary; "',
  "x\ncanary\n",
  "x & canary | canary > canary",
  "x kubectl get $& y",
  "-x",
  "~",
  "*",
  "../../x",
  "kubectl",
  "--context prod",
] as const;

const pairs = [
  ["Deployment", "StatefulSet"],
  ["Deployment", "DaemonSet"],
  ["StatefulSet", "Deployment"],
  ["StatefulSet", "DaemonSet"],
  ["DaemonSet", "Deployment"],
  ["ReplicaSet", "Deployment"],
  ["ReplicationController", "StatefulSet"],
  ["Pod", "Deployment"],
] as const satisfies readonly (readonly [SourceKind, TargetKind])[];

/** Whatever a cluster or a snapshot may call things, it is called so. */
function conversionsOf(name: string, context = name): readonly Converting[] {
  const source = { type: "cluster", context } as const;
  const retention = policy(name, "Delete");
  const claim = { claim: name, persistentVolume: name, storageClass: name, capacity: name };
  const reclaimed = { ...claim, reclaimPolicy: name };
  return pairs.flatMap(([from, to]) =>
    [
      { volumes: [] },
      { volumes: [asTemplate(reclaimed, { claim: `data-${name}` })] },
      { volumes: [shared(claim)] },
      { volumes: [ofOrdinals("Empty", [claim])], changes: [retention] },
    ].map((said): Converting => {
      const converting = conversion(from, to, { name, source, references: referencesOf(name), ...said });
      const [first, ...others] = converting.objects;
      return {
        ...converting,
        subject: { ...converting.subject, namespace: name },
        command: typedCommand({ to: "sts" }, { shortName: "deploy", namespace: name, name }),
        objects: [{ ...first, metadata: { ...first?.metadata, namespace: name } } as KubeObject, ...others],
      };
    }),
  );
}

function referencesOf(name: string): readonly ConversionReference[] {
  const subject = workload("StatefulSet", name, { app: name }, {});
  const selector = { app: name, "statefulset.kubernetes.io/pod-name": `${name}-0` };
  const owner = { apiVersion: "apps/v1", kind: "StatefulSet", name, uid: "" };
  return pointingAt(
    { ...subject, spec: { ...subject.spec, replicas: 1 } } as Workload,
    { kind: "Deployment", replicas: 1 },
    object("autoscaling/v2", "HorizontalPodAutoscaler", name, {
      spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "StatefulSet", name }, maxReplicas: 3 },
    }),
    object("v1", "Service", name, { spec: { selector } }),
    object("v1", "Service", `${name}2`, { metadata: { ownerReferences: [owner] } }),
  );
}

function commandsOf(converting: Converting, connection = ""): readonly string[] {
  const steps = runbooksOf(converting, connection).flatMap((runbook) => runbook.steps);
  return steps.flatMap(({ command, check, undo }) => [command, check, undo].flatMap((one) => one ?? []));
}

let folder: string;

/** Programs that only write down how they were called; nothing else can be run. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hostile-"));
  mkdirSync(join(folder, "bin"));
  const stub = `#!/bin/bash
printf '%s\\0' "\${0##*/}" "$@" > "$CALLS/$$-$EPOCHREALTIME"
[[ "$*" == *persistentVolumeReclaimPolicy* ]] && echo Retain
[[ "$*" == *"{.status.phase}{.metadata.deletionTimestamp}"* ]] && echo Bound
[[ "$*" == *"'{.metadata.uid}'"* || "$*" == *"{.metadata.uid}" ]] && echo 6f1d
[[ "$0" == */grep ]] && exit 1
exit 0
`;
  for (const program of ["kubectl", "canary", "sed", "mv", "xargs", "grep", "cut", "sleep"]) {
    writeFileSync(join(folder, "bin", program), stub);
    chmodSync(join(folder, "bin", program), 0o755);
  }
  symlinkSync("/bin/bash", join(folder, "bash"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Each program that bash ran, with its words. */
function calls(commands: readonly string[]): readonly (readonly string[])[] {
  const log = mkdtempSync(join(folder, "calls-"));
  const cwd = mkdtempSync(join(folder, "cwd-"));
  // Files that are read are there; each command has a shell of its own.
  for (const [, file] of commands.flatMap((command) => [...command.matchAll(/< ([\w.-]+-left\.txt)/g)])) {
    writeFileSync(join(cwd, file ?? ""), "pod/grafana-0\n");
  }
  const script = commands.map((command) => `(\n${command}\n)`).join("\n");
  const { stderr, error } = spawnSync(join(folder, "bash"), ["--norc", "-c", script], {
    cwd,
    env: { PATH: join(folder, "bin"), CALLS: log },
    encoding: "utf8",
    timeout: 60_000,
  });
  if (error !== undefined) throw error;
  expect(stderr).toBe("");
  // A file a call: those of a pipe run at the same time.
  return readdirSync(log).map((file) => readFileSync(join(log, file), "utf8").split("\0").slice(0, -1));
}

describe.each(hostileNames)("everything is called %j", (name) => {
  const commands = [
    ...new Set([
      ...conversionsOf(name).flatMap((each) => commandsOf(each)),
      ...referencesOf(name).flatMap(({ patch, unpatch }) => [patch, unpatch].flatMap((one) => one ?? [])),
    ]),
  ];

  it("and bash runs what was meant, nothing else, and takes the name as one word", () => {
    expect(commands.length).toBeGreaterThan(50);
    const ran = calls(commands);
    expect(
      ran.filter(([program]) => !["kubectl", "sed", "mv", "xargs", "grep", "cut"].includes(program ?? "")),
    ).toEqual([]);
    const words = new Set(ran.flat());
    for (const kind of ["deployment", "statefulset", "daemonset", "replicaset", "pod", "pvc", "pv", "hpa"]) {
      expect(words).toContain(`${kind}/${name}`);
    }
    // Every word that has a part of the name in it has the whole name, as it is or within JSON.
    const json = JSON.stringify(name).slice(1, -1);
    const torn = [...words].filter(
      (word) => word.includes("canary") && !word.includes(name) && !word.includes(json),
    );
    // In names of files it is made harmless.
    expect(torn.filter((word) => !/^[\w.-]+$/.test(word))).toEqual([]);
  });

  it("and each kubectl is told once which cluster, by the name of its context", () => {
    const ran = calls(commandsOfAll(name, "")).filter(
      ([program, ...words]) => program === "kubectl" || (program === "xargs" && words.includes("kubectl")),
    );
    expect(ran.length).toBeGreaterThan(50);
    expect(ran.filter((words) => contextsOf(words).join("\0") !== name)).toEqual([]);
  });
});

function commandsOfAll(name: string, typed: string): readonly string[] {
  // The workload's own name is a plain one here, so that `--context` is nothing but the flag.
  const all = conversionsOf("grafana", name).map((each) => ({ ...each, references: [] }));
  return [...new Set(all.flatMap((each) => commandsOf(each, typed)))];
}

function contextsOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => (word === "--context" ? [words[index + 1] ?? ""] : []));
}

describe("what was typed", () => {
  it.each([
    ["--context staging", "staging", 0],
    ["--kubeconfig '/home/ana/my config' --as ana", "prod", 1],
  ])("%s: each kubectl has it once, and one context", (typed, context, others) => {
    const all = conversionsOf("grafana", "prod").map((each) => ({
      ...each,
      references: [],
      command: `kubectl workload convert deploy/grafana -n shop ${typed} --to sts`,
    }));
    const ran = calls([...new Set(all.flatMap((each) => commandsOf(each, typed)))]).filter((words) =>
      words.includes("kubectl"),
    );
    expect(ran.length).toBeGreaterThan(50);
    expect(ran.filter((words) => contextsOf(words).join() !== context)).toEqual([]);
    expect(ran.filter((words) => words.filter((word) => word === "--as").length !== others)).toEqual([]);
  });

  it("comes behind the context that was read, in patches too", () => {
    expect(connectionTo("--as ana", { context: "my prod" })).toEqual({
      kubectl: "kubectl --context 'my prod' --as ana",
      flags: " --context 'my prod' --as ana",
      pinned: " --context 'my prod'",
    });
    expect(connectionTo("--context staging", { context: "prod" }).flags).toBe(" --context staging");
    expect(connectionTo("", {}).kubectl).toBe("kubectl");
  });
});
