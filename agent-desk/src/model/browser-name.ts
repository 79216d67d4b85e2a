// In this order: each of them also calls itself by the names that follow.
const BROWSERS = [
  [/\bMicroMessenger\//u, "WeChat"],
  [/\bEdg(?:e|A|iOS)?\//u, "Edge"],
  [/\bOPR\//u, "Opera"],
  [/\b(?:Firefox|FxiOS)\//u, "Firefox"],
  [/(?:Chrome|CriOS)\//u, "Chrome"],
  [/\bSafari\//u, "Safari"],
] as const;

const SYSTEMS = [
  [/\bWindows\b/u, "Windows"],
  [/\b(?:iPhone|iPad)\b/u, "iOS"],
  [/\bAndroid\b/u, "Android"],
  [/\bMac OS X\b/u, "macOS"],
  [/\bLinux\b/u, "Linux"],
] as const;

/** What people call the browser of a user agent header: `Chrome · Windows`. A stranger's header stays, cut to a line. */
export function browserName(header: string): string {
  const names = [BROWSERS, SYSTEMS].flatMap((known) => known.find(([sign]) => sign.test(header))?.[1] ?? []);
  return names.length > 0 ? names.join(" · ") : header.slice(0, 60);
}
