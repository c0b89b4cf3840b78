/** One rule of a Role or ClusterRole. */
export interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

export interface User {
  readonly name: string;
  readonly groups?: readonly string[];
  /** What the user may do in the whole cluster; nothing beyond API discovery when left out. */
  readonly rules?: readonly PolicyRule[];
}

const readVerbs = ["get", "list", "watch"];

/** Core resources by name, because RBAC cannot say "all but secrets". */
const coreResources = [
  "configmaps",
  "endpoints",
  "events",
  "limitranges",
  "namespaces",
  "nodes",
  "persistentvolumeclaims",
  "persistentvolumes",
  "pods",
  "podtemplates",
  "replicationcontrollers",
  "resourcequotas",
  "serviceaccounts",
  "services",
];

const readableGroups = [
  "apps",
  "autoscaling",
  "batch",
  "discovery.k8s.io",
  "events.k8s.io",
  "networking.k8s.io",
  "policy",
  "scheduling.k8s.io",
  "storage.k8s.io",
];

const readAllBut = (...hidden: readonly string[]): PolicyRule[] => [
  {
    apiGroups: [""],
    resources: coreResources.filter((resource) => !hidden.includes(resource)),
    verbs: readVerbs,
  },
  { apiGroups: readableGroups, resources: ["*"], verbs: readVerbs },
];

/**
 * The users of every test cluster: `admin` may do everything; `reader` may read all that the tool reads, but no
 * Secrets; `no-nodes` is a reader who may not see nodes; `nobody` may do nothing.
 */
export const defaultUsers: readonly User[] = [
  { name: "admin", groups: ["system:masters"] },
  { name: "reader", rules: readAllBut() },
  { name: "no-nodes", rules: readAllBut("nodes") },
  { name: "nobody" },
];

/** The programs of the control plane itself; the audit log leaves them out. */
export const programUsers: readonly User[] = [
  { name: "system:kube-controller-manager", groups: ["system:masters"] },
  { name: "system:kube-scheduler", groups: ["system:masters"] },
  { name: "kwok", groups: ["system:masters"] },
  { name: "coredns", groups: ["system:masters"] },
];

/** Who a ClusterRoleBinding is for. */
export type Subject =
  | { readonly kind: "User"; readonly name: string }
  | { readonly kind: "ServiceAccount"; readonly name: string; readonly namespace: string };

/** The ClusterRole and ClusterRoleBinding that give `rules` to `subject`, both called `name`. */
export function clusterRoleObjects(name: string, rules: readonly PolicyRule[], subject: Subject) {
  const apiGroup = "rbac.authorization.k8s.io";
  const apiVersion = `${apiGroup}/v1`;
  const subjects = [subject.kind === "User" ? { apiGroup, ...subject } : subject];
  const roleRef = { apiGroup, kind: "ClusterRole", name };
  return {
    role: { apiVersion, kind: "ClusterRole", metadata: { name }, rules },
    binding: { apiVersion, kind: "ClusterRoleBinding", metadata: { name }, roleRef, subjects },
  };
}

/** The text of a static token file (`--token-auth-file`): token, user, uid, groups. */
export function tokenFile(users: readonly User[], tokens: ReadonlyMap<string, string>): string {
  const lines = users.map(({ name, groups = [] }) => {
    const fields = [tokens.get(name), name, name];
    return [...fields, ...(groups.length > 0 ? [`"${groups.join(",")}"`] : [])].join(",");
  });
  return `${lines.join("\n")}\n`;
}
