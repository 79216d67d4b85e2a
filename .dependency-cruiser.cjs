/**
 * Who may import whom. Every room has an allow-list: what is not named here is refused, npm packages and node:
 * modules included. `scripts/layers.js` runs it; CONTRIBUTING.md tells what each room is for.
 */
const ROOMS = {
  kernel: [],
  protocol: ["kernel", npm("zod")],
  text: ["kernel", npm("@node-rs/jieba", "pinyin-pro", "opencc-js", "re2js"), natural()],
  nlu: ["kernel", "text", npm("minisearch"), natural()],
  content: ["kernel", "text", npm("yaml", "zod", "liquidjs", "@marcbachmann/cel-js"), natural()],
  dialog: ["kernel", "text", "content", npm("liquidjs", "@marcbachmann/cel-js")],
  desk: ["kernel"],
  conversation: ["kernel", "text", "content", "dialog", "desk", "protocol"],
};
const PURE = Object.keys(ROOMS).filter((room) => room !== "protocol");
ROOMS.regression = [...PURE, npm("yaml", "zod")];
ROOMS.runtime = [...PURE, "protocol", "regression"];

/** Where everything is tied together: the files directly in src, and the commands. No room imports them back. */
const ROOTS = ["^src/[^/]+\\.ts$", "^src/cli/"];

/** A stylesheet as a string, which Vite resolves and dependency-cruiser does not. */
const VITE_QUERY = "\\.css\\?inline$";

function npm(...names) {
  return `(^|/)node_modules/(${names.join("|")})/`;
}

/** A part of natural; never its root, which costs 1.5 s and 150 MB, reads .env files and prints. */
function natural() {
  return "(^|/)node_modules/natural/lib/natural/[^/]+/";
}

function room(name) {
  return `^src/${name}/`;
}

function only(name, from, allowed, comment) {
  return { name, comment, severity: "error", from: { path: from }, to: { pathNot: allowed } };
}

const roomRules = Object.entries(ROOMS).map(([name, allowed]) =>
  only(
    `${name}-imports`,
    room(name),
    [room(name), ...allowed.map((target) => (target.includes("node_modules") ? target : room(target)))],
    `${name} may import ${allowed.length === 0 ? "nothing" : allowed.join(", ")}`,
  ),
);

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: "adapters-import-inwards",
      comment: "an adapter knows the runtime, the pure rooms and the protocol; never the composition roots",
      severity: "error",
      from: { path: "^src/adapters/" },
      to: { path: "^src/", pathNot: [room("adapters"), ...Object.keys(ROOMS).map(room)] },
    },
    {
      name: "adapters-apart",
      comment: "an adapter never imports another one; what they share is a port of the runtime",
      severity: "error",
      from: { path: "^src/adapters/([^/]+)" },
      to: { path: "^src/adapters/", pathNot: "^src/adapters/$1(/|$)" },
    },
    only(
      "config-imports",
      "^src/config\\.ts$",
      [room("kernel"), npm("zod")],
      "config may import kernel, zod",
    ),
    {
      name: "src-stays-in-src",
      comment: "the server imports no widget, test, benchmark or script",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(web-widget|agent-desk|tests|bench|scripts|bin|dist)/" },
    },
    {
      name: "every-room-has-a-rule",
      comment: "a new folder of src needs its line in this file first",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: [...Object.keys(ROOMS).map(room), room("adapters"), ...ROOTS],
      },
      to: {},
    },
    only(
      "web-widget-imports",
      "^web-widget/(src|demo)/",
      [
        "^web-widget/",
        VITE_QUERY,
        room("protocol"),
        room("kernel"),
        npm("preact", "socket.io-client", "engine.io-client", "@socket.io/component-emitter"),
      ],
      "the widget may import the protocol and the kernel (types only, which the linter checks), preact, and socket.io's client",
    ),
    only(
      "agent-desk-imports",
      "^agent-desk/src/",
      [
        "^agent-desk/",
        room("protocol"),
        room("kernel"),
        npm(
          "react",
          "react-dom",
          "@mantine/[^/]+",
          "@tabler/icons-react",
          "@tanstack/react-virtual",
          "socket.io-client",
        ),
      ],
      "agent-desk may import the protocol, the kernel and what pages are made of",
    ),
    {
      name: "no-drawers",
      comment: "a file is named after its subject; the only barrel is src/nlu/index.ts",
      severity: "error",
      from: {},
      to: {
        path: [
          "^(src|web-widget|agent-desk)/.+/(util|utils|helper|helpers|common|types|constants)\\.tsx?$",
          "^src/.+/index\\.ts$",
        ],
        pathNot: "^src/nlu/index\\.ts$",
      },
    },
    {
      name: "no-cycles",
      comment: "type-only imports count",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "an import leads to a file or an installed package",
      severity: "error",
      // What is published stands beside what the build puts there.
      from: { pathNot: "^web-widget/package/" },
      to: { couldNotResolve: true, pathNot: VITE_QUERY },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    // dependency-cruiser reads TypeScript below 7 or swc; without swc it would see nothing and pass.
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".d.ts"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
