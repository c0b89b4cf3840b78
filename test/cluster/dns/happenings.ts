import type { Pod } from "../../../src/kube/objects.ts";
import type { TestCluster } from "../connection.ts";
import { createRandom, type Random } from "../placement/random.ts";
import { type Case, type Happening, holdFinalizer } from "./cases.ts";
import { serviceOf } from "./services.ts";

export interface Stage {
  readonly cluster: TestCluster;
  readonly namespace: string;
  readonly seed: string;
}

const merge = "application/strategic-merge-patch+json";

export async function create({ cluster, namespace }: Stage, one: Case): Promise<void> {
  const { name, serviceName, governing, adopted, statefulSet } = one;
  const service = serviceOf(serviceName, name, governing);
  if (service) await cluster.request("POST", `/api/v1/namespaces/${namespace}/services`, service);
  if (adopted) await cluster.request("POST", `/api/v1/namespaces/${namespace}/pods`, adopted);
  await cluster.request("POST", `/apis/apps/v1/namespaces/${namespace}/statefulsets`, statefulSet);
}

export async function happen(stage: Stage, one: Case): Promise<void> {
  const random = createRandom(stage.seed, "happens", one.number);
  for (const happening of one.happens) await doOne(stage, one, happening, random);
}

async function doOne(stage: Stage, one: Case, happening: Happening, random: Random): Promise<void> {
  const { request } = stage.cluster;
  const services = `/api/v1/namespaces/${stage.namespace}/services`;
  const path = `${services}/${one.serviceName}`;
  const { governing, name } = one;
  switch (happening) {
    case "Unready":
    case "Terminate":
    case "End":
      return harmPods(stage, one, happening, random);
    case "WriteSlice":
      return writeSlice(stage, one, random);
    case "FlipPublish": {
      const publishNotReadyAddresses = !governing.publishNotReadyAddresses;
      await request("PATCH", path, { spec: { publishNotReadyAddresses } });
      return;
    }
    case "FlipSelector": {
      const app = governing.selector === "Right" ? `${name}-of-old` : name;
      await request("PATCH", path, { spec: { selector: { app } } });
      return;
    }
    case "DeleteService":
      await request("DELETE", path);
      return;
    case "CreateService": {
      const service = serviceOf(one.serviceName, name, { ...governing, form: "Headless", selector: "Right" });
      await request("POST", services, service);
      return;
    }
  }
}

/** To one pod or two; kwok never makes one ready again, and the finalizer keeps what is deleted or has ended. */
async function harmPods(
  stage: Stage,
  one: Case,
  how: "Unready" | "Terminate" | "End",
  random: Random,
): Promise<void> {
  const { request } = stage.cluster;
  const pods = await podsOf(stage, one);
  const lastTransitionTime = `${new Date().toISOString().slice(0, 19)}Z`;
  const status = {
    ...(how === "End" && { phase: "Failed" }),
    conditions: [{ type: "Ready", status: "False", lastTransitionTime }],
  };
  await Promise.all(
    random.some(pods, 1 + random.below(2)).map(async ({ metadata }) => {
      const path = `/api/v1/namespaces/${stage.namespace}/pods/${metadata?.name}`;
      if (how === "Terminate") await request("DELETE", path);
      else await request("PATCH", `${path}/status`, { status }, { contentType: merge });
    }),
  );
}

/** An endpoint for each pod that has an address, of which some are not ready and some say nothing of it. */
async function writeSlice(stage: Stage, one: Case, random: Random): Promise<void> {
  const pods = (await podsOf(stage, one)).filter(({ status }) => status?.podIP);
  const { serviceName, governing } = one;
  const slice = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name: `${serviceName}-by-hand`, labels: { "kubernetes.io/service-name": serviceName } },
    addressType: "IPv4",
    ports: governing.ports.map(({ name, port, protocol }) => ({ name, port: port + 1, protocol })),
    endpoints: pods.map(({ spec, status }) => ({
      addresses: [status?.podIP],
      ...(spec?.hostname && { hostname: spec.hostname }),
      ...random.pick<object>([{}, { conditions: { ready: true } }, { conditions: { ready: false } }]),
    })),
  };
  const path = `/apis/discovery.k8s.io/v1/namespaces/${stage.namespace}/endpointslices`;
  await stage.cluster.request("POST", path, slice);
}

/** Lets every pod go that the finalizer holds. */
export async function release(stage: Stage, cases: readonly Case[]): Promise<number> {
  const pods = (await Promise.all(cases.map((one) => podsOf(stage, one)))).flat();
  const held = pods.filter(({ metadata }) => metadata?.finalizers?.includes(holdFinalizer));
  await Promise.all(
    held.map(({ metadata }) => {
      const path = `/api/v1/namespaces/${stage.namespace}/pods/${metadata?.name}`;
      return stage.cluster.request("PATCH", path, { metadata: { finalizers: null } }).catch(() => undefined);
    }),
  );
  return pods.length;
}

export async function podsOf({ cluster, namespace }: Stage, { name }: Case): Promise<readonly Pod[]> {
  const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3D${name}`;
  return (await cluster.request<{ items: readonly Pod[] }>("GET", path)).items;
}
