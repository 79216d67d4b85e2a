import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/desk/",
  plugins: [react()],
  build: {
    outDir: "../dist/desk",
    emptyOutDir: true,
    target: ["chrome111", "safari16.4", "firefox115"],
    // An inlined picture or font would need data: in more places of the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // build.js has a budget for what counts, the gzipped size.
    chunkSizeWarningLimit: 1_000,
  },
  server: {
    proxy: { "/api": "http://127.0.0.1:3000", "/socket.io": { target: "http://127.0.0.1:3000", ws: true } },
  },
});
