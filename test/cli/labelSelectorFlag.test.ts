import { describe, expect, it } from "vitest";
import { parseLabelSelector } from "../../src/cli/labelSelectorFlag.ts";

const In = (key: string, ...values: string[]) => ({ key, operator: "In", values });
const NotIn = (key: string, ...values: string[]) => ({ key, operator: "NotIn", values });
const Exists = (key: string) => ({ key, operator: "Exists" });
const DoesNotExist = (key: string) => ({ key, operator: "DoesNotExist" });

/** The grammar of apimachinery pkg/labels/selector.go#Parser.parse, with its words (v1.36). */
describe("-l reads what kubectl reads", () => {
  it.each([
    ["", []],
    ["app=fluentd", [In("app", "fluentd")]],
    ["app==fluentd", [In("app", "fluentd")]],
    ["app = fluentd , tier != web", [In("app", "fluentd"), NotIn("tier", "web")]],
    ["app=", [In("app", "")]],
    ["app=,tier=web", [In("app", ""), In("tier", "web")]],
    ["app!=", [NotIn("app", "")]],
    ["gpu", [Exists("gpu")]],
    ["!gpu", [DoesNotExist("gpu")]],
    ["! gpu,zone", [DoesNotExist("gpu"), Exists("zone")]],
    ["zone in (a)", [In("zone", "a")]],
    ["zone in(a,b)", [In("zone", "a", "b")]],
    ["zone in ( a , b ),gpu", [In("zone", "a", "b"), Exists("gpu")]],
    ["zone notin (a,)", [NotIn("zone", "a", "")]],
    ["zone in ()", [In("zone", "")]],
    ["zone in (,a)", [In("zone", "", "a")]],
    ["app.kubernetes.io/name=fluentd", [In("app.kubernetes.io/name", "fluentd")]],
    ["env=in", [In("env", "in")]],
  ])("%j", (text, matchExpressions) => {
    expect(parseLabelSelector(text)).toEqual({ matchExpressions });
  });

  it.each([
    ["=fluentd", "found '=', expected: !, identifier, or 'end of string'"],
    [",gpu", "found ',', expected: !, identifier, or 'end of string'"],
    ["gpu,", "found '', expected: identifier after ','"],
    ["gpu,,zone", "found ',', expected: identifier after ','"],
    ["app=a b", "found 'b', expected: ',' or 'end of string'"],
    ["!gpu=true", "found '=', expected: ',' or 'end of string'"],
    ["zone in a", "found 'a', expected: '('"],
    ["zone in (a", "found '', expected: ',' or ')'"],
    ["cores>4", "found '>', expected: in, notin, =, ==, !="],
  ])("%j is an error", (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(`unable to parse requirement of -l '${text}': ${message}`);
  });
});
