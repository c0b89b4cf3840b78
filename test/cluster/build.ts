import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureTools, go } from "./goTools.ts";
import { kubernetesModule } from "./skew/kubernetesModule.ts";

/** Paths of the built programs; `kwokStages` is the folder `kustomize/stage` of the kwok module. */
export interface Programs {
  readonly etcd: string;
  readonly kubeApiserver: string;
  readonly kubeControllerManager: string;
  readonly kubeScheduler: string;
  readonly kwok: string;
  readonly kwokStages: string;
  /** Only built when asked for: its module alone takes a third of a cold build. */
  readonly coredns: string | undefined;
}

export interface BuildOptions {
  readonly dns?: boolean;
  /** Called with one line before each build that really happens. */
  readonly log?: (line: string) => void;
}

type ModuleName = "kubernetes" | "etcd" | "kwok" | "coredns";

/** Names the version of the control plane, for example `v1.34.2`, where it is not the one of `programs`. */
export const kubernetesVariable = "KUBECTL_WORKLOAD_TEST_KUBERNETES";

const modules = join(import.meta.dirname, "programs");
const purpose = {
  what: "the test cluster",
  otherwise: ", or set KUBECTL_WORKLOAD_TEST_KUBECONFIG to the kubeconfig of a cluster to test against",
};

/**
 * Builds what is not yet in the cache and returns where everything is.
 * Throws an Error that ends in a remedy when Go is missing or a build fails.
 */
export async function ensurePrograms({ dns = false, log = () => {} }: BuildOptions = {}): Promise<Programs> {
  const kubernetes = await ensureModule("kubernetes", log);
  const etcd = await ensureModule("etcd", log);
  const kwok = await ensureModule("kwok", log);
  const coredns = dns ? await ensureModule("coredns", log) : undefined;
  return {
    etcd: join(etcd, "server"),
    kubeApiserver: join(kubernetes, "kube-apiserver"),
    kubeControllerManager: join(kubernetes, "kube-controller-manager"),
    kubeScheduler: join(kubernetes, "kube-scheduler"),
    kwok: join(kwok, "kwok"),
    kwokStages: join(kwok, "stages"),
    coredns: coredns && join(coredns, "coredns"),
  };
}

/** The version of Kubernetes that the control plane is built from, for example `v1.36.3`. */
export async function kubernetesVersion(): Promise<string> {
  const goMod = join(await moduleFolder("kubernetes"), "go.mod");
  const version = /^\s*(?:require )?k8s\.io\/kubernetes (v\S+)/m.exec(await readFile(goMod, "utf8"))?.[1];
  if (version === undefined) throw new Error(`${goMod}: no k8s.io/kubernetes`);
  return version;
}

async function ensureModule(name: ModuleName, log: (line: string) => void): Promise<string> {
  const module = await moduleFolder(name);
  return ensureTools({
    ...{ name, module, purpose, log, linkerFlags: await linkerFlags(name) },
    async beside(building) {
      if (name !== "kwok") return;
      const list = ["list", "-m", "-f", "{{.Dir}}", "sigs.k8s.io/kwok"];
      const source = (await go(list, module, purpose)).trim();
      await cp(join(source, "kustomize", "stage"), join(building, "stages"), { recursive: true });
    },
  });
}

async function moduleFolder(name: ModuleName): Promise<string> {
  const asked = process.env[kubernetesVariable];
  return name === "kubernetes" && asked ? kubernetesModule(asked, purpose) : join(modules, name);
}

async function linkerFlags(name: ModuleName): Promise<string> {
  if (name !== "kubernetes") return "-s -w";
  const version = await kubernetesVersion();
  const [major, minor] = version.slice(1).split(".");
  const stamps = { gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: "clean" };
  const stamped = Object.entries(stamps).map(([key, value]) => {
    return `-X k8s.io/component-base/version.${key}=${value}`;
  });
  return ["-s -w", ...stamped].join(" ");
}
