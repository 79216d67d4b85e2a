import { expect, test } from "vitest";
import { type AgentAtDesk, PATIENCE } from "./agent.ts";
import { describeInShop } from "./shop.ts";
import { drawn, talking } from "./talking.ts";

const PATIENT = { timeout: 120_000 };

describeInShop("an agent with a picture", (shop) => {
  const pictures = ({ page }: AgentAtDesk) => page.getByRole("article").getByRole("button", { name: "放大" });
  const held = ({ composer }: AgentAtDesk, name: string) =>
    composer.getByRole("button", { name: `移除图片 ${name}` });

  /** Pastes it into the field, or drops it onto the composer. */
  async function bring(agent: AgentAtDesk, how: "paste" | "drop", name: string): Promise<void> {
    const base64 = (await drawn(agent, 320, 160)).toString("base64");
    const target = how === "paste" ? agent.composer.getByRole("textbox") : agent.composer;
    await target.evaluate(
      (element, [type, file, content]) => {
        const bytes = Uint8Array.from(atob(content), (sign) => sign.codePointAt(0) ?? 0);
        const carried = new DataTransfer();
        carried.items.add(new File([bytes], file, { type: "image/png" }));
        const common = { bubbles: true, cancelable: true };
        element.dispatchEvent(
          type === "paste"
            ? new ClipboardEvent("paste", { ...common, clipboardData: carried })
            : new DragEvent("drop", { ...common, dataTransfer: carried }),
        );
      },
      [how, name, base64] as const,
    );
  }

  const send = ({ composer }: AgentAtDesk) =>
    composer.getByRole("button", { name: "发送", exact: true }).click();

  test("pastes one and drops another, and the customer sees both", PATIENT, async () => {
    const [agent, customer] = await talking(shop, "tie");
    await bring(agent, "paste", "剪贴板.png");
    await held(agent, "剪贴板.png").waitFor();
    await bring(agent, "drop", "桌面.png");
    await held(agent, "桌面.png").waitFor();
    await send(agent);
    await expect.poll(() => pictures(agent).count(), PATIENCE).toBe(2);
    await expect
      .poll(() => customer.page.locator(".message:not(.own) .picture img").count(), PATIENCE)
      .toBe(2);
    expect([...agent.complaints, ...customer.complaints]).toEqual([]);
  });

  test("gives up none to a note", PATIENT, async () => {
    const [agent] = await talking(shop, "zhu");
    await agent.composer.getByRole("button", { name: "备注", exact: true }).click();
    await bring(agent, "paste", "剪贴板.png");
    await bring(agent, "drop", "桌面.png");
    await agent.composer.getByRole("button", { name: "回复", exact: true }).click();
    expect(await agent.composer.getByRole("button", { name: /^移除图片/u }).count()).toBe(0);
  });

  test("is told that it did not get there, and sends it again", PATIENT, async () => {
    const [agent] = await talking(shop, "chong");
    let refused = 0;
    await agent.page.route("**/api/desk/conversations/*/images", (route) => {
      refused += 1;
      return route.abort("connectionreset");
    });
    await bring(agent, "paste", "账单.png");
    await held(agent, "账单.png").waitFor();
    await send(agent);
    const retry = agent.composer.getByRole("button", { name: "重试" });
    await retry.waitFor();
    await agent.composer.getByText("没有发出").waitFor();
    await agent.photograph("desk-images-failed");
    expect([refused, await pictures(agent).count()]).toEqual([1, 0]);
    await agent.page.unroute("**/api/desk/conversations/*/images");
    await retry.click();
    await expect.poll(() => pictures(agent).count(), PATIENCE).toBe(1);
    expect(await held(agent, "账单.png").count()).toBe(0);
  });
});
