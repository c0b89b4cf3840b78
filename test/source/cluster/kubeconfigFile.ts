import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import type { ClusterIo } from "../../../src/source/cluster/clusterIo.ts";

/** A directory for the files of one test file, gone when its tests are done. */
export function temporaryDirectory(): {
  path(name: string): string;
  write(name: string, text: string): string;
} {
  const directory = mkdtempSync(join(tmpdir(), "kubectl-workload-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const path = (name: string) => join(directory, name);
  return {
    path,
    write(name, text) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
      return path(name);
    },
  };
}

/** One cluster, one user, one context called `prod` that is the current one. JSON, which is YAML as well. */
export function kubeconfig(cluster: object, user: object = {}, context: object = {}): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "prod",
    clusters: [{ name: "prod", cluster }],
    users: [{ name: "jane", user }],
    contexts: [{ name: "prod", context: { cluster: "prod", user: "jane", ...context } }],
  });
}

/** A process without environment, whose stderr is kept. */
export function testIo(overrides: Partial<ClusterIo> = {}): ClusterIo & { readonly written: string[] } {
  const written: string[] = [];
  return {
    env: {},
    homedir: "/nonexistent",
    serviceAccountDirectory: "/nonexistent",
    stdinIsTerminal: false,
    version: "1.2.3",
    stderr: { write: (text: string) => written.push(text) },
    written,
    ...overrides,
  };
}
