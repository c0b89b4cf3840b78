import type {
  HorizontalPodAutoscaler,
  Ingress,
  KubeObject,
  PodDisruptionBudget,
  ResourceQuota,
  Service,
} from "../../src/kube/objects.ts";
import type { Workload } from "./workload.ts";

type ServiceSpec = NonNullable<Service["spec"]>;

/** What a workload has around it, each called as the workload is unless it has a name of its own. */
export function service(of: Workload, port: number, spec: Partial<ServiceSpec> = {}): Service {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadataBeside(of),
    spec: { selector: selectorOf(of), ports: [{ name: "http", port }], ...spec },
  };
}

/** A Service that gives each pod a name. */
export function headless(of: Workload, port: number, spec: Partial<ServiceSpec> = {}): Service {
  return service(of, port, { clusterIP: "None", ports: [{ name: "client", port }], ...spec });
}

export function ingress(of: Workload, host: string): Ingress {
  const backend = { service: { name: of.metadata?.name ?? "", port: { name: "http" } } };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: metadataBeside(of),
    spec: {
      ingressClassName: "nginx",
      rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
    },
  };
}

export function disruptionBudget(
  of: Workload,
  spec: Partial<NonNullable<PodDisruptionBudget["spec"]>>,
): PodDisruptionBudget {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadataBeside(of),
    spec: { selector: { matchLabels: selectorOf(of) }, ...spec },
  };
}

export function autoscaler(
  of: Workload,
  { minReplicas, maxReplicas }: { readonly minReplicas: number; readonly maxReplicas: number },
): HorizontalPodAutoscaler {
  const { apiVersion = "", kind = "", metadata } = of;
  const target = { type: "Utilization", averageUtilization: 70 };
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: metadataBeside(of),
    spec: {
      scaleTargetRef: { apiVersion, kind, name: metadata?.name ?? "" },
      minReplicas,
      maxReplicas,
      metrics: [{ type: "Resource", resource: { name: "cpu", target } }],
    },
  };
}

/**
 * What the controller writes while it has metrics and nothing to do. Without a metrics server it would write, 15 s
 * after the autoscaler was made, that there are none.
 *
 * Upstream: pkg/controller/podautoscaler/horizontal.go#reconcileAutoscaler (v1.36)
 */
export function steadyAutoscaler(replicas: number): NonNullable<HorizontalPodAutoscaler["status"]> {
  const lastTransitionTime = `${new Date().toISOString().slice(0, 19)}Z`;
  const condition = (type: string, status: string, reason: string, message: string) => {
    return { type, status, reason, message, lastTransitionTime };
  };
  return {
    currentReplicas: replicas,
    desiredReplicas: replicas,
    currentMetrics: [
      {
        type: "Resource",
        resource: { name: "cpu", current: { averageUtilization: 52, averageValue: "130m" } },
      },
    ],
    conditions: [
      condition("AbleToScale", "True", "ReadyForNewScale", "recommended size matches current size"),
      condition(
        "ScalingActive",
        "True",
        "ValidMetricFound",
        "the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)",
      ),
      condition(
        "ScalingLimited",
        "False",
        "DesiredWithinRange",
        "the desired count is within the acceptable range",
      ),
    ],
  };
}

export function podQuota(namespace: string, pods: number): ResourceQuota {
  return {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { namespace, name: "team" },
    spec: { hard: { pods: `${pods}` } },
  };
}

function metadataBeside({ metadata }: Workload): NonNullable<KubeObject["metadata"]> {
  const { namespace = "", name = "", labels = {} } = metadata ?? {};
  return { namespace, name, labels };
}

function selectorOf({ spec }: Workload): { readonly [key: string]: string } {
  return spec?.selector.matchLabels ?? {};
}
