import type { Fenqi, HostContext } from "../../web-widget/src/fenqi.ts";
import type { AgentAtDesk } from "./agent.ts";
import type { Customer } from "./customer.ts";
import type { Shop } from "./shop.ts";

/**
 * An agent who has just taken a customer, whose conversation is open.
 *
 * @param first what the customer asks the bot before they ask for a person
 * @param context what they look at in the shop
 */
export async function talking(
  shop: Shop,
  login: string,
  first?: string,
  context?: HostContext,
): Promise<[AgentAtDesk, Customer]> {
  await shop.hire({ name: login, login });
  const customer = await shop.visit();
  if (context !== undefined)
    await customer.page.evaluate(async (seen) => (window.Fenqi as Fenqi).setContext(seen), context);
  await customer.openChat();
  if (first !== undefined) {
    await customer.say(first);
    await customer.reads("bot: ");
  }
  await customer.say("转人工");
  await customer.reads("bot: 现在没有同事在线");
  // Nobody is given anything: the customer of one test must not come to the agent of another.
  const agent = await shop.openDesk();
  await agent.signIn(login);
  await agent.show("留言");
  await agent.hasRows(1);
  await agent.open("转人工");
  await agent.composer.getByRole("button", { name: "接手" }).click();
  await agent.reads(`event: ${login} 接手了对话`);
  return [agent, customer];
}

/** A PNG of so many pixels, as the browser draws it. */
export async function drawn({ page }: AgentAtDesk, width: number, height: number): Promise<Buffer> {
  const address = await page.evaluate(
    (size) => {
      const canvas = Object.assign(document.createElement("canvas"), size);
      canvas.getContext("2d")?.fillRect(0, 0, size.width / 2, size.height / 2);
      return canvas.toDataURL("image/png");
    },
    { width, height },
  );
  return Buffer.from(address.split(",")[1] ?? "", "base64");
}
