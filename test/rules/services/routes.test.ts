import { expect, it } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { routesOf } from "../../../src/rules/services/routes.ts";
import { holding, namespace } from "../namespace.ts";

const ingress = {
  apiVersion: "networking.k8s.io/v1",
  kind: "Ingress",
  metadata: { name: "shop", namespace },
  spec: {
    defaultBackend: { service: { name: "fallback", port: { number: 80 } } },
    rules: [
      {
        host: "shop.example.com",
        http: {
          paths: [
            { path: "/", pathType: "Prefix", backend: { service: { name: "web", port: { name: "http" } } } },
            {
              path: "/api",
              pathType: "Prefix",
              backend: { service: { name: "api", port: { number: 8080 } } },
            },
            { path: "/static", backend: { resource: { kind: "Bucket", name: "static" } } },
          ],
        },
      },
      {
        host: "www.example.com",
        http: { paths: [{ path: "/", backend: { service: { name: "web", port: { name: "http" } } } }] },
      },
    ],
  },
} as KubeObject;

const route = {
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "HTTPRoute",
  metadata: { name: "web", namespace },
  spec: {
    hostnames: ["m.example.com"],
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: "/m" } }],
        backendRefs: [
          { name: "web", port: 80 },
          { name: "web", namespace: "elsewhere", port: 80 },
          { kind: "ServiceImport", name: "web", port: 80 },
        ],
      },
    ],
  },
} as KubeObject;

it("an Ingress leads to a Service by its rules, all hosts and paths of one port together", () => {
  expect(routesOf([{ name: "web" }], namespace, holding(ingress))).toEqual([
    {
      kind: "Ingress",
      name: "shop",
      service: "web",
      port: "http",
      hosts: ["shop.example.com", "www.example.com"],
      paths: ["/"],
    },
  ]);
});

it("and by its default backend, from every host", () => {
  expect(routesOf([{ name: "fallback" }], namespace, holding(ingress))).toEqual([
    { kind: "Ingress", name: "shop", service: "fallback", port: 80, hosts: [], paths: [] },
  ]);
});

it("an HTTPRoute leads to Services of its own namespace", () => {
  expect(routesOf([{ name: "web" }], namespace, holding(route))).toEqual([
    { kind: "HTTPRoute", name: "web", service: "web", port: 80, hosts: ["m.example.com"], paths: ["/m"] },
  ]);
});

it("other Services are of no concern", () => {
  expect(routesOf([{ name: "db" }], namespace, holding(ingress, route))).toEqual([]);
  expect(routesOf([], namespace, holding(ingress, route))).toEqual([]);
});
