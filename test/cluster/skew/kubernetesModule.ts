import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder, go, type Purpose } from "../goTools.ts";

const programs = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"];

/**
 * A folder with the go.mod and go.sum from which the control plane of `version`, for example `v1.34.2`, is built:
 * what `programs/kubernetes` is for the version that the suites run against by default. It is made once, from the
 * go.mod that this version of k8s.io/kubernetes was published with, and kept in the cache.
 *
 * @throws Error that ends in a remedy when Go is missing or the version is not to be had
 */
export async function kubernetesModule(version: string, purpose: Purpose): Promise<string> {
  const target = join(cacheFolder(), `kubernetes-module-${version}`);
  if (existsSync(target)) return target;
  const making = `${target}.making-${randomBytes(4).toString("hex")}`;
  await mkdir(making, { recursive: true });
  try {
    const published = await readFile(await publishedGoMod(version, purpose), "utf8");
    await writeFile(join(making, "go.mod"), goMod(version, published));
    await go(["mod", "tidy"], making, purpose);
    await rename(making, target);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return target;
}

async function publishedGoMod(version: string, purpose: Purpose): Promise<string> {
  // Outside of any module, so that no requirement of one is changed.
  const answer = await go(["mod", "download", "-json", `k8s.io/kubernetes@${version}`], tmpdir(), purpose);
  return (JSON.parse(answer) as { GoMod: string }).GoMod;
}

/**
 * The staging modules, which k8s.io/kubernetes replaces by folders of its own repository, are published as v0.X.Y
 * for its v1.X.Y. `tool` lines need a newer Go than old releases name; how its runtime behaves stays theirs.
 */
export function goMod(version: string, published: string): string {
  const staging = [...published.matchAll(/^\s*(\S+) => \.\/staging\//gm)].map(([, module = ""]) => module);
  if (staging.length === 0)
    throw new Error(`k8s.io/kubernetes ${version}: its go.mod replaces nothing by ./staging`);
  const behaves = /^godebug default=\S+$/m.exec(published)?.[0];
  const stagingVersion = version.replace(/^v1\./, "v0.");
  return [
    "module kubectl-workload/test/cluster/kubernetes",
    "go 1.26.0",
    ...(behaves === undefined ? [] : [behaves]),
    `tool (\n${programs.map((program) => `\tk8s.io/kubernetes/cmd/${program}\n`).join("")})`,
    `require k8s.io/kubernetes ${version}`,
    `replace (\n${staging.map((module) => `\t${module} => ${module} ${stagingVersion}\n`).join("")})`,
    "",
  ].join("\n\n");
}
