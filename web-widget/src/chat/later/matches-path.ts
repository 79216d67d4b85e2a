/** Whether a path fits a pattern, in which `*` stands for anything but a slash, and `**` for anything. */
export function matchesPath(pattern: string, path: string): boolean {
  const source = pattern
    .split(/(\*+)/u)
    .map((part) => {
      if (part === "*") return "[^/]*";
      return part.startsWith("*") ? ".*" : part.replace(/[\\^$.|?+()[\]{}]/gu, "\\$&");
    })
    .join("");
  return new RegExp(`^${source}$`, "u").test(path);
}
