import type { Service } from "../../../src/kube/objects.ts";
import type { Random } from "../placement/random.ts";

export type ServiceForm = "Headless" | "ClusterIP" | "ExternalName" | "Missing" | "None";

/** The governing Service of a case. */
export interface GoverningPlan {
  /** Missing: serviceName names none that exists. None: serviceName is empty. */
  readonly form: ServiceForm;
  readonly selector: "Right" | "Wrong" | "None";
  readonly ports: readonly Port[];
  readonly publishNotReadyAddresses: boolean;
}

export interface Port {
  /** Empty: without a name, which only a single port may be. */
  readonly name: string;
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
  /** `web` and `dns` are declared by the container, `nowhere` by none. */
  readonly targetPort?: number | string;
}

const named: readonly [Port, ...Port[]] = [
  { name: "http", port: 80, protocol: "TCP", targetPort: "web" },
  { name: "http", port: 80, protocol: "TCP", targetPort: 8080 },
  { name: "peer", port: 7000, protocol: "TCP" },
  { name: "http", port: 80, protocol: "TCP", targetPort: "nowhere" },
];
const alsoUdp: Port = { name: "dns", port: 53, protocol: "UDP", targetPort: "dns" };

export function randomGoverning(random: Random): GoverningPlan {
  const form = random.pick<ServiceForm>([
    ...(["Headless", "Headless", "Headless", "Headless", "Headless"] as const),
    ...(["ClusterIP", "ClusterIP", "ExternalName", "Missing", "None"] as const),
  ]);
  const port = random.pick(named);
  const ports = random.pick<readonly Port[]>([
    [port],
    [port],
    [port, alsoUdp],
    [{ ...port, name: "" }],
    // Only a headless Service can do without.
    form === "Headless" ? [] : [port],
  ]);
  return {
    form,
    selector: random.pick(["Right", "Right", "Right", "Right", "Wrong", "None"]),
    ports,
    publishNotReadyAddresses: random.chance(0.3),
  };
}

/** Undefined where there is none to create. */
export function serviceOf(
  name: string,
  app: string,
  { form, selector, ports, publishNotReadyAddresses }: GoverningPlan,
): Service | undefined {
  if (form === "Missing" || form === "None") return undefined;
  const metadata = { name };
  const head = { apiVersion: "v1", kind: "Service", metadata } as const;
  if (form === "ExternalName") {
    return { ...head, spec: { type: "ExternalName", externalName: "db.example.com" } };
  }
  return {
    ...head,
    spec: {
      ...(form === "Headless" && { clusterIP: "None" }),
      ...(selector !== "None" && { selector: { app: selector === "Right" ? app : `${app}-of-old` } }),
      ...(publishNotReadyAddresses && { publishNotReadyAddresses }),
      ports: ports.map(servicePort),
    },
  };
}

function servicePort({ name, port, protocol, targetPort }: Port) {
  return { port, protocol, ...(name && { name }), ...(targetPort !== undefined && { targetPort }) };
}
