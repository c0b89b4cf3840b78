import { readFile } from "node:fs/promises";
import { programUsers } from "./users.ts";

/** What the tests read of an audit event (audit.k8s.io/v1, level Metadata). */
export interface AuditEvent {
  readonly auditID: string;
  /** ResponseStarted: a watch that still runs. */
  readonly stage: "ResponseStarted" | "ResponseComplete" | "Panic";
  readonly requestURI: string;
  readonly verb: string;
  readonly user: { readonly username: string; readonly groups?: readonly string[] };
  /** Who `--as` named. */
  readonly impersonatedUser?: { readonly username: string };
  readonly userAgent?: string;
  readonly objectRef?: {
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly apiGroup?: string;
    readonly apiVersion?: string;
  };
  readonly responseStatus?: { readonly code?: number; readonly reason?: string };
  /** RFC 3339 with microseconds. */
  readonly requestReceivedTimestamp: string;
}

/**
 * Every request is recorded at level Metadata, except those of the control plane's own programs, whose leases
 * and status updates would be nearly all of the log.
 */
export const auditPolicy = JSON.stringify({
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [
    { level: "None", users: [...programUsers.map(({ name }) => name), "system:apiserver"] },
    { level: "Metadata" },
  ],
});

/** The requests of `username`, one event each, in the order in which the server wrote them. */
export function readAuditEvents(auditLog: string, username: string): Promise<AuditEvent[]> {
  const text = `"username":${JSON.stringify(username)}`;
  return readEvents(auditLog, text, (event) => event.user.username === username);
}

/** The requests of every program whose User-Agent begins so, whoever it acts as. */
export function readAuditEventsOfAgent(auditLog: string, agent: string): Promise<AuditEvent[]> {
  return readEvents(auditLog, agent, (event) => event.userAgent?.startsWith(agent) === true);
}

async function readEvents(
  auditLog: string,
  text: string,
  isMeant: (event: AuditEvent) => boolean,
): Promise<AuditEvent[]> {
  const byId = new Map<string, AuditEvent>();
  for (const line of (await readFile(auditLog, "utf8")).split("\n")) {
    // Parsing is what takes time; most lines of the log of a large run are about somebody else.
    if (!line.includes(text)) continue;
    const event = parseLine(line);
    if (event !== undefined && isMeant(event)) byId.set(event.auditID, event);
  }
  return [...byId.values()];
}

/** Undefined for a line that is still being written. */
function parseLine(line: string): AuditEvent | undefined {
  try {
    return JSON.parse(line) as AuditEvent;
  } catch {
    return undefined;
  }
}
