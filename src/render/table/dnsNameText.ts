import type {
  NoRecordReason,
  StatefulIdentity,
  StatefulSetFacts,
} from "../../explanation/statefulSetFacts.ts";

/** Without the cluster's domain, which pods add by themselves. */
export function nameText(
  { fqdn, record, noRecordReason }: StatefulIdentity,
  { governingService, clusterDomain }: StatefulSetFacts,
): string {
  const service = `\`${governingService?.name}\``;
  const name = fqdn?.slice(0, -clusterDomain.name.length - 1);
  if (record === "Published") return name ?? "";
  const why = noRecordReason === undefined ? "" : reasonText[noRecordReason].replace("%s", service);
  return record === "None" ? `<none>: ${why}` : `${name ?? "<unknown>"}: ${why}`;
}

const reasonText: { readonly [Reason in NoRecordReason]: string } = {
  NoServiceName: "serviceName is empty",
  ServiceNotFound: "no Service %s",
  ServicesNotRead: "Service %s could not be read",
  ExternalName: "Service %s is of type ExternalName",
  NoSelector: "if an EndpointSlice of Service %s has it",
  NotSelected: "Service %s does not select the pod",
  PodsNotRead: "once the pod is ready",
  NoPod: "no pod",
  NoAddress: "the pod has no address yet",
  OtherHostname: "the pod has another hostname or subdomain",
  Ended: "the pod has ended",
  Terminating: "the pod is terminating",
  NotReady: "the pod is not ready",
};
