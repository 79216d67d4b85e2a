/** The text of a file in UTF-8 or UTF-16, by its byte order mark, or else in UTF-8, or in what Excel writes in China. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // No UTF-8; GB18030 holds GBK and GB2312, and takes any bytes.
    return new TextDecoder("gb18030").decode(bytes);
  }
}
