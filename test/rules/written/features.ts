import type { Fields } from "../../../src/rules/pods/templateFields.ts";

/** A thing that a manifest may hold, written as a person writes it: without a value that is the default. */
export interface Feature {
  readonly name: string;
  /** Fields of the main container. */
  readonly container?: Fields;
  /** Fields of the pod spec. */
  readonly spec?: Fields;
  /** A volume without its name. */
  readonly volume?: Fields;
  /** Where the main container mounts that volume; a volume without it is not mounted. */
  readonly mount?: Fields;
  /** Features that the API server does not allow beside it. */
  readonly without?: readonly string[];
  /** Only a Pod of its own can have it, or everything but that. */
  readonly of?: "Pod" | "template";
}
