import { expect, it } from "vitest";
import { corefileDomain } from "../../src/kube/corefile.ts";

/** As kubeadm writes it. */
const kubeadm = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30
}
`;

it.each([
  ["as kubeadm writes it", kubeadm, "cluster.local"],
  ["of another name", kubeadm.replace("cluster.local", "k8s.example.com."), "k8s.example.com"],
  ["the reverse zones first", ".:53 {\n kubernetes in-addr.arpa 10.in-addr.arpa prod.local\n}", "prod.local"],
  ["a network first", ".:53 {\n kubernetes 10.96.0.0/12 fd00::/108 prod.local\n}", "prod.local"],
  ["in capitals", ".:53 {\n kubernetes Cluster.LOCAL\n}", "cluster.local"],
  ["with Windows' ends of lines", ".:53 {\r\n kubernetes cluster.local {\r\n }\r\n}\r\n", "cluster.local"],
  ["the brace on a line of its own", "cluster.local\n{\n kubernetes\n}", "cluster.local"],
  [
    "after a block of another plugin",
    '.:53 {\n template IN A {\n answer "{{ .Name }} 60 IN A 192.0.2.1"\n }\n kubernetes cluster.local\n}',
    "cluster.local",
  ],
  [
    "the zones of the server block",
    "cluster.local:53, in-addr.arpa {\n  kubernetes {\n  ttl 5\n  }\n}",
    "cluster.local",
  ],
  [
    "a second server block",
    "example.org {\n forward . 9.9.9.9\n}\n.:53 {\n kubernetes corp.local\n}",
    "corp.local",
  ],
  [
    "behind a comment",
    ".:53 {\n # kubernetes old.local\n kubernetes new.local # was old.local\n}",
    "new.local",
  ],
  ["the first of two", ".:53 {\n kubernetes a.local\n kubernetes b.local\n}", "a.local"],
])("is the domain that CoreDNS serves: %s", (_, text, domain) => {
  expect(corefileDomain(text)).toBe(domain);
});

it.each([
  ["nothing", ""],
  ["another plugin of a like name", ".:53 {\n kubernetai cluster.local\n}"],
  ["a word in the block of another plugin", ".:53 {\n rewrite {\n kubernetes x.local\n }\n}"],
  ["the root", ".:53 {\n kubernetes\n}"],
  ["reverse zones alone", ".:53 {\n kubernetes in-addr.arpa\n}"],
  ["a variable of the environment", ".:53 {\n kubernetes {$DOMAIN} in-addr.arpa\n}"],
  ["quotes", '.:53 {\n kubernetes "cluster.local"\n}'],
  ["a snippet that is imported elsewhere", "(k8s) {\n kubernetes\n}\n.:53 {\n import k8s\n}"],
  ["a block that was closed before", "}\n.:53 {\n kubernetes cluster.local\n}"],
  ["no Corefile at all", "{{ .Values.zone }}"],
])("is not known from %s", (_, text) => {
  expect(corefileDomain(text)).toBeUndefined();
});
