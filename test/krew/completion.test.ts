import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { installCompletion } from "../../src/cli/completion/install.ts";

const linux = { platform: "linux", execPath: "/usr/bin/kubectl-workload" } as const;

let homedir = "";
/** Where krew has linked the plugin. */
let krews = "";

beforeEach(() => {
  homedir = mkdtempSync(join(tmpdir(), "kubectl-workload-home-"));
  krews = join(homedir, ".krew", "bin");
  mkdirSync(krews, { recursive: true });
  mkdirSync(join(homedir, ".krew", "receipts"));
  writeFileSync(join(krews, "kubectl-workload"), "");
});

afterEach(() => rmSync(homedir, { recursive: true, force: true }));

it("completion of a plugin that krew installed goes into another folder of the user's", () => {
  const own = join(homedir, ".local", "bin");
  mkdirSync(own, { recursive: true });
  const env = { PATH: [krews, own].join(delimiter) };
  expect(installCompletion(undefined, { env, homedir }, linux).path).toBe(
    join(own, "kubectl_complete-workload"),
  );
  expect(readdirSync(krews)).toEqual(["kubectl-workload"]);
});

it("completion does not go into krew's folder, even where it is named", () => {
  const install = () => installCompletion(krews, { env: { PATH: krews }, homedir }, linux);
  expect(install).toThrow(`error: ${krews} is krew's`);
  expect(readdirSync(krews)).toEqual(["kubectl-workload"]);
});

it("where krew's is the only folder, the user is asked for one", () => {
  const install = () => installCompletion(undefined, { env: { PATH: krews }, homedir }, linux);
  expect(install).toThrow("name one that is on PATH with --dir");
  expect(readdirSync(krews)).toEqual(["kubectl-workload"]);
});
