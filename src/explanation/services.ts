import type { StringMap } from "../kube/objects.ts";
import type { WorkloadName } from "./references.ts";

/** A Service that sends traffic to the pods of the workload. */
export interface SelectingService {
  readonly name: string;
  readonly type: string;
  readonly headless: boolean;
  readonly selector: StringMap;
  /** `80/TCP` */
  readonly ports: readonly string[];
  /** Each of its ports, and where it leads in the pods. */
  readonly portTargets: readonly ServicePortTarget[];
  /** Addresses in its EndpointSlices, of whichever workload; absent when they were not read. */
  readonly endpoints?: EndpointCounts;
  /** Other workloads of the namespace whose pods it selects as well. */
  readonly alsoSelects: readonly WorkloadName[];
}

export interface EndpointCounts {
  readonly ready: number;
  readonly notReady: number;
}

export interface ServicePortTarget {
  /** Absent for a port without a name. */
  readonly name?: string;
  readonly port: number;
  readonly protocol: string;
  /** As written, or the port itself, which is its default. */
  readonly targetPort: number | string;
  /** The container that declares it; absent when none does. A number works without being declared, a name does not. */
  readonly container?: string;
  /** The number of that port in the pods; absent for a name that no container declares. */
  readonly podPort?: number;
}

/** A Service that looks as if it were meant for the workload, and selects no pod of it nor of any other. */
export interface MissingService {
  readonly name: string;
  readonly selector: StringMap;
  /** The labels that it asks for and the pod template does not have. */
  readonly mismatches: readonly {
    readonly key: string;
    readonly wanted: string;
    /** Absent: the template has no such label. */
    readonly actual?: string;
  }[];
}

/** An Ingress or HTTPRoute that leads to a Service which selects the pods. */
export interface Route {
  /** `Ingress`, `HTTPRoute` */
  readonly kind: string;
  readonly name: string;
  readonly service: string;
  /** Absent where it names none. */
  readonly port?: number | string;
  /** Empty: every host. */
  readonly hosts: readonly string[];
  /** Empty: every path. */
  readonly paths: readonly string[];
}
