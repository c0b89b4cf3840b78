import { describe, expect, it } from "vitest";
import type { PodTemplateSpec } from "../../../src/kube/objects.ts";
import {
  argumentsWithoutSecrets,
  textWithoutSecrets,
  withoutSecret,
} from "../../../src/rules/pods/secretLooking.ts";
import { templateChanges, templateWithoutSecrets } from "../../../src/rules/pods/templateChanges.ts";

describe("a text without its secrets", () => {
  it.each([
    ["curl -H 'Authorization: Bearer hunter2' http://api", "curl -H 'Authorization: <hidden>' http://api"],
    ["send Bearer hunter2", "send Bearer <hidden>"],
    ["curl -u admin:hunter2 http://api", "curl -u admin:<hidden> http://api"],
    ["/healthz?token=hunter2&full=1", "/healthz?token=<hidden>&full=1"],
    ['{"user":"shop","password":"hunter2"}', '{"user":"shop","password":<hidden>}'],
    ["password: hunter2", "password: <hidden>"],
    [
      "kubectl set env deployment/shop DB_PASSWORD=hunter2",
      "kubectl set env deployment/shop DB_PASSWORD=<hidden>",
    ],
    ["https://hooks.slack.com/services/T0/B0/hunter2", "https://hooks.slack.com/services/<hidden>"],
    ["postgres://shop:hunter2@db/shop", "postgres://shop:<hidden>@db/shop"],
  ])("%s", (text, expected) => {
    expect(textWithoutSecrets(text)).toBe(expected);
  });

  it.each([
    "registry.example/shop:1.2.0",
    "release 1.27: faster start",
    "LOG_LEVEL=debug",
    "http://keycloak.example:8080/realms",
    "12:30:45",
    '{"level":"info","port":8080}',
  ])("is the text itself where there is none: %s", (text) => {
    expect(textWithoutSecrets(text)).toBe(text);
  });

  it("of a variable, a header or an annotation by its name", () => {
    for (const name of [
      "GITHUB_PAT",
      "JWT",
      "HASH_SALT",
      "CONNECTION_STRING",
      "X-Auth",
      "Cookie",
      "api-token",
      "example.com/db-dsn",
    ]) {
      expect(withoutSecret(name, "hunter2")).toBe("<hidden>");
    }
    for (const name of ["KEYCLOAK_URL", "SLACK_PATH_STYLE", "PATTERN"]) {
      expect(withoutSecret(name, "http://keycloak")).toBe("http://keycloak");
    }
  });

  it("of arguments that stand apart", () => {
    expect(argumentsWithoutSecrets(["curl", "-u", "admin:hunter2", "http://api"])).toEqual([
      "curl",
      "-u",
      "admin:<hidden>",
      "http://api",
    ]);
  });
});

describe("a pod template without its secrets", () => {
  const template = (secret: string): PodTemplateSpec =>
    ({
      metadata: { annotations: { "api-token": secret, "cfg/url": `postgres://u:${secret}@db` } },
      spec: {
        containers: [
          {
            name: "shop",
            image: "shop:1.0",
            command: ["curl", "-H", `Authorization: Bearer ${secret}`],
            env: [
              { name: "DB_PASSWORD", value: secret },
              { name: "CONFIG", value: `{"password":"${secret}"}` },
            ],
            livenessProbe: {
              httpGet: {
                path: `/h?token=${secret}`,
                port: 80,
                httpHeaders: [{ name: "X-Auth", value: secret }],
              },
            },
          },
        ],
      },
    }) as PodTemplateSpec;

  it("in full, as --revision shows it", () => {
    const text = JSON.stringify(templateWithoutSecrets(template("hunter2")));
    expect(text).not.toContain("hunter2");
    expect(text).toContain("shop:1.0");
  });

  it("in what changed, which still names every field", () => {
    const changes = templateChanges(template("hunter2"), template("hunter3"));
    expect(JSON.stringify(changes)).not.toMatch(/hunter/);
    expect(changes.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        "metadata.annotations.api-token",
        "spec.containers[shop].env[DB_PASSWORD].value",
      ]),
    );
    expect(changes.length).toBeGreaterThanOrEqual(6);
  });
});
