import { byDefault, type Defaults, items, pointer, struct } from "../pruneDefaults.ts";
import { imagePullPolicy } from "./imagePullPolicy.ts";

/** Upstream: pkg/apis/core/v1/defaults.go#SetDefaults_ObjectFieldSelector (v1.36) */
export const fieldRef: Defaults = { apiVersion: byDefault("v1") };

/** `divisor` has no default: a quantity is a struct, and an empty one is sent as `"0"`. */
export const resourceFieldRef: Defaults = { divisor: byDefault("0") };

/** Upstream: pkg/apis/core/v1/defaults.go#SetDefaults_HTTPGetAction (v1.36) */
const httpGet: Defaults = { path: byDefault("/"), scheme: byDefault("HTTP") };

/**
 * A probe's delay has no default. Its handler's fields stay where they are empty: `grpc: {}` says which.
 *
 * Upstream: pkg/apis/core/v1/defaults.go#SetDefaults_Probe, and `+default` of api core/v1 GRPCAction (v1.36)
 */
const probe: Defaults = {
  timeoutSeconds: byDefault(1),
  periodSeconds: byDefault(10),
  successThreshold: byDefault(1),
  failureThreshold: byDefault(3),
  httpGet: pointer(httpGet),
  grpc: pointer({ service: byDefault("") }),
};

const handler: Defaults = { httpGet: pointer(httpGet) };

/**
 * What the API server sets in a container, wherever it stands: in a Pod or in a template, as an init container or
 * not. `securityContext: {}` is not among it.
 *
 * Upstream: pkg/apis/core/v1/defaults.go#SetDefaults_Container,
 * pkg/apis/core/v1/zz_generated.defaults.go#SetObjectDefaults_Pod (v1.36)
 */
export const container: Defaults = {
  imagePullPolicy: byDefault(({ image }: { image?: unknown }) => imagePullPolicy(image)),
  terminationMessagePath: byDefault("/dev/termination-log"),
  terminationMessagePolicy: byDefault("File"),
  resources: struct({}),
  ports: items({ protocol: byDefault("TCP") }),
  env: items({
    valueFrom: pointer({
      fieldRef: pointer(fieldRef),
      resourceFieldRef: pointer(resourceFieldRef),
      fileKeyRef: pointer({ optional: byDefault(false) }),
    }),
  }),
  livenessProbe: pointer(probe),
  readinessProbe: pointer(probe),
  startupProbe: pointer(probe),
  lifecycle: pointer({ postStart: pointer(handler), preStop: pointer(handler) }),
};
