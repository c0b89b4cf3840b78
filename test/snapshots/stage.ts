import { Writable } from "node:stream";
import { main } from "../../src/cli/main.ts";
import type { DaemonSet, KubeObject, Node, Pod, Taint } from "../../src/kube/objects.ts";
import type { RunningCluster } from "../cluster/controlPlane.ts";
import { type DaemonSetInput, daemonSetObject } from "./daemonSet.ts";

type Status = NonNullable<DaemonSet["status"]>;

const pathOf = (namespace: string, name = "") => `/apis/apps/v1/namespaces/${namespace}/daemonsets/${name}`;

/** What a recording does to the cluster before it is taken. */
export function stageOn(cluster: RunningCluster) {
  const { request, waitFor } = cluster;
  const read = ({ namespace, name }: DaemonSetInput) => request<DaemonSet>("GET", pathOf(namespace, name));

  /** Until the controller has acted on the latest spec and `probe` holds of what it counts. */
  async function until(input: DaemonSetInput, what: string, probe: (status: Status) => boolean) {
    return waitFor(
      `${input.namespace}/${input.name}: ${what}`,
      async () => {
        const { metadata, status } = await read(input);
        return status !== undefined && status.observedGeneration === metadata?.generation && probe(status);
      },
      90_000,
    );
  }

  const available = (input: DaemonSetInput) =>
    until(input, "to be available on its nodes", (status) => {
      const { desiredNumberScheduled: desired, numberAvailable = 0, updatedNumberScheduled = 0 } = status;
      return desired > 0 && numberAvailable === desired && updatedNumberScheduled === desired;
    });

  async function namespace(name: string): Promise<void> {
    await request("POST", "/api/v1/namespaces", { metadata: { name } }).catch(
      (error: { status?: number }) => {
        if (error.status !== 409) throw error;
      },
    );
  }

  return {
    until,
    available,
    create: (namespace: string, object: KubeObject, resource: string) =>
      request("POST", `/api/v1/namespaces/${namespace}/${resource}`, object),

    namespace,

    async apply(input: DaemonSetInput): Promise<DaemonSetInput> {
      await namespace(input.namespace);
      await request("POST", pathOf(input.namespace), daemonSetObject(input));
      return input;
    },

    /** Applied, and available everywhere it should run. */
    async run(input: DaemonSetInput): Promise<DaemonSetInput> {
      await this.apply(input);
      await available(input);
      return input;
    },

    update: (input: DaemonSetInput, image: string, container: object = {}) =>
      request("PATCH", pathOf(input.namespace, input.name), {
        spec: { template: { spec: { containers: [{ name: input.name, image, ...container }] } } },
      }),

    /** Makes the controller look again, as any edit does. */
    touch: ({ namespace, name }: DaemonSetInput) =>
      request("PATCH", pathOf(namespace, name), { metadata: { annotations: { team: namespace } } }),

    async taint(name: string, taint: Taint) {
      const { spec } = await request<Node>("GET", `/api/v1/nodes/${name}`);
      const taints = [...(spec?.taints ?? []), taint];
      await request("PATCH", `/api/v1/nodes/${name}`, { spec: { taints } });
    },

    pods: async ({ namespace }: DaemonSetInput) =>
      (await request<{ items: readonly Pod[] }>("GET", `/api/v1/namespaces/${namespace}/pods`)).items,

    /** What a kubelet writes of a container that starts and ends, again and again. */
    crashLoop: ({ metadata }: Pod, container: string) =>
      request("PATCH", `/api/v1/namespaces/${metadata?.namespace}/pods/${metadata?.name}/status`, {
        status: {
          conditions: ["Initialized", "PodScheduled", "ContainersReady", "Ready"].map((type) => ({
            type,
            status: type.endsWith("Ready") ? "False" : "True",
            ...(type.endsWith("Ready") && {
              reason: "ContainersNotReady",
              message: `containers with unready status: [${container}]`,
            }),
          })),
          containerStatuses: [
            {
              name: container,
              image: "registry.example/agent:2.1.0",
              imageID: "",
              ready: false,
              restartCount: 6,
              state: {
                waiting: {
                  reason: "CrashLoopBackOff",
                  message: `back-off 5m0s restarting failed container=${container} pod=${metadata?.name}_${metadata?.namespace}`,
                },
              },
              lastState: { terminated: { exitCode: 1, reason: "Error" } },
            },
          ],
        },
      }),

    remove: ({ namespace, name }: DaemonSetInput) =>
      request("DELETE", `${pathOf(namespace, name)}?propagationPolicy=Foreground`),

    /** What `kubectl workload snapshot` prints to that user. */
    async snapshot({ namespace, name }: DaemonSetInput, user = "reader"): Promise<string> {
      let text = "";
      const stdout = new Writable({
        write(chunk, _encoding, done) {
          text += String(chunk);
          done();
        },
      });
      const kubeconfig = cluster.kubeconfigFor(user);
      const args = ["snapshot", `daemonset/${name}`, "-n", namespace, "--kubeconfig", kubeconfig];
      const { stdin } = process;
      const stderr = new Writable({ write: (_chunk, _encoding, done) => done() });
      const signal = new AbortController().signal;
      const exitCode = await main(args, {
        env: {},
        stdin,
        stdout,
        stderr,
        homedir: "/nonexistent",
        signal,
      });
      if (exitCode !== 0) throw new Error(`snapshot exited with ${exitCode}`);
      return text;
    },
  };
}

export type Stage = ReturnType<typeof stageOn>;
