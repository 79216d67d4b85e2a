import { expect, test } from "vitest";
import { PATIENCE } from "./agent.ts";
import { describeInShop } from "./shop.ts";
import { drawn, talking } from "./talking.ts";

const PATIENT = { timeout: 120_000 };

describeInShop("an agent who talks to a customer", (shop) => {
  test("takes over what the bot would answer, changes it, or sends it at once", PATIENT, async () => {
    const [agent, customer] = await talking(shop, "tan");
    const { page, composer } = agent;
    const field = composer.getByRole("textbox");
    await customer.say("怎么还款");
    const suggested = composer.getByRole("list", { name: "建议回复" }).getByRole("listitem");
    await suggested.first().waitFor();
    await suggested.first().getByRole("button").first().hover();
    await agent.photograph("desk-tools-suggestions");
    await field.fill("您好，");
    await page.keyboard.press("Alt+1");
    await expect.poll(() => field.inputValue(), PATIENCE).toMatch(/^您好，.+/u);
    await field.fill("");
    await page.keyboard.press("Alt+Shift+1");
    await agent.reads("agent: ");
    await expect.poll(() => suggested.count(), PATIENCE).toBe(0);
    expect(await field.inputValue()).toBe("");
    expect(agent.complaints).toEqual([]);
  });

  test("sees a phone number only after asking for it", PATIENT, async () => {
    const [agent, customer] = await talking(shop, "mu");
    await customer.say("我的手机号是13812345678");
    const line = agent.page.getByRole("article").filter({ hasText: "我的手机号是" });
    await line.waitFor();
    expect(await line.textContent()).not.toContain("13812345678");
    await agent.photograph("desk-tools-masked");
    await line.getByRole("button", { name: "显示" }).click();
    await agent.reads("customer: 我的手机号是13812345678");
    await line.getByRole("button", { name: "隐藏" }).click();
    await line.getByText("13812345678").waitFor({ state: "detached" });
    expect(agent.complaints).toEqual([]);
  });

  test("sends an image, which opens large", PATIENT, async () => {
    const [agent] = await talking(shop, "hua");
    const { page, composer } = agent;
    const buffer = await drawn(agent, 2400, 1200);
    await composer
      .locator("input[type=file]")
      .setInputFiles({ name: "账单.png", mimeType: "image/png", buffer });
    await composer.getByRole("button", { name: "移除图片 账单.png" }).waitFor();
    await agent.photograph("desk-tools-image-held");
    await composer.getByRole("button", { name: "发送", exact: true }).click();
    const picture = page.getByRole("article").getByRole("button", { name: "放大" });
    await picture.waitFor();
    await page.getByText("发送中").waitFor({ state: "detached" });
    // Room is kept for it before it is there: 2400 by 1200, in a frame of 320 by 240.
    await expect.poll(() => picture.getByRole("presentation").getAttribute("height"), PATIENCE).toBe("160");
    await picture.click();
    const large = page.getByRole("dialog").getByRole("img", { name: "图片" });
    // What the server has is no larger than it has to be.
    await expect.poll(() => large.evaluate((img: HTMLImageElement) => img.naturalWidth), PATIENCE).toBe(1600);
    await agent.photograph("desk-tools-image-large");
    await page.keyboard.press("Escape");
    await large.waitFor({ state: "detached" });
    expect(agent.complaints).toEqual([]);
  });

  test("is told in words when what they chose is no image", PATIENT, async () => {
    const [agent] = await talking(shop, "wen");
    const { composer } = agent;
    await composer
      .locator("input[type=file]")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("no image") });
    await composer.getByText("这不是可以发送的图片").waitFor();
    await composer.getByRole("button", { name: "移除图片 a.png" }).click();
    await composer.getByText("这不是可以发送的图片").waitFor({ state: "detached" });
    expect(agent.complaints).toEqual([]);
  });

  test("is told that the customer has written while another list is shown", PATIENT, async () => {
    const [agent, customer] = await talking(shop, "ting");
    const { page } = agent;
    await agent.reply("您好");
    await agent.reads("agent: 您好");
    await agent.show("等待中");
    await page.evaluate(() => {
      location.hash = "#/";
    });
    await page.getByText("从左侧选择一个对话").waitFor();
    await customer.say("还在吗");
    const badge = page.getByRole("navigation").getByRole("img", { name: "1 位客户发来新消息" });
    await badge.waitFor();
    await agent.photograph("desk-tools-unheard");
    await agent.show("我的");
    await agent.open("还在吗");
    await badge.waitFor({ state: "detached" });
    expect(agent.complaints).toEqual([]);
  });

  test("sees what is known of the customer beside the talk, also on a narrow screen", PATIENT, async () => {
    const [agent] = await talking(shop, "zhai");
    const { page } = agent;
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.getByRole("button", { name: "客户资料", pressed: false }).click();
    const panel = await page.getByRole("complementary", { name: "客户资料" }).boundingBox();
    const field = await agent.composer.boundingBox();
    expect(panel?.x).toBeGreaterThanOrEqual((field?.x ?? 0) + (field?.width ?? 0));
    expect(field?.width).toBeGreaterThan(340);
    await agent.photograph("desk-tools-narrow");
    expect(agent.complaints).toEqual([]);
  });

  test(
    "is told on top of the page to take customers by hand while nobody is given any",
    PATIENT,
    async () => {
      await shop.hire({ name: "jie", login: "jie" });
      const agent = await shop.openDesk();
      const { page } = agent;
      let push: (state: { readonly on: boolean }) => void = () => {};
      await page.routeWebSocket(/socket\.io/u, (socket) => {
        socket.connectToServer();
        push = (state) => socket.send(`42/desk,${JSON.stringify(["trouble", state])}`);
      });
      await page.reload();
      await agent.signIn("jie");
      await agent.show("我的");
      await page.getByText("这里没有对话").waitFor();
      push({ on: true });
      const bar = page.getByRole("alert").filter({ hasText: "请手动接手等待中的客户" });
      await bar.waitFor();
      await agent.photograph("desk-tools-trouble");
      push({ on: false });
      await bar.waitFor({ state: "detached" });
      expect(agent.complaints).toEqual([]);
    },
  );

  test("blocks the customer, sees until when, and ends it", PATIENT, async () => {
    const [agent] = await talking(shop, "bai");
    const { page } = agent;
    await page.getByRole("button", { name: "更多操作" }).click();
    await page.getByRole("menuitem", { name: "屏蔽客户" }).click();
    const dialog = page.getByRole("dialog", { name: "屏蔽客户" });
    await dialog.getByRole("combobox").selectOption({ label: "7 天" });
    await dialog.getByRole("textbox").fill("反复辱骂");
    await agent.photograph("desk-tools-block");
    await dialog.getByRole("button", { name: "确定" }).click();
    const bar = page.getByRole("status").filter({ hasText: "已被屏蔽" });
    await bar.waitFor();
    await agent.reads("event: bai 屏蔽了客户");
    await agent.photograph("desk-tools-blocked");
    await bar.getByRole("button", { name: "解除屏蔽" }).click();
    await bar.waitFor({ state: "detached" });
    await agent.reads("event: bai 解除了屏蔽");
    expect(agent.complaints).toEqual([]);
  });

  test("searches by what it was about, and has the search on another computer", PATIENT, async () => {
    const [agent] = await talking(shop, "ke", "为什么不能分期");
    const { page } = agent;
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "搜索对话" }).click();
    const dialog = page.getByRole("dialog", { name: "搜索对话" });
    const intent = dialog.getByLabel("咨询的问题");
    await intent.fill("为什么不能分期");
    await dialog.getByRole("button", { name: "搜索", exact: true }).click();
    await dialog.getByRole("listitem").filter({ hasText: "由我接待" }).waitFor();
    await dialog.getByRole("button", { name: "保存此搜索" }).click();
    await dialog.getByLabel("搜索名称").fill("常看的");
    await agent.photograph("desk-tools-search");
    await dialog.getByRole("button", { name: "保存", exact: true }).click();
    await dialog.getByRole("button", { name: "常看的", exact: true }).waitFor();
    await page.keyboard.press("Escape");

    const elsewhere = await shop.openDesk();
    await elsewhere.signIn("ke");
    await elsewhere.page.getByRole("navigation").getByRole("button", { name: "常看的" }).click();
    const found = elsewhere.page.getByRole("dialog", { name: "搜索对话" });
    await expect.poll(() => found.getByLabel("咨询的问题").inputValue(), PATIENCE).toBe("为什么不能分期");
    await elsewhere.photograph("desk-tools-searches");
    expect([...agent.complaints, ...elsewhere.complaints]).toEqual([]);
  });
});
