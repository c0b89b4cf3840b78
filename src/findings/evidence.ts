import type { Evidence } from "../explanation/finding.ts";
import type { ObjectRef } from "../kube/objectRef.ts";

/** @param path JSON Pointer (RFC 6901) into the object; "" for the object as a whole */
export function evidence(ref: ObjectRef, path: string, value: unknown): Evidence {
  return { ref, path, value };
}

/** The reference to another object in the namespace of the subject. */
export function beside(subject: ObjectRef, apiVersion: string, kind: string, name: string): ObjectRef {
  const { namespace } = subject;
  return { apiVersion, kind, ...(namespace !== undefined && { namespace }), name };
}

/** A step of a JSON Pointer: `~` and `/` have to be escaped. */
export function pointerStep(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
