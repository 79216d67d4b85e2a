/**
 * Gives a shadow root its styles. A constructed sheet passes the strictest Content-Security-Policy; where the browser
 * cannot construct one (Safari before 16.4), a `<style>` with the page's nonce has to do.
 */
export function addStyles(root: ShadowRoot, css: string, nonce: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
  } catch {
    const style = document.createElement("style");
    style.nonce = nonce;
    style.textContent = css;
    root.append(style);
  }
}
