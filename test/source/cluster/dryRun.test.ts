import { describe, expect, it } from "vitest";
import { services } from "../../../src/kube/resources.ts";
import { dryRun } from "../../../src/source/cluster/dryRun.ts";
import { StatusError } from "../../../src/source/cluster/http/errors.ts";

/** What is asked, and what comes of it where the server answers so, one after the other. */
async function tried(...answers: readonly { status: number; message: string; reason?: string }[]) {
  const asked: string[] = [];
  const client = {
    get: () => Promise.reject(new Error("nothing is read")),
    dryRun(path: string, { method }: { method: string }) {
      const answer = answers[asked.length];
      asked.push(`${method} ${path.split("?")[0]}`);
      return answer === undefined ? Promise.resolve() : Promise.reject(new StatusError(answer));
    },
  };
  return { said: await dryRun(client, services, "shop", { metadata: { name: "web" } }), asked };
}

const there = { status: 409, reason: "AlreadyExists", message: 'services "web" already exists' };
const path = "/api/v1/namespaces/shop/services";

describe("a dry run", () => {
  it("makes, and where one is there applies", async () => {
    expect(await tried()).toEqual({ said: { accepted: true, causes: [] }, asked: [`POST ${path}`] });
    expect((await tried(there)).asked).toEqual([`POST ${path}`, `PATCH ${path}/web`]);
  });

  it.each([
    [422, 'Service "web" is invalid: spec.ports: Required value'],
    [400, 'Service in version "v1" cannot be handled as a Service: strict decoding error'],
    [409, "the object is being deleted"],
    [403, 'services "web" is forbidden: exceeded quota: services'],
    [500, 'admission webhook "no.example.com" denied the request: no'],
  ])("that ends with %i: %s is a refusal", async (status, message) => {
    expect((await tried({ status, message })).said).toEqual({ accepted: false, message, causes: [] });
    expect((await tried(there, { status, message })).said).toEqual({ accepted: false, message, causes: [] });
  });

  it.each([
    [
      403,
      'services is forbidden: User "jane" cannot create resource "services" in API group "" in the namespace "shop"',
    ],
    [403, 'services "web" is forbidden: User "jane" cannot patch resource "services" in API group ""'],
    [404, 'namespaces "shop" not found'],
    [429, "the server has received too many requests and has asked us to try again later"],
    [503, "the server is currently unable to handle the request"],
    [500, 'Internal error occurred: failed calling webhook "no.example.com": no endpoints available'],
    [400, 'admission webhook "old.example.com" does not support dry run'],
  ])("that ends with %i: %s is no word about the object", async (status, message) => {
    expect((await tried({ status, message })).said).toEqual({ untried: message });
    expect((await tried(there, { status, message })).said).toEqual({ untried: message });
  });
});
