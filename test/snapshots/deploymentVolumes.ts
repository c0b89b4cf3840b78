import { running, waitingForVolumes } from "./kubelet.ts";
import { service } from "./neighbours.ts";
import { isBoundWith, isUnschedulable } from "./pods.ts";
import type { Case } from "./stage.ts";
import { claim, type DeploymentInput, deployment } from "./workload.ts";

/** One claim that all pods of a Deployment mount, which one node at a time can. */
export const deploymentVolumes: { readonly [name: string]: Case } = {
  "claim-pending": async (stage) => {
    const outline = { namespace: "wiki", name: "outline", image: "outlinewiki/outline:1.0.0" };
    await stage.create(claimOf(outline, "20Gi", "fast-ssd"));
    const workload = await stage.create(deployment(withClaim(outline)));
    await stage.podsOnceThereAre(1, workload, isUnschedulable);
    return stage.until(workload, "to wait", ({ unavailableReplicas }) => unavailableReplicas === 1);
  },

  /** One pod, and 25%: the next update makes a second one before the first is gone. */
  "claim-surge": async (stage) => {
    const grafana = grafanaIn("dashboards");
    await stage.create(claimOf(grafana, "10Gi", "gp3"));
    const workload = await stage.run(deployment(withClaim(grafana)));
    await stage.create(service(workload, 3000));
    return workload;
  },

  /** That update: the second pod is on another node, where the volume cannot come to. */
  "claim-deadlock": async (stage) => {
    const grafana = grafanaIn("observability");
    const image = "grafana/grafana:12.3.0";
    await stage.create(claimOf(grafana, "10Gi", "gp3"));
    const workload = await stage.run(deployment(withClaim(grafana)));
    await stage.create(service(workload, 3000));
    await stage.keepKwokOut(workload);
    await stage.update(workload, image);
    const pods = await stage.podsOnceThereAre(1, workload, isBoundWith(image));
    await stage.writePodStatus(waitingForVolumes, ...pods);
    await stage.eventsOnceThereAre(1, workload, "FailedAttachVolume");
    return stage.until(workload, "to stand still", ({ replicas, unavailableReplicas }) => {
      return replicas === 2 && unavailableReplicas === 1;
    });
  },

  /** Scaled up as if its pods shared nothing. */
  "claim-shared": async (stage) => {
    const wordpress = { namespace: "cms", name: "wordpress", image: "wordpress:6.9.0" };
    await stage.create(claimOf(wordpress, "50Gi", "gp3"));
    const workload = await stage.run(deployment(withClaim(wordpress)));
    await stage.create(service(workload, 80));
    const [first] = await stage.podsOf(workload);
    await stage.keepKwokOut(workload);
    await stage.edit(workload, { spec: { replicas: 3 } });
    const pods = await stage.podsOnceThereAre(3, workload, isBoundWith(wordpress.image));
    const added = pods.filter(({ metadata }) => metadata?.name !== first?.metadata?.name);
    const elsewhere = added.filter(({ spec }) => spec?.nodeName !== first?.spec?.nodeName);
    await stage.writePodStatus(waitingForVolumes, ...elsewhere);
    await stage.writePodStatus(running, ...added.filter((pod) => !elsewhere.includes(pod)));
    await stage.eventsOnceThereAre(elsewhere.length, workload, "FailedAttachVolume");
    return stage.until(workload, "to lack pods", ({ unavailableReplicas }) => {
      return unavailableReplicas === elsewhere.length;
    });
  },
};

const grafanaIn = (namespace: string): DeploymentInput => ({
  namespace,
  name: "grafana",
  image: "grafana/grafana:12.2.0",
  container: { resources: { requests: { cpu: "500m", memory: "1Gi" } } },
});

function claimOf({ namespace, name }: DeploymentInput, size: string, storageClass: string) {
  return claim({ namespace, name: `${name}-data`, size, storageClass });
}

function withClaim({ container, ...input }: DeploymentInput): DeploymentInput {
  const { name } = input;
  return {
    ...input,
    container: { ...container, volumeMounts: [{ name: "data", mountPath: `/var/lib/${name}` }] },
    template: { volumes: [{ name: "data", persistentVolumeClaim: { claimName: `${name}-data` } }] },
  };
}
