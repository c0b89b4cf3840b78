import type { Pod, StatefulSet } from "../../../src/kube/objects.ts";
import { createRandom, type Random } from "../placement/random.ts";
import { type GoverningPlan, randomGoverning } from "./services.ts";

/** A StatefulSet, the Service that should name its pods, and what then happens to them. */
export interface Case {
  readonly number: number;
  readonly name: string;
  /** Empty where the StatefulSet names none. */
  readonly serviceName: string;
  readonly governing: GoverningPlan;
  readonly statefulSet: StatefulSet;
  /** Created before the StatefulSet, which adopts it as its first pod. */
  readonly adopted?: Pod;
  readonly happens: readonly Happening[];
}

/**
 * - Unready: pods become not ready, as by a failing probe.
 * - Terminate, End: pods are deleted, or end, and stay: something holds them.
 * - FlipPublish: publishNotReadyAddresses is set or unset.
 * - FlipSelector: the Service selects the pods, or no longer.
 * - DeleteService, CreateService: it goes, or comes.
 * - WriteSlice: somebody writes the endpoints of a Service that has no selector.
 */
export type Happening =
  | "Unready"
  | "Terminate"
  | "End"
  | "FlipPublish"
  | "FlipSelector"
  | "DeleteService"
  | "CreateService"
  | "WriteSlice";

/** Keeps a pod that is deleted or has ended. */
export const holdFinalizer = "dns.test/hold";

export function caseOf(seed: string, number: number, pool: string): Case {
  const random = createRandom(seed, "dns", number);
  const name = `db-${number}`;
  const governing = randomGoverning(random);
  const serviceName = governing.form === "None" ? "" : random.pick([`${name}-peers`, name]);
  const start = random.pick([0, 0, 0, 5]);
  const statefulSet = randomStatefulSet(random, { name, serviceName, start, pool });
  const foreign = random.chance(0.3) ? foreignPod(random, statefulSet, { serviceName, start }) : undefined;
  const adopted = statefulSet.spec?.template.spec?.nodeSelector?.["pool"] === pool ? foreign : undefined;
  return {
    number,
    name,
    serviceName,
    governing,
    statefulSet,
    ...(adopted && { adopted }),
    happens: randomHappenings(random, governing),
  };
}

function randomHappenings(random: Random, { form, selector }: GoverningPlan): readonly Happening[] {
  if (form === "Missing") return [random.pick(["CreateService", "Unready"])];
  const toPods = random.pick<Happening>(["Unready", "Unready", "Terminate", "End"]);
  if (form === "None" || form === "ExternalName") return [toPods];
  if (selector === "None") return [random.pick(["WriteSlice", "WriteSlice", "DeleteService"]), toPods];
  const toService = random.pick<Happening>(["FlipPublish", "FlipPublish", "FlipSelector", "DeleteService"]);
  return random.chance(0.5) ? [toPods] : [toPods, toService];
}

interface Names {
  readonly name: string;
  readonly serviceName: string;
  readonly start: number;
  readonly pool: string;
}

function randomStatefulSet(random: Random, { name, serviceName, start, pool }: Names): StatefulSet {
  const labels = { app: name, run: pool };
  // Its pods stay Pending, without an address; OrderedReady then makes only the first.
  const homeless = random.chance(0.12);
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name, labels },
    spec: {
      serviceName,
      replicas: 1 + random.below(3),
      podManagementPolicy: random.pick(["OrderedReady", "Parallel"]),
      minReadySeconds: random.pick([0, 0, 3600]),
      ...(start > 0 && { ordinals: { start } }),
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels, finalizers: [holdFinalizer] },
        spec: {
          terminationGracePeriodSeconds: 1,
          nodeSelector: { pool: homeless ? `${pool}-that-no-node-has` : pool },
          containers: [
            {
              name: "db",
              image: "registry.example/db:v1",
              ports: [
                { name: "web", containerPort: 8000 },
                { name: "dns", containerPort: 5353, protocol: "UDP" },
              ],
            },
          ],
        },
      },
    },
  };
}

/** One that the StatefulSet takes for its first pod, though it would have named it otherwise. */
function foreignPod(
  random: Random,
  { metadata, spec }: StatefulSet,
  names: Pick<Names, "serviceName" | "start">,
): Pod {
  const { metadata: ofPods, spec: podSpec } = spec?.template ?? {};
  const { serviceName, start } = names;
  const name = `${metadata?.name}-${start}`;
  const primary =
    serviceName === "" ? { hostname: "primary" } : { hostname: "primary", subdomain: serviceName };
  const named = random.pick<object>([{}, { hostname: name }, primary, primary]);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, ...ofPods },
    spec: { ...podSpec, ...named },
  };
}
