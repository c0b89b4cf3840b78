import type { LabelSelector } from "../kube/objects.ts";
import { UsageError } from "./usageError.ts";

type Expression = NonNullable<LabelSelector["matchExpressions"]>[number];

const operators = ["in", "notin", "=", "==", "!="] as const;

/**
 * `-l` as kubectl takes it: `app=fluentd,tier!=web,env in (prod,stage),zone notin (a),gpu,!canary`. Its `>` and
 * `<` are refused, since no label selector of an object has them.
 *
 * Upstream: apimachinery pkg/labels/selector.go#Parser.parse (v1.36)
 * @throws UsageError in its words
 */
export function parseLabelSelector(text: string): LabelSelector {
  const tokens = text.match(/==|!=|[=!(),<>]|[^\s=!(),<>]+/g) ?? [];
  const matchExpressions: Expression[] = [];
  let at = 0;
  while (at < tokens.length) {
    matchExpressions.push(requirement());
    if (at === tokens.length) break;
    expect([","], "',' or 'end of string'");
    if (!isIdentifier(tokens[at]) && tokens[at] !== "!") throw unexpected("identifier after ','");
  }
  return { matchExpressions };

  function requirement(): Expression {
    const isNegated = tokens[at] === "!";
    if (isNegated) at += 1;
    const key = identifier("!, identifier, or 'end of string'");
    if (isNegated) return { key, operator: "DoesNotExist" };
    if (at === tokens.length || tokens[at] === ",") return { key, operator: "Exists" };
    const operator = expect(operators, operators.join(", "));
    if (operator === "in" || operator === "notin") {
      return { key, operator: operator === "in" ? "In" : "NotIn", values: valuesInParentheses() };
    }
    return { key, operator: operator === "!=" ? "NotIn" : "In", values: [valueOrNothing()] };
  }

  /** Nothing between two of `(`, `,` and `)` is the empty value. */
  function valuesInParentheses(): string[] {
    expect(["("], "'('");
    const values = [valueOrNothing()];
    while (tokens[at] === ",") {
      at += 1;
      values.push(valueOrNothing());
    }
    expect([")"], "',' or ')'");
    return values;
  }

  function valueOrNothing(): string {
    return isIdentifier(tokens[at]) ? (tokens[at++] ?? "") : "";
  }

  function identifier(expected: string): string {
    if (!isIdentifier(tokens[at])) throw unexpected(expected);
    return tokens[at++] ?? "";
  }

  function expect<Token extends string>(wanted: readonly Token[], expected: string): Token {
    const found = wanted.find((token) => token === tokens[at]);
    if (found === undefined) throw unexpected(expected);
    at += 1;
    return found;
  }

  function unexpected(expected: string): UsageError {
    const found = tokens[at] ?? "";
    return new UsageError(
      `unable to parse requirement of -l '${text}': found '${found}', expected: ${expected}`,
    );
  }
}

function isIdentifier(token: string | undefined): boolean {
  return token !== undefined && !/^[=!(),<>]/.test(token);
}
