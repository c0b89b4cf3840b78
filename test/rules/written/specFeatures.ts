import type { Feature } from "./features.ts";

const selector = { matchLabels: { "app.kubernetes.io/part-of": "shop" } };
const gpu = { key: "gpu", operator: "Equal", value: "true", effect: "NoSchedule" };

export const specFeatures: readonly Feature[] = [
  {
    name: "no grace",
    spec: { terminationGracePeriodSeconds: 0 },
    without: ["life cycle by command and sleep"],
  },
  { name: "a long grace", spec: { terminationGracePeriodSeconds: 600 } },
  {
    name: "host network",
    spec: { hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" },
    without: ["ports", "host port"],
  },
  {
    name: "host network with ports",
    spec: { hostNetwork: true },
    container: { ports: [{ containerPort: 9100, name: "metrics" }] },
    of: "Pod",
  },
  {
    name: "host network with host ports",
    spec: { hostNetwork: true },
    container: { ports: [{ containerPort: 9100, hostPort: 9100 }] },
    of: "template",
  },
  {
    name: "dns",
    spec: {
      dnsPolicy: "None",
      dnsConfig: { nameservers: ["10.0.0.10"], options: [{ name: "ndots", value: "2" }] },
    },
  },
  {
    name: "security context of the pod",
    spec: { securityContext: { fsGroup: 472, sysctls: [{ name: "kernel.shm_rmid_forced", value: "0" }] } },
  },
  { name: "host namespaces", spec: { hostPID: true, shareProcessNamespace: false } },
  {
    name: "users of the pod",
    spec: { hostUsers: false },
    without: [
      "host network",
      "host network with ports",
      "host network with host ports",
      "host namespaces",
      "ephemeral block device",
    ],
  },
  { name: "service account", spec: { serviceAccountName: "shop", automountServiceAccountToken: false } },
  { name: "no service links", spec: { enableServiceLinks: false } },
  { name: "service links", spec: { enableServiceLinks: true }, of: "template" },
  { name: "scheduler", spec: { schedulerName: "volcano" } },
  { name: "priority class", spec: { priorityClassName: "system-cluster-critical" } },
  {
    name: "pull secrets and aliases",
    spec: { imagePullSecrets: [{ name: "registry" }], hostAliases: [{ ip: "10.0.0.7", hostnames: ["db"] }] },
  },
  { name: "a toleration", spec: { tolerations: [gpu] } },
  { name: "tolerates everything", spec: { tolerations: [{ operator: "Exists" }] } },
  {
    name: "tolerates an unready node shortly",
    spec: {
      tolerations: [
        {
          key: "node.kubernetes.io/not-ready",
          operator: "Exists",
          effect: "NoExecute",
          tolerationSeconds: 10,
        },
        gpu,
      ],
    },
  },
  {
    name: "spread over zones",
    spec: {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: selector,
        },
      ],
    },
  },
  {
    name: "spread of a revision",
    spec: {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          minDomains: 2,
          topologyKey: "kubernetes.io/hostname",
          whenUnsatisfiable: "DoNotSchedule",
          labelSelector: selector,
          matchLabelKeys: ["app.kubernetes.io/name"],
          nodeAffinityPolicy: "Ignore",
          nodeTaintsPolicy: "Honor",
        },
      ],
    },
  },
  {
    name: "affinity",
    spec: {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: "kubernetes.io/arch", operator: "In", values: ["amd64"] }] },
            ],
          },
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 1, preference: { matchExpressions: [{ key: "disk", operator: "Exists" }] } },
          ],
        },
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: "kubernetes.io/hostname", labelSelector: selector },
          ],
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 100,
              podAffinityTerm: {
                topologyKey: "topology.kubernetes.io/zone",
                labelSelector: selector,
                namespaceSelector: {},
              },
            },
          ],
        },
      },
    },
  },
  {
    name: "affinity of a revision",
    spec: {
      affinity: {
        podAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 5,
              podAffinityTerm: {
                topologyKey: "topology.kubernetes.io/zone",
                labelSelector: {},
                matchLabelKeys: ["app.kubernetes.io/name"],
              },
            },
          ],
        },
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              topologyKey: "kubernetes.io/hostname",
              labelSelector: selector,
              mismatchLabelKeys: ["app.kubernetes.io/name", "absent"],
            },
          ],
        },
      },
    },
  },
  { name: "readiness gate", spec: { readinessGates: [{ conditionType: "shop.example/ready" }] } },
  { name: "scheduling gate", spec: { schedulingGates: [{ name: "shop.example/quota" }] } },
  { name: "os", spec: { os: { name: "linux" } } },
  { name: "subdomain", spec: { hostname: "db", subdomain: "shop", setHostnameAsFQDN: true } },
  {
    name: "resources of the whole pod",
    spec: { resources: { limits: { cpu: "4", memory: "2Gi" } } },
    container: { resources: { requests: { cpu: "1500m" } } },
  },
  {
    name: "resources of the whole pod, requested",
    spec: { resources: { limits: { cpu: "4", memory: "2Gi" }, requests: { cpu: "3" } } },
    container: { resources: { limits: { memory: "1Gi" } } },
  },
  {
    name: "sidecar and init container",
    spec: {
      initContainers: [
        {
          name: "migrate",
          image: "flyway/flyway:11",
          command: ["flyway", "migrate"],
          resources: { limits: { cpu: "1" } },
        },
        {
          name: "proxy",
          image: "envoyproxy/envoy:v1.35",
          restartPolicy: "Always",
          startupProbe: { httpGet: { port: 9901, path: "/ready" } },
        },
      ],
    },
  },
  { name: "never restarts", spec: { restartPolicy: "Never", activeDeadlineSeconds: 3600 }, of: "Pod" },
];
