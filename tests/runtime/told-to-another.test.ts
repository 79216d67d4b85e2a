import { expect, onTestFinished, test } from "vitest";
import { until } from "../support/ears.ts";
import { newCid } from "../support/log-events.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";
import { emptiedDatabase } from "../support/postgres.ts";
import { describeWithPostgres } from "../support/services.ts";
import { twoRuntimes } from "../support/several-runtimes.ts";

describeWithPostgres("a customer of several processes on one database", (freshDatabase) => {
  const makeDatabase = emptiedDatabase(freshDatabase);
  const looking = mendingContent.map((file) =>
    file.path === "dialogs/mend.yaml"
      ? { ...file, text: file.text.replace("zh: 插上插头", 'zh: "在{{ context.page }}修"') }
      : file,
  );

  test("hears at one how far an agent at the other has seen the conversation", async () => {
    const { here, there } = await twoRuntimes(await makeDatabase());
    const id = await here.open();
    const seen: number[] = [];
    const unfollow = there.feeds.follow(id, 0, {
      event() {},
      typing() {},
      failed() {},
      seen: (seq) => void seen.push(seq),
    });
    onTestFinished(unfollow);
    await new Promise((resolve) => setImmediate(resolve));
    here.feeds.seen(id, 3);
    await until(() => seen.length > 0);
    expect(seen).toEqual([3]);
  });

  test("is answered by one with the page that the other was told of", async () => {
    const published = await publishFiles(looking);
    const { here, there } = await twoRuntimes(await makeDatabase(), { published }, { published });
    const id = await here.open();
    await here.reception.look(id, { page: "/lamps" });
    await here.reception.askFor(id, newCid(), "mend");
    await here.quiet(id);
    await there.reception.look(id, { page: "/plugs" });
    await here.reception.askFor(id, newCid(), "mend");
    await here.quiet(id);
    const said = (await here.transcript(id)).filter((line) => line.startsWith("bot: 在"));
    expect(said).toEqual(["bot: 在/lamps修", "bot: 在/plugs修"]);
  });
});
