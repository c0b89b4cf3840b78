import type { Coverage } from "../rollout/coverage.ts";
import type { Look } from "./look.ts";

/** What a whole run must have met, at least: a third of the least that was met in several runs, or less. */
export const minimum = {
  "Service is headless": 25,
  "Service has an address": 7,
  "Service is an ExternalName": 5,
  "Service has no ports": 3,
  "Service has an unnamed port": 10,

  "record is Published": 30,
  "record is Published for a pod that is not ready": 2,
  "record is Published for a terminating pod": 2,
  "record is Published by a Service with an address": 3,
  "record is Published by an EndpointSlice that somebody wrote": 1,
  "record is Published under another hostname": 1,
  "record is Published from ordinals.start on": 5,

  "no record: NoServiceName": 6,
  "no record: ServiceNotFound": 12,
  "no record: ExternalName": 7,
  "no record: NoSelector": 4,
  "no record: NotSelected": 8,
  "no record: NoPod": 6,
  "no record: NoAddress": 1,
  "no record: OtherHostname": 1,
  "no record: Ended": 3,
  "no record: Terminating": 2,
  "no record: NotReady": 2,

  "SRV names pods": 13,
  "SRV names pods at a port other than the Service's": 10,
  "SRV names the Service": 5,
  "SRV names nothing": 15,
} as const;

export type Class = keyof typeof minimum;

export function countLook(coverage: Coverage<Class>, { one, facts, real }: Look): void {
  const { governingService, identities, condemned } = facts;
  const { ports, form } = one.governing;
  const exists = governingService?.exists === true;
  if (exists) {
    if (governingService.headless) coverage.count("Service is headless");
    else if (form === "ClusterIP") coverage.count("Service has an address");
    else coverage.count("Service is an ExternalName");
    if (ports.length === 0) coverage.count("Service has no ports");
    if (ports.some(({ name }) => name === "")) coverage.count("Service has an unnamed port");
  }
  for (const { pod, state, hostname, record, noRecordReason, ordinal } of [...identities, ...condemned]) {
    const reason: string = `no record: ${noRecordReason}`;
    if (isClass(reason)) coverage.count(reason);
    if (record !== "Published") continue;
    coverage.count("record is Published");
    if (state === "NotReady") coverage.count("record is Published for a pod that is not ready");
    if (state === "Terminating") coverage.count("record is Published for a terminating pod");
    if (!governingService?.headless) coverage.count("record is Published by a Service with an address");
    if (governingService?.selector === undefined) {
      coverage.count("record is Published by an EndpointSlice that somebody wrote");
    }
    if (hostname !== pod) coverage.count("record is Published under another hostname");
    if (ordinal >= 5) coverage.count("record is Published from ordinals.start on");
  }
  for (const answers of exists ? real.srv.values() : []) countSrv(coverage, one, answers);
}

function countSrv(
  coverage: Coverage<Class>,
  { serviceName, governing }: Look["one"],
  answers: readonly string[],
): void {
  if (answers.length === 0) coverage.count("SRV names nothing");
  for (const answer of answers) {
    const [port, target = ""] = answer.split(" ");
    const ofPod = !target.startsWith(`${serviceName}.`);
    coverage.count(ofPod ? "SRV names pods" : "SRV names the Service");
    if (ofPod && !governing.ports.some((each) => `${each.port}` === port)) {
      coverage.count("SRV names pods at a port other than the Service's");
    }
  }
}

function isClass(thing: string): thing is Class {
  return thing in minimum;
}
