import type { KubeObject } from "./objects.ts";

export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly uid?: string;
}

/** The reference to an object, leaving out what it does not have. Lists omit kinds, so those are passed in. */
export function refOf(object: KubeObject, apiVersion: string, kind: string): ObjectRef {
  const { namespace, name = "", uid } = object.metadata ?? {};
  return {
    apiVersion,
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    ...(uid === undefined ? {} : { uid }),
  };
}
