import { describe, expect, it } from "vitest";
import { editYaml } from "../../../src/text/yaml/editYaml.ts";
import { parseYaml } from "../../../src/text/yaml/parseYaml.ts";

// biome-ignore lint/suspicious/noExplicitAny: the test's own data, changed as one would in JavaScript
type Change = (data: any) => unknown;

/** What the text becomes when what it means is changed, or replaced by what the change returns. */
function changed(text: string, change: Change, document = 1): string | undefined {
  const data = structuredClone(parseYaml(text).find((one) => one.document === document)?.value);
  return editYaml(text, document, change(data) ?? data);
}

const grafana = `# Grafana of the monitoring team
apiVersion: apps/v1
kind: Deployment   # one pod, one claim
metadata:
  name: grafana
  labels: {app: grafana, team: "observability"}
spec:
  # sqlite: never two
  replicas: 1
  strategy:
    # or both would write
    type: Recreate
    # rollingUpdate: {}
  revisionHistoryLimit: 3

  selector:
    matchLabels:
      app: grafana # see the Service
  template:
    spec:
      containers:
        - name: grafana
          image: "grafana/grafana:11.1.0" # pinned
          volumeMounts:
            # the database
            - name: data
              mountPath: /var/lib/grafana
            # the dashboards
            - name: dashboards
              mountPath: /etc/dashboards
              # readOnly: true
      volumes:
        # claimed by hand
        - name: data
          persistentVolumeClaim:
            claimName: grafana-data
        - name: dashboards
          configMap: {name: grafana-dashboards}
`;

describe("only the lines that have to change", () => {
  it("become others when a Deployment becomes a StatefulSet", () => {
    const result = changed(grafana, (data) => {
      const { strategy: _, template, ...spec } = data.spec;
      template.spec.volumes.shift();
      data.kind = "StatefulSet";
      const claim = { metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"] } };
      data.spec = { ...spec, serviceName: "grafana", template, volumeClaimTemplates: [claim] };
    });
    expect(result).toBe(
      grafana
        .replace("Deployment ", "StatefulSet ")
        .replace(/ {2}strategy:[\s\S]*?(?= {2}revision)/, "")
        .replace("# see the Service\n", "# see the Service\n  serviceName: grafana\n")
        .replace(/ {8}# claimed by hand[\s\S]*?(?= {8}- name: dashboards)/, "")
        .concat(
          "  volumeClaimTemplates:\n    - metadata:\n        name: data\n      spec:\n",
          "        accessModes:\n          - ReadWriteOnce\n",
        ),
    );
  });

  const rows: readonly (readonly [sentence: string, before: string, change: Change, after: string])[] = [
    [
      "nothing changes where the meaning does not",
      "args: [ a,b ] # odd\r\n\r\n",
      () => undefined,
      "args: [ a,b ] # odd\r\n\r\n",
    ],
    [
      "a scalar keeps its comment, its quotes and what it is lined up with",
      `image:   "nginx:1.27"   # pinned\nname: 'web'\n`,
      () => ({ image: "nginx:1.28", name: "web's" }),
      `image:   "nginx:1.28"   # pinned\nname: 'web''s'\n`,
    ],
    ["a number that is text now is quoted", "cpu: 1 # core\n", () => ({ cpu: "1" }), 'cpu: "1" # core\n'],
    [
      "a comment right above a key goes with it, one above an empty line does not",
      "# of the team\n\n# of replicas\n# and more\nreplicas: 1 # one\npaused: true\n",
      (data) => void delete data.replicas,
      "# of the team\n\npaused: true\n",
    ],
    [
      "comments that are set in deeper go with the key above them",
      "spec:\n  strategy: # how\n    type: Recreate\n\n    # rollingUpdate: {}\n  # next\n  replicas: 1\n",
      (data) => void delete data.spec.strategy,
      "spec:\n  # next\n  replicas: 1\n",
    ],
    [
      "the first key beside a dash makes room for the next one",
      "- name: nginx # web\n  # of the registry\n  image: nginx\n- name: fluentd\n  image: fluentd\n",
      (data) => void delete data[0].name,
      "# of the registry\n- image: nginx\n- name: fluentd\n  image: fluentd\n",
    ],
    [
      "a key that comes first beside a dash takes the place",
      "ports:\n-   containerPort: 80 # http\n",
      (data) => ({ ports: [{ name: "http", ...data.ports[0] }] }),
      "ports:\n-   name: http\n    containerPort: 80 # http\n",
    ],
    [
      "the last item leaves an empty list, the last key an empty map",
      "env: # none\n- name: TZ\n  value: UTC\nlabels: # none\n  app: nginx\n",
      () => ({ env: [], labels: {} }),
      "env: [] # none\nlabels: {} # none\n",
    ],
    [
      "what was empty gets its members below, as the file is set in",
      "a:\n    b: 1\nlabels: {} # yet\nargs: []\nenv:\n",
      () => ({ a: { b: 1 }, labels: { app: "nginx" }, args: ["-v"], env: [{ name: "TZ", value: "UTC" }] }),
      "a:\n    b: 1\nlabels: # yet\n    app: nginx\nargs:\n- -v\nenv:\n- name: TZ\n  value: UTC\n",
    ],
    [
      "a list that is set in gets its items set in",
      "command:\n    - nginx\nmap:\n    of: 1\n",
      (data) => ({ ...data, args: ["-g", "daemon off;"] }),
      "command:\n    - nginx\nmap:\n    of: 1\nargs:\n    - -g\n    - daemon off;\n",
    ],
    [
      "text in lines changes in its own indentation and keeps the comment beside its sign",
      "data:\n  nginx.conf: | # main\n      server {\n        listen 80;\n      }\n\n  empty: x\n",
      () => ({ data: { "nginx.conf": "server {\n  listen 8080;\n}\n", empty: "x" } }),
      "data:\n  nginx.conf: | # main\n    server {\n      listen 8080;\n    }\n\n  empty: x\n",
    ],
    [
      "a scalar becomes a map, and a map a scalar",
      "emptyDir: none # scratch\nhostPath: # node\n  path: /var/log\n  # type: Directory\nname: logs\n",
      () => ({ emptyDir: { medium: "Memory" }, hostPath: "/var/log", name: "logs" }),
      "emptyDir: # scratch\n  medium: Memory\nhostPath: /var/log # node\nname: logs\n",
    ],
    [
      "items are known by their names wherever they are",
      "volumes:\n- name: logs\n  emptyDir: {}\n# tmp\n- name: tmp\n  emptyDir: {}\n- name: data # big\n  emptyDir: {}\n",
      (data) => {
        data.volumes.splice(1, 1);
        data.volumes[1].emptyDir.medium = "Memory";
        data.volumes.unshift({ name: "first", emptyDir: {} });
      },
      "volumes:\n- name: first\n  emptyDir: {}\n- name: logs\n  emptyDir: {}\n- name: data # big\n  emptyDir:\n    medium: Memory\n",
    ],
    [
      "mounts of one volume are known by where they are mounted",
      "- name: data\n  mountPath: /a # one\n- name: data\n  mountPath: /b # two\n",
      (data) => void data.shift(),
      "- name: data\n  mountPath: /b # two\n",
    ],
    [
      "an item that only has another name stays in place",
      "volumes:\n# claimed\n- name: grafana-data # old\n  emptyDir: {}\n",
      () => ({ volumes: [{ name: "data", emptyDir: {} }] }),
      "volumes:\n# claimed\n- name: data # old\n  emptyDir: {}\n",
    ],
    [
      "arguments are known by what they are, and else by their place",
      "args:\n- --config # path\n- /etc/a.yaml # file\n- --verbose\n- -x\n",
      () => ({ args: ["--config", "/etc/b.yaml", "-x", "-y"] }),
      "args:\n- --config # path\n- /etc/b.yaml # file\n- -x\n- -y\n",
    ],
    [
      "what stands in brackets stays in brackets",
      `labels: {app: nginx, "tier": web} # two\nargs: ["-g", 'daemon off;']\n`,
      (data) => ({ labels: { app: "nginx", team: "shop: web" }, args: [...data.args, "-q"] }),
      `labels: {app: nginx, team: "shop: web"} # two\nargs: ["-g", 'daemon off;', "-q"]\n`,
    ],
    [
      "brackets over several lines keep the comments within",
      "args: [\n  --config, # path\n  --verbose # loud\n]\n",
      (data) => void data.args.push("--json"),
      "args: [\n  --config, # path\n  --verbose, # loud\n  --json\n]\n",
    ],
    [
      "JSON stays JSON",
      '{\n  "kind": "Deployment",\n  "spec": {\n    "replicas": 1,\n    "args": ["-v"]\n  }\n}\n',
      () => ({ kind: "DaemonSet", spec: { args: ["-v", "-q"], selector: { app: "x" } } }),
      '{\n  "kind": "DaemonSet",\n  "spec": {\n    "args": ["-v", "-q"],\n    "selector": {\n      "app": "x"\n    }\n  }\n}\n',
    ],
    [
      "Windows' line ends stay",
      "kind: Deployment # a\r\nspec:\r\n  replicas: 1\r\n",
      () => ({ kind: "DaemonSet", spec: { minReadySeconds: 5, note: "a\nb\n" } }),
      "kind: DaemonSet # a\r\nspec:\r\n  minReadySeconds: 5\r\n  note: |\r\n    a\r\n    b\r\n",
    ],
    [
      "a missing line feed at the end stays missing",
      "kind: Deployment\nspec: {}",
      () => ({ kind: "DaemonSet", spec: {}, status: {} }),
      "kind: DaemonSet\nspec: {}\nstatus: {}",
    ],
    [
      "a byte order mark stays",
      "\uFEFFkind: Deployment\n",
      () => ({ kind: "DaemonSet" }),
      "\uFEFFkind: DaemonSet\n",
    ],
    [
      "a list within a list gives up an item",
      "- - nginx\n  - fluentd # logs\n- x\n",
      (data) => void data[0].shift(),
      "- - fluentd # logs\n- x\n",
    ],
    [
      "keys are read as Kubernetes reads them",
      "data:\n  on: 1 # yes\n  0777: 2\n  1e3: 3\n",
      (data) => void delete data.data["511"],
      "data:\n  on: 1 # yes\n  1e3: 3\n",
    ],
    [
      "text in lines does not swallow comments below it",
      "note: short\n   # set in too deep\nkind: List\n",
      (data) => ({ ...data, note: "a\nb\n" }),
      'note: "a\\nb\\n"\n   # set in too deep\nkind: List\n',
    ],
    [
      "a text that keeps its empty lines gets no more of them",
      "note: |+\n  kept\n\nreplicas: 1\n\nkind: List\n",
      (data) => void delete data.replicas,
      "note: |+\n  kept\n\nkind: List\n",
    ],
  ];
  it.each(rows)("%s", (_, before, change, after) => {
    expect(changed(before, change)).toBe(after);
  });
});

describe("anchors, aliases and tags", () => {
  const shared =
    "base: &base # shared\n  app: nginx\n  tier: web\none: *base\ntwo:\n  <<: *base\n  zone: a # own\n";
  const rows: readonly (readonly [sentence: string, before: string, change: Change, after: string])[] = [
    [
      "what is merged in is overridden, not touched",
      shared,
      (data) => ({ ...data, two: { ...data.two, tier: "db", zone: "b" } }),
      "base: &base # shared\n  app: nginx\n  tier: web\none: *base\ntwo:\n  <<: *base\n  tier: db\n  zone: b # own\n",
    ],
    [
      "a name for what is no longer the same is written out",
      shared,
      (data) => ({ ...data, base: { app: "nginx", tier: "db" } }),
      "base: &base # shared\n  app: nginx\n  tier: db\none:\n  app: nginx\n  tier: web\ntwo:\n  app: nginx\n  tier: web\n  zone: a\n",
    ],
    [
      "all of them change with what they are names for",
      shared,
      () => ({ base: { app: "db" }, one: { app: "db" }, two: { app: "db", zone: "b" } }),
      "base: &base # shared\n  app: db\none: *base\ntwo:\n  <<: *base\n  zone: b # own\n",
    ],
    [
      "an anchor stays with its scalar",
      "image: &image nginx:1.27 # pinned\ninit: *image # same\n",
      () => ({ image: "nginx:1.28", init: "nginx:1.28" }),
      "image: &image nginx:1.28 # pinned\ninit: *image # same\n",
    ],
    [
      "an alias that means something else is no alias",
      "image: &image nginx:1.27\ninit: *image # same\n",
      (data) => ({ ...data, init: "busybox" }),
      "image: &image nginx:1.27\ninit: busybox # same\n",
    ],
    ["a tag was the old value's", "port: !!str 80 # http\n", () => ({ port: 8080 }), "port: 8080 # http\n"],
    [
      "keys with a `?` are written anew",
      "data:\n  ? nginx.conf\n  : x\n  ? b\n  : y # c\nkind: List\n",
      (data) => void delete data.data.b,
      "data:\n  nginx.conf: x\nkind: List\n",
    ],
  ];
  it.each(rows)("%s", (_, before, change, after) => {
    expect(changed(before, change)).toBe(after);
  });
});

describe("a file of several documents", () => {
  const file =
    "# all of fluentd\n---\nkind: Service # one\n--- # next\n\n---\nkind: DaemonSet # two\n...\n---\nkind: List\n";

  it("changes in one only", () => {
    expect(changed(file, () => ({ kind: "Deployment", spec: {} }), 3)).toBe(
      file.replace("DaemonSet # two\n", "Deployment # two\nspec: {}\n"),
    );
    expect(changed(file, () => ({ kind: "StatefulSet" }), 4)).toBe(file.replace("List", "StatefulSet"));
  });

  it("is not changed in a document that is not there, or empty", () => {
    expect(editYaml(file, 2, { kind: "List" })).toBeUndefined();
    expect(editYaml(file, 9, { kind: "List" })).toBeUndefined();
  });

  it("is not changed where another document refers to nothing, or the text is no YAML", () => {
    expect(editYaml("a: 1\n---\nb: *none\n", 1, { a: 2 })).toBeUndefined();
    expect(editYaml("a: [1\n", 1, { a: 2 })).toBeUndefined();
  });

  it("is not changed where the whole document would be another one", () => {
    expect(changed("kind: List\n", () => ["nginx"])).toBeUndefined();
    expect(changed("kind: List\n", () => ({}))).toBeUndefined();
    expect(changed("nginx\n", () => "fluentd")).toBeUndefined();
  });
});

it("changes a file of 300 lines in the time of a few readings", () => {
  const volumes = Array.from(
    { length: 125 },
    (_, index) => `        - name: v${index}\n          emptyDir: {} # ${index}\n`,
  );
  const text = grafana.replace("        - name: dashboards\n          configMap", `${volumes.join("")}$&`);
  expect(text.split("\n").length).toBeGreaterThan(280);
  const edit = () => changed(text, (data) => void data.spec.template.spec.volumes.splice(20, 3));
  const fastest = (run: () => unknown) =>
    Math.min(
      ...Array.from({ length: 15 }, () => {
        const start = performance.now();
        run();
        return performance.now() - start;
      }),
    );
  edit();
  // Milliseconds are the machine's: it takes three readings and little else, and nothing that grows with the square.
  expect(fastest(edit)).toBeLessThan(20 * fastest(() => parseYaml(text)));
});
