import { probeFailing } from "./kubelet.ts";
import { headless, service } from "./neighbours.ts";
import type { Case } from "./stage.ts";
import { tutorial } from "./tutorial.ts";
import { type StatefulSetInput, statefulSet } from "./workload.ts";

/** What its governing Service makes of the names of its pods. */
export const statefulSetNames: { readonly [name: string]: Case } = {
  "without-service": (stage) => tutorial(stage, "StatefulSet"),

  "service-not-headless": async (stage) => {
    const workload = statefulSet({ namespace: "messaging", name: "nats", image: "nats:2.12", replicas: 3 });
    await stage.create(service(workload, 4222, { ports: [{ name: "client", port: 4222 }] }));
    await stage.run(workload);
    await stage.endpointsOnceThereAre(3, workload);
    return workload;
  },

  "service-selects-others": async (stage) => {
    const opensearch = { namespace: "siem", name: "opensearch", image: "opensearchproject/opensearch:3.3.0" };
    const workload = statefulSet({ ...opensearch, replicas: 3 });
    await stage.create(headless(workload, 9300, { selector: { app: "opensearch-master" } }));
    await stage.run(workload);
    await stage.endpointsOnceThereAre(0, workload);
    return workload;
  },

  "unnamed-port": async (stage) => {
    const container = { ports: [{ name: "mongodb", containerPort: 27017 }] };
    const mongodb = { namespace: "documents", name: "mongodb", image: "mongo:8.2", replicas: 3, container };
    const workload = statefulSet(mongodb);
    await stage.create(headless(workload, 27017, { ports: [{ port: 27017 }] }));
    await stage.run(workload);
    await stage.endpointsOnceThereAre(3, workload);
    return workload;
  },

  "not-ready": notReady("ring", false),

  "not-ready-published": notReady("ring-published", true),
};

/** Each waits for the others to be found before it says that it is ready. */
function notReady(namespace: string, publishNotReadyAddresses: boolean): Case {
  return async (stage) => {
    const spec = { podManagementPolicy: "Parallel" };
    const cassandra: StatefulSetInput = { namespace, name: "cassandra", image: "cassandra:5.0.6", spec };
    const workload = statefulSet({ ...cassandra, replicas: 3 });
    await stage.create(headless(workload, 9042, { publishNotReadyAddresses }));
    await stage.run(workload);
    await stage.writePodStatus(probeFailing, ...(await stage.podsOf(workload)));
    await stage.endpointsOnceThereAre(publishNotReadyAddresses ? 3 : 0, workload);
    return stage.until(workload, "to have no ready pod", ({ readyReplicas = 0 }) => readyReplicas === 0);
  };
}
