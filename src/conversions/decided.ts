/** What becomes of a volume, as `--volume NAME=…` says it. */
export type VolumeChoice =
  | { readonly as: "template" | "ephemeral"; readonly size?: string; readonly storageClass?: string }
  | { readonly as: "shared"; readonly claim?: string }
  | { readonly as: "emptyDir" }
  | { readonly as: "hostPath"; readonly path: string };

/** What the user has decided; the most careful choice stands for the rest. */
export interface Decided {
  /** By the name of the volume or of the claim template. */
  readonly volumes: ReadonlyMap<string, VolumeChoice>;
  readonly serviceName?: string;
  readonly replicas?: number;
  readonly podManagementPolicy?: "OrderedReady" | "Parallel";
  /** Of the new object, where it is not to be the old one's. */
  readonly name?: string;
  readonly keepTolerations?: boolean;
}

/** As it is typed after `--volume NAME=`. */
export function choiceText(choice: VolumeChoice): string {
  switch (choice.as) {
    case "template":
    case "ephemeral":
      return [choice.as, choice.size, choice.storageClass].filter((part) => part !== undefined).join(":");
    case "shared":
      return choice.claim === undefined ? "shared" : `shared:${choice.claim}`;
    case "emptyDir":
      return "emptyDir";
    case "hostPath":
      return `hostPath:${choice.path}`;
  }
}
