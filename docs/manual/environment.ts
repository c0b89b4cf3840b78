/** An environment variable that the command reads. */
export interface Variable {
  /** Several that go together are one entry. */
  readonly names: readonly string[];
  readonly what: string;
  /** Absent: every verb. */
  readonly verbs?: readonly string[];
}

const reading = ["explain", "convert", "snapshot", "version"];
const showing = ["explain", "convert", "finding"];

/** In the order in which they matter. */
export const environment: readonly Variable[] = [
  {
    names: ["KUBECONFIG"],
    what: "Paths of kubeconfig files, separated as in PATH. Without it and `--kubeconfig`: `~/.kube/config`.",
    verbs: reading,
  },
  {
    names: ["KUBECTL_EXTERNAL_DIFF"],
    what: "The program that shows a diff, with its arguments, as `kubectl diff` takes it. Its exit status is then that of the command.",
    verbs: ["convert"],
  },
  {
    names: ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"],
    what: "The proxy on the way to the API server, and the hosts that are reached without it. Lower case counts as well; `proxy-url` of the kubeconfig goes first.",
    verbs: reading,
  },
  {
    names: ["KUBERNETES_MASTER"],
    what: "The address of the API server where neither flags nor kubeconfig name one.",
    verbs: reading,
  },
  {
    names: ["KUBERNETES_SERVICE_HOST", "KUBERNETES_SERVICE_PORT", "POD_NAMESPACE"],
    what: "In a pod without a kubeconfig: where its API server is, and the namespace to read.",
    verbs: reading,
  },
  {
    names: ["PATH"],
    what: "Where `install` finds a place for the executable that completes.",
    verbs: ["completion"],
  },
  {
    names: ["NO_COLOR"],
    what: "Set to anything, even to nothing: no colour, unless `--color=always` is given.",
    verbs: ["explain", "convert"],
  },
  {
    names: ["TERM"],
    what: "`dumb`: no colour, and no word of progress.",
    verbs: ["explain", "convert", "snapshot"],
  },
  {
    names: ["LC_ALL", "LC_CTYPE", "LANG"],
    what: "The first that is set says whether the terminal shows UTF-8. A locale without it gets maps in ASCII.",
    verbs: showing,
  },
  {
    names: ["KUBECTL_WORKLOAD_DEBUG"],
    what: "Set to anything but nothing: a defect of the command is printed with its trace, to be reported.",
  },
];
