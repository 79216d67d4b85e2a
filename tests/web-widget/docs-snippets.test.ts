import { execFile } from "node:child_process";
import { cp, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { scratchDir } from "../support/scratch.ts";

const root = path.resolve(import.meta.dirname, "../..");
const guide = await readFile(path.join(root, "docs/widget.md"), "utf8");

/** Two cores that others use take their time to check types. */
const PATIENT = { timeout: 60_000 };

/** The code under a heading of the guide, in this language. */
function snippet(heading: string, language: string): string {
  const [, section = ""] = guide.split(`\n### ${heading}\n`);
  const [, code] =
    new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "msu").exec(section.split("\n### ")[0] ?? "") ?? [];
  if (code === undefined) throw new Error(`docs/widget.md has no ${language} under "${heading}".`);
  return code;
}

/** What the compiler finds wrong with a file that uses the package; React's types are its own, Vue's what is used of it. */
async function faultsOf(name: string, code: string): Promise<string> {
  const dir = await scratchDir();
  await symlink(path.join(root, "node_modules"), path.join(dir, "node_modules"));
  await cp(path.join(root, "web-widget/package/index.d.ts"), path.join(dir, "widget/index.d.ts"));
  // As the build lays it into the package.
  await cp(path.join(root, "web-widget/src/fenqi.ts"), path.join(dir, "widget/fenqi.d.ts"));
  await writeFile(
    path.join(dir, "vue-types.d.ts"),
    `declare module "vue" {
      export function onMounted(hook: () => void): void;
      export function onUnmounted(hook: () => void): void;
    }`,
  );
  const tokens = "const getToken: () => Promise<string>";
  await writeFile(
    path.join(dir, "use.tsx"),
    name === "react.jsx"
      ? `import { Support } from "./react.jsx"; declare ${tokens};
         export const shown = <Support order="42" getToken={getToken} />;`
      : `import { useSupport } from "./vue3.js"; declare ${tokens}; useSupport(getToken);`,
  );
  await writeFile(path.join(dir, name), code);
  const compilerOptions = {
    strict: true,
    // The guide's code is JavaScript.
    noImplicitAny: false,
    allowJs: true,
    checkJs: true,
    noEmit: true,
    jsx: "react-jsx",
    module: "preserve",
    target: "es2022",
    lib: ["es2022", "dom"],
    types: [],
    skipLibCheck: true,
    paths: { "@fenqi/widget": ["./widget/index.d.ts"] },
  };
  await writeFile(
    path.join(dir, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["vue-types.d.ts", "use.tsx", name] }),
  );
  return new Promise((resolve) => {
    execFile(process.execPath, [path.join(root, "node_modules/typescript/bin/tsc"), "-p", dir], (_, stdout) =>
      resolve(stdout),
    );
  });
}

const EXAMPLES = [
  { framework: "React", file: "react.jsx", language: "jsx" },
  { framework: "Vue 3", file: "vue3.js", language: "js" },
];

for (const { framework, file, language } of EXAMPLES) {
  test(`the guide's example for ${framework} fits the package`, PATIENT, async () => {
    const code = snippet(framework, language);
    expect(await faultsOf(file, code)).toBe("");
    // The check itself is not blind.
    expect(await faultsOf(file, code.replace("fenqi.identify(", "fenqi.identfy("))).toContain("identfy");
    expect(await faultsOf(file, code.replaceAll("origin:", "orgin:"))).toContain("orgin");
  });
}

test("the guide's example for a mini program shows one page of the shop, over https", () => {
  const tags = [...snippet("WeChat mini program", "html").matchAll(/<([\w-]+)\s+src="([^"]*)"\s*\/>/gu)];
  expect(tags.map(([, tag]) => tag)).toEqual(["web-view"]);
  expect(new URL(tags[0]?.[2] ?? "").protocol).toBe("https:");
});

test("the guide's policy lets through what the widget shows and nothing that is evaluated", () => {
  const [, section = ""] = guide.split("\n## Content-Security-Policy\n");
  const images = /^\| `img-src` \| `([^`]+)`/mu.exec(section)?.[1]?.split(" ");
  expect(images).toEqual(["https://chat.example", "blob:"]);
  expect(section.split("\n## ")[0]).not.toContain("'unsafe");
});
