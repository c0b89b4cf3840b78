import type { EndpointSlice, KubeObject, Pod, Service, StatefulSet } from "../../../src/kube/objects.ts";
import type { TestCluster } from "../connection.ts";
import { type Answers, createDns, type Dns } from "./answers.ts";
import type { Case } from "./cases.ts";

/** What DNS says of the names of a case, by name. */
export interface RealNames {
  readonly a: Answers;
  /** `port target` */
  readonly srv: Answers;
}

export interface Names {
  readonly a: readonly string[];
  readonly srv: readonly string[];
}

const atOnce = 16;

/** Asks for all the names; they are many, and a resolver that is asked all at once loses answers. */
export async function ask(server: string, names: Names): Promise<RealNames> {
  const dns = createDns(server);
  return {
    a: await askEach(names.a, dns.a),
    srv: await askEach(names.srv, dns.srv),
  };
}

async function askEach(names: readonly string[], question: Dns["a"]): Promise<Answers> {
  const answers = new Map<string, readonly string[]>();
  const rest = new Set(names).values();
  const askers = Array.from({ length: atOnce }, async () => {
    for (const name of rest) answers.set(name, await question(name));
  });
  await Promise.all(askers);
  return answers;
}

/** The names that a case could have, without the tool's word: those of its pods, and those of its ports. */
export function namesOf({ serviceName, governing }: Case, namespace: string, pods: readonly string[]): Names {
  if (serviceName === "") return { a: [], srv: [] };
  const service = `${serviceName}.${namespace}.svc.cluster.local`;
  return {
    a: pods.map((pod) => `${pod}.${service}`),
    srv: governing.ports
      .filter(({ name }) => name !== "")
      .map(({ name, protocol }) => `_${name}._${protocol.toLowerCase()}.${service}`),
  };
}

/** Equal for two moments between which nothing was written that DNS or the tool goes by. */
export async function versions({ request }: TestCluster, namespace: string): Promise<string> {
  const lists = await Promise.all(
    [
      `/apis/apps/v1/namespaces/${namespace}/statefulsets`,
      `/api/v1/namespaces/${namespace}/pods`,
      `/api/v1/namespaces/${namespace}/services`,
      `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`,
    ].map((path) =>
      request<{ items: readonly (KubeObject | StatefulSet | Pod | Service | EndpointSlice)[] }>("GET", path),
    ),
  );
  return lists
    .flatMap(({ items }) => items)
    .map(({ metadata }) => `${metadata?.uid}@${metadata?.resourceVersion}`)
    .join();
}
