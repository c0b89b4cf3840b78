import type { KubeObject, Service } from "../../kube/objects.ts";
import { services } from "../../kube/resources.ts";
import { objectsOf, resultOf } from "../../kube/snapshot.ts";
import { type Fields, isFields } from "../../rules/pods/templateFields.ts";
import { selects } from "../../rules/services/selecting.ts";
import { type Context, type Draft, decide, type Row, set } from "../draft.ts";
import { listAt, podLabels, valueAt } from "../fields.ts";

const path = ["spec", "serviceName"];

/**
 * The Service under which pods get names: one that was asked for, a headless one that selects these pods already, or
 * a new one beside the StatefulSet. The API server does not ask for it, the names in DNS do.
 *
 * Upstream: staging endpointslice/util/controller_utils.go#ShouldSetHostname (v1.36)
 */
export const serviceName: Row = (draft, context) => {
  const { namespace, snapshot, decided } = context;
  const known = objectsOf<Service>(snapshot, services, namespace);
  const labels = podLabels(draft.object);
  const fitting = known.filter(
    (service) => service.spec?.clusterIP === "None" && selects(service, namespace, labels),
  );
  const asked = decided.serviceName;
  if (asked !== undefined) {
    if (asked === "") return draft;
    const there = known.find(({ metadata }) => metadata?.name === asked);
    const named = set(draft, path, asked, "as `--service-name` says");
    if (there === undefined) return withService(named, asked, context);
    return fitting.includes(there) ? named : unfit(named, there, fitting);
  }
  const [first] = fitting;
  const name = first?.metadata?.name;
  if (name !== undefined) {
    const named = set(draft, path, name, `the headless Service \`${name}\` selects these pods already`);
    return fitting.length === 1 ? named : chooseAmong(named, fitting);
  }
  const fresh = freeName(
    `${serviceLabel(String(valueAt(draft.object, ["metadata", "name"])))}-headless`,
    new Set(known.map(({ metadata }) => metadata?.name)),
  );
  const reason = `the headless Service beside it gives every pod a name: \`<pod>.${fresh}\``;
  const made = withService(set(draft, path, fresh, reason), fresh, context);
  const list = resultOf(snapshot, { resource: services, namespace });
  if (list?.objects !== undefined || list === undefined) return made;
  const question = `the Services of the namespace could not be read, and one called \`${fresh}\` may be there`;
  return decide(made, {
    about: "service name",
    path: "spec.serviceName",
    open: true,
    flag: `--service-name ${fresh}`,
    question,
    choices: [{ flag: "--service-name NAME", effect: "a headless Service that selects the pods" }],
  });
};

function chooseAmong(draft: Draft, fitting: readonly Service[]): Draft {
  const names = fitting.map(({ metadata }) => metadata?.name ?? "");
  return decide(draft, {
    about: "service name",
    path: "spec.serviceName",
    open: true,
    flag: `--service-name ${names[0]}`,
    question: "several headless Services select these pods, and only one gives them their names",
    choices: names.map((name) => ({
      flag: `--service-name ${name}`,
      effect: `pods are called \`<pod>.${name}\``,
    })),
  });
}

/** One that was asked for and gives the pods no names: a mistake, or it is to be changed. */
function unfit(draft: Draft, { metadata, spec }: Service, fitting: readonly Service[]): Draft {
  const name = metadata?.name ?? "";
  const what =
    spec?.clusterIP === "None"
      ? "does not select these pods"
      : "is not headless, and has one address for all";
  const better = fitting.map((service) => service.metadata?.name ?? "");
  return decide(draft, {
    about: "service name",
    path: "spec.serviceName",
    open: true,
    flag: `--service-name ${name}`,
    question: `the Service \`${name}\` ${what}: with it no pod has a name in DNS`,
    choices: (better.length === 0 ? ["NAME"] : better).map((each) => ({
      flag: `--service-name ${each}`,
      effect: "a headless Service that selects the pods; one that is not there is made",
    })),
  });
}

function withService(draft: Draft, name: string, { before }: Context): Draft {
  const companion = headlessService(draft.object, name, valueAt(before, ["metadata", "namespace"]));
  return { ...draft, companions: [...draft.companions, companion] };
}

/**
 * Ports as the containers declare them: without any, DNS has the pods' addresses all the same. It has no labels: a
 * ServiceMonitor that finds a Service by those of the workload would find this one too, and scrape every pod twice.
 */
function headlessService(object: Fields, name: string, namespace: unknown): KubeObject {
  const matched = valueAt(object, ["spec", "selector", "matchLabels"]);
  // An empty selector of a Service selects no pod, unlike that of a workload beside expressions.
  const selector = isFields(matched) && Object.keys(matched).length > 0 ? matched : podLabels(object);
  const ports = servicePorts(object);
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, ...(typeof namespace === "string" && { namespace }) },
    spec: { clusterIP: "None", ...(ports.length > 0 && { ports }), selector },
  } as KubeObject;
}

/** A port of a Service needs a name beside others, and no two may have the same one, or number and protocol. */
function servicePorts(object: Fields): readonly Fields[] {
  const ports = new Map<string, Fields>();
  const names = new Set<string>();
  for (const container of listAt(object, ["spec", "template", "spec", "containers"])) {
    for (const { name, containerPort: port, protocol = "TCP" } of listAt(container, ["ports"])) {
      const key = `${port}/${protocol}`;
      if (ports.has(key)) continue;
      const own =
        typeof name === "string" && !names.has(name) ? name : `${String(protocol).toLowerCase()}-${port}`;
      names.add(own);
      ports.set(key, { name: own, port, ...(protocol !== "TCP" && { protocol }) });
    }
  }
  return [...ports.values()];
}

function freeName(wanted: string, taken: ReadonlySet<string | undefined>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const end = `-${number}`;
    const name = `${wanted.slice(0, longest - end.length)}${end}`;
    if (!taken.has(name)) return name;
  }
}

const longest = 63;

/** Upstream: pkg/apis/core/validation/validation.go#ValidateServiceName: it begins with a letter (v1.36) */
function serviceLabel(name: string): string {
  return /^[a-z]/.test(name) ? name : `s-${name}`;
}
