import { describe, expect, test } from "vitest";
import { junit } from "../../src/regression/junit.ts";
import type { CaseResult } from "../../src/regression/run-case.ts";
import { run } from "./run-talk.ts";

const passing = run("- me: 还款\n- bot: 登录了");
const failing = run("- me: 还款\n- bot: 付清");

function named(result: CaseResult, name: string, file = result.case.at.file): CaseResult {
  return { ...result, case: { ...result.case, name, at: { ...result.case.at, file } } };
}

const xml = (results: readonly CaseResult[], describing = "what there is to say"): string =>
  junit(
    results.map((result) => ({ result, seconds: 0.5 })),
    () => describing,
  );

describe("JUnit XML", () => {
  test("has a suite for each file and a case for each case, with their figures", () => {
    const lines = xml([named(passing, "a"), named(failing, "b"), named(passing, "c", "t.test.yaml")]).split(
      "\n",
    );
    expect(lines).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites tests="3" failures="1" time="1.500">',
      '  <testsuite name="tests/dialogs/s.test.yaml" tests="2" failures="1" time="1.000" errors="0" skipped="0">',
      '    <testcase classname="s" name="a" file="tests/dialogs/s.test.yaml" line="3" time="0.5000"/>',
      expect.stringMatching(
        /^ {4}<testcase classname="s" name="b" .*><failure message=".*">what there is to say<\/failure><\/testcase>$/u,
      ),
      "  </testsuite>",
      '  <testsuite name="t.test.yaml" tests="1" failures="0" time="0.500" errors="0" skipped="0">',
      '    <testcase classname="s" name="c" file="t.test.yaml" line="3" time="0.5000"/>',
      "  </testsuite>",
      "</testsuites>",
      "",
    ]);
  });

  test("escapes what would end an attribute or begin a tag", () => {
    expect(xml([named(passing, `<a href="x">&'\n\t`)])).toContain(
      'name="&lt;a href=&quot;x&quot;&gt;&amp;\'&#10;&#9;"',
    );
    expect(xml([failing], 'a < b && "c"\nd ]]> e')).toContain(
      'a &lt; b &amp;&amp; "c"\nd ]]&gt; e</failure>',
    );
  });

  test("has a mark in place of what XML cannot hold", () => {
    expect(xml([named(passing, "a\u0000b\u001Bc\uD800d\uFFFEe 😊")])).toContain(
      'name="a\uFFFDb\uFFFDc\uFFFDd\uFFFDe 😊"',
    );
  });

  test("carries the message and the line of a failure's case", () => {
    expect(xml([failing])).toContain(
      'message="Expected a text with &quot;付清&quot;, but it is &quot;登录了吗？&#10;登录&#10;付款&quot;."',
    );
  });
});
