import type { Fields } from "../../../src/rules/pods/templateFields.ts";

/** A thing that a manifest may hold, written as a person writes it: without a value that is the default. */
export interface Feature {
  readonly name: string;
  /** Fields of the main container. */
  readonly container?: Fields;
  /** Fields of the pod spec. */
  readonly spec?: Fields;
  /** A volume without its name. */
  readonly volume?: Fields;
  /** A volume that is mounted into the main container as a block device or a directory. */
  readonly mount?: Fields;
  /** Features that the API server does not allow beside it. */
  readonly without?: readonly string[];
  /** Only a Pod of its own can have it, or everything but that. */
  readonly of?: "Pod" | "template";
}

const selector = { matchLabels: { "app.kubernetes.io/part-of": "shop" } };
const gpu = { key: "gpu", operator: "Equal", value: "true", effect: "NoSchedule" };

export const containerFeatures: readonly Feature[] = [
  { name: "image without a tag", container: { image: "registry.example:5000/shop/api" } },
  { name: "image of tag latest", container: { image: "grafana/grafana:latest" } },
  {
    name: "image of a digest",
    container: { image: `redis@sha256:${"ab".repeat(32)}` },
  },
  { name: "pull policy against the tag", container: { image: "nginx:1.29", imagePullPolicy: "Always" } },
  { name: "latest, never pulled", container: { image: "nginx:latest", imagePullPolicy: "IfNotPresent" } },
  {
    name: "ports",
    container: {
      ports: [
        { containerPort: 80, name: "http" },
        { containerPort: 53, protocol: "UDP" },
      ],
    },
  },
  { name: "host port", container: { ports: [{ containerPort: 9100, hostPort: 19100 }] } },
  {
    name: "environment",
    container: {
      env: [
        { name: "EMPTY" },
        { name: "LEVEL", value: "info" },
        { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
        { name: "MEMORY", valueFrom: { resourceFieldRef: { resource: "limits.memory" } } },
        { name: "CORES", valueFrom: { resourceFieldRef: { resource: "limits.cpu", divisor: "1m" } } },
        { name: "KEY", valueFrom: { secretKeyRef: { name: "shop", key: "key", optional: false } } },
        { name: "URL", valueFrom: { configMapKeyRef: { name: "shop", key: "url" } } },
      ],
      envFrom: [
        { prefix: "SHOP_", configMapRef: { name: "shop" } },
        { secretRef: { name: "shop", optional: true } },
      ],
    },
  },
  { name: "http probe", container: { livenessProbe: { httpGet: { port: 8080 } } } },
  {
    name: "https probe with a path",
    container: {
      readinessProbe: {
        httpGet: {
          port: "https",
          path: "/ready",
          scheme: "HTTPS",
          httpHeaders: [{ name: "Host", value: "shop" }],
        },
        initialDelaySeconds: 5,
        timeoutSeconds: 3,
        failureThreshold: 1,
      },
    },
  },
  { name: "grpc probe", container: { livenessProbe: { grpc: { port: 9090 }, periodSeconds: 30 } } },
  {
    name: "grpc probe of a service, with a grace period",
    container: { startupProbe: { grpc: { port: 9090, service: "shop" }, terminationGracePeriodSeconds: 1 } },
  },
  { name: "tcp probe", container: { readinessProbe: { tcpSocket: { port: 5432 }, successThreshold: 2 } } },
  {
    name: "exec probe",
    container: { startupProbe: { exec: { command: ["pg_isready"] }, failureThreshold: 60 } },
  },
  {
    name: "life cycle by http",
    container: {
      lifecycle: {
        postStart: { httpGet: { port: 80, host: "shop.example" } },
        preStop: { httpGet: { path: "/quit", port: 80 } },
      },
    },
  },
  {
    name: "life cycle by command and sleep",
    container: {
      lifecycle: { postStart: { exec: { command: ["true"] } }, preStop: { sleep: { seconds: 5 } } },
    },
  },
  { name: "limits alone", container: { resources: { limits: { cpu: "1", memory: "256Mi" } } } },
  { name: "requests alone", container: { resources: { requests: { cpu: "250m", memory: "128Mi" } } } },
  {
    name: "requests below limits",
    container: {
      resources: { limits: { cpu: "2", memory: "1Gi", "nvidia.com/gpu": "1" }, requests: { cpu: "500m" } },
    },
  },
  { name: "empty security context", container: { securityContext: {} } },
  {
    name: "security context",
    container: {
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        runAsUser: 0,
        seccompProfile: { type: "RuntimeDefault" },
      },
    },
  },
  {
    name: "termination message",
    container: { terminationMessagePath: "/tmp/end", terminationMessagePolicy: "FallbackToLogsOnError" },
  },
  {
    name: "command and working directory",
    container: { command: ["sh", "-c"], args: ["exec shop"], workingDir: "/srv", tty: true, stdin: true },
  },
];

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
    spec: { securityContext: { fsGroup: 472, sysctls: [{ name: "net.ipv4.tcp_syncookies", value: "0" }] } },
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

export const volumeFeatures: readonly Feature[] = [
  { name: "emptyDir", volume: { emptyDir: {} }, mount: { mountPath: "/tmp" } },
  { name: "emptyDir in memory", volume: { emptyDir: { medium: "Memory", sizeLimit: "64Mi" } } },
  {
    name: "hostPath",
    volume: { hostPath: { path: "/var/log" } },
    mount: { mountPath: "/var/log", readOnly: true, mountPropagation: "HostToContainer" },
  },
  { name: "hostPath of a type", volume: { hostPath: { path: "/dev/kvm", type: "CharDevice" } } },
  {
    name: "secret",
    volume: { secret: { secretName: "shop" } },
    mount: { mountPath: "/etc/tls", subPath: "tls" },
  },
  {
    name: "secret with a mode",
    volume: {
      secret: {
        secretName: "shop",
        defaultMode: 256,
        optional: false,
        items: [{ key: "key", path: "key", mode: 420 }],
      },
    },
  },
  { name: "configMap", volume: { configMap: { name: "shop", items: [{ key: "url", path: "url" }] } } },
  { name: "empty downwardAPI", volume: { downwardAPI: {} } },
  {
    name: "downwardAPI",
    volume: {
      downwardAPI: {
        items: [
          { path: "labels", fieldRef: { fieldPath: "metadata.labels" } },
          { path: "cpu", resourceFieldRef: { containerName: "shop", resource: "limits.cpu" } },
        ],
      },
    },
  },
  { name: "empty projected", volume: { projected: {} } },
  {
    name: "projected",
    spec: { serviceAccountName: "shop" },
    volume: {
      projected: {
        sources: [
          { secret: { name: "shop" } },
          { configMap: { name: "shop", optional: true } },
          { downwardAPI: { items: [{ path: "name", fieldRef: { fieldPath: "metadata.name" } }] } },
          { serviceAccountToken: { path: "token" } },
          { serviceAccountToken: { path: "vault", audience: "vault", expirationSeconds: 7200 } },
        ],
      },
    },
  },
  {
    name: "ephemeral",
    volume: {
      ephemeral: {
        volumeClaimTemplate: {
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
        },
      },
    },
  },
  {
    name: "ephemeral block device",
    volume: {
      ephemeral: {
        volumeClaimTemplate: {
          metadata: { labels: { tier: "cache" } },
          spec: {
            accessModes: ["ReadWriteOnce"],
            storageClassName: "fast",
            volumeMode: "Block",
            resources: { requests: { storage: "1Gi" } },
          },
        },
      },
    },
  },
  { name: "claim", volume: { persistentVolumeClaim: { claimName: "shop" } } },
  { name: "image", volume: { image: { reference: "quay.io/shop/model:v1" } } },
  { name: "image of latest", volume: { image: { reference: "quay.io/shop/model" } } },
  {
    name: "csi",
    volume: {
      csi: {
        driver: "secrets-store.csi.k8s.io",
        readOnly: false,
        volumeAttributes: { secretProviderClass: "shop" },
      },
    },
  },
  { name: "nfs", volume: { nfs: { server: "nfs.example", path: "/" } } },
  {
    name: "iscsi",
    volume: { iscsi: { targetPortal: "10.0.0.9", iqn: "iqn.2001-04.com.example:storage", lun: 0 } },
  },
  {
    name: "iscsi of an interface",
    volume: {
      iscsi: {
        targetPortal: "10.0.0.9",
        iqn: "iqn.2001-04.com.example:storage",
        lun: 1,
        iscsiInterface: "tcp",
      },
    },
  },
  { name: "rbd", volume: { rbd: { monitors: ["10.0.0.1:6789"], image: "shop" } } },
  {
    name: "rbd of a user",
    volume: {
      rbd: { monitors: ["10.0.0.1:6789"], image: "shop", pool: "kube", user: "shop", keyring: "/etc/shop" },
    },
  },
  { name: "cephfs", volume: { cephfs: { monitors: ["10.0.0.1:6789"] } } },
  {
    name: "azureDisk",
    volume: { azureDisk: { diskName: "shop", diskURI: "https://shop.blob.core.windows.net/vhds/shop.vhd" } },
  },
  {
    name: "azureDisk, managed",
    volume: {
      azureDisk: {
        diskName: "shop",
        diskURI: "/subscriptions/1/resourceGroups/shop",
        kind: "Managed",
        cachingMode: "None",
        fsType: "xfs",
        readOnly: true,
      },
    },
  },
  { name: "azureFile", volume: { azureFile: { secretName: "shop", shareName: "shop" } } },
  {
    name: "scaleIO",
    volume: {
      scaleIO: {
        gateway: "https://localhost",
        system: "scaleio",
        secretRef: { name: "sio" },
        volumeName: "shop",
      },
    },
  },
  {
    name: "scaleIO, thick",
    volume: {
      scaleIO: {
        gateway: "https://localhost",
        system: "scaleio",
        secretRef: { name: "sio" },
        volumeName: "shop",
        storageMode: "ThickProvisioned",
        fsType: "ext4",
      },
    },
  },
  { name: "fc", volume: { fc: { targetWWNs: ["50060e801049cfd1"], lun: 0 } } },
  { name: "awsElasticBlockStore", volume: { awsElasticBlockStore: { volumeID: "vol-0" } } },
  { name: "gcePersistentDisk", volume: { gcePersistentDisk: { pdName: "shop" } } },
  { name: "vsphereVolume", volume: { vsphereVolume: { volumePath: "[ds] shop" } } },
  { name: "cinder", volume: { cinder: { volumeID: "shop" } } },
  { name: "glusterfs", volume: { glusterfs: { endpoints: "gluster", path: "shop" } } },
  { name: "portworx", volume: { portworxVolume: { volumeID: "shop" } } },
  { name: "quobyte", volume: { quobyte: { registry: "quobyte:7861", volume: "shop" } } },
  { name: "flexVolume", volume: { flexVolume: { driver: "example/lvm", options: { size: "1Gi" } } } },
];
