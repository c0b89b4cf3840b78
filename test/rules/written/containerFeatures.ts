import type { Feature } from "./features.ts";

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
