/**
 * What a word does in an answer to a yes/no question.
 *
 * - `good`, `bad`: how things stand; a negation in front turns them round (没解决, 没问题, not working)
 * - `yes`, `no`: an answer outright
 * - `nod`: agreement so weak that any other answer overrules it (嗯，还是不行)
 * - `wish`: a yes only when a question was asked (要, 有, please do)
 * - `not`: negates what follows, or is a no when nothing does
 * - `deed`: what may be done or not ("can't log in", "i can find it"); alone, or when nothing was asked, a topic
 * - `subject`: bad news, unless something better is said of it (有问题; 问题解决了)
 * - `filler`: changes nothing
 * - `thing`: changes nothing once a question was asked; a topic of its own otherwise (按钮, "the button")
 */
export type YesNoRole =
  | "good"
  | "bad"
  | "yes"
  | "no"
  | "nod"
  | "wish"
  | "not"
  | "deed"
  | "subject"
  | "filler"
  | "thing";

/** Chinese words are parted by spaces, English ones, which may hold spaces, by commas or line ends. */
const wordsByRole: Readonly<Record<YesNoRole, string>> = {
  good: `
    解决 解决好 解决掉 搞定 搞好 登进去 弄好 弄成 弄完 整好 整成 处理好 修好 办好 办成 完成 恢复 恢复正常 正常 成功 操作成功 顺利 通过
    好使 好用 管用 有用 有效 有效果 起作用 起效 奏效 见效 好转 改善 效果 变化 反应 作用 动静 用
    可以 可以用 找到 看到 看见 查到 登上 登录上 打开 进去 弄到 行 行得通 能行 能用 用上 好 好多 成 能 能够 还上 完美 搞掂 得咗
    ok, okay, work, works, working, worked, worked out, fix, fix it, fixed, solve, solve it, solved, resolve, resolved
    help, helped, helps, helpful, done, sorted, sorted out, good, great, fine, perfect, all good, all set, better
    successful, succeed, succeeded, go through, went through, gone through, do it, did it, back to normal, good to go, up and running, available, keyi, xing, jiejue`,
  bad: `
    失败 报错 出错 卡住 卡着 异常 白搭 白费 徒劳 老样子 一个样 一样 照旧 还在 存在 那样 这样 无效 白弄
    broken, fail, fails, failed, failing, stuck, same, the same, error, errors, an error, useless, wrong, bad, worse, unsolved, unresolved, missing, gone, unavailable, greyed out, grey, crash, crashes, crashing, crashed, frozen
    same problem, same issue, same error, same thing, the same problem, the same issue, the same error, the same thing`,
  yes: `
    没事 没毛病 是这样的 是这样 没啥问题 没什么问题 算解决 算可以 没啥事 没什么事
    got it, that's it, no problem, no problems, no problem anymore, no issue, no issues, no more problems, no more issues
    no error, no errors, no more errors, no longer broken, no longer failing, no questions, no more questions, no further questions`,
  no: `
    否 不行的 不可以的 不好的 不是的 没什么用 没啥用 没什么效果 没啥效果 没什么反应 没啥反应 没什么变化 没啥变化 没呢 没得 木得 莫得 冒得 不要 不用 不需要 不必 不想 不了 没兴趣 下次 改天 下次再说 改天再说 以后再说 回头再说 下次吧 改天吧 算了 免了 没辙 没戏 没门 没招 白扯
    不怎么样 不咋样 不咋的 不灵 不灵光 不好使 不顶用 不中 不得行 行不通 做不到 做不了 操作不了
    找不到 看不到 看不见 查不到 登不上 打不开 进不去 用不了 用不上 用不成 解决不了 搞不定 弄不好 弄不了 弄不成 弄不来 处理不了 不对
    no, nope, nah, naw, n, no luck, no change, no difference, no effect, no use, negative, never, never mind, nevermind
    nothing, nothing changed, nothing happened, nothing happens, nothing works, not yet, not really, not quite, not at all
    not now, no thanks, no thank you, no need, not needed, not necessary, not so much, neither, afraid not, i'm afraid not
    don't think so, i don't think so, i dont think so, any luck, i doubt it, doubt it, forget it, leave it, no way, no joy, no dice, buxing, bukeyi, buyong`,
  nod: `
    是 是的 是滴 系 系的 对 对的 对头 没错 不错 当然 必须 必须的 肯定 正是 妥 妥了 要得 得嘞 好嘞 算是
    嗯 嗯嗯 恩 恩恩 嗯呐 嗯哪 昂 好的 好滴 好哒 好吧 好嘛 哦 噢 喔
    知道了 明白了 懂了 了解了 了解 收到 明白 晓得了
    i'm good, i'm fine, i'm ok, i'm okay, yes, yep, yeah, yeh, yup, yea, ya, aye, y, sure, sure thing, correct, right, that's right, exactly, indeed, definitely
    absolutely, of course, certainly, affirmative, i think so, i guess so, i believe so, i suppose so, seems so, looks so
    kind of, kinda, sort of, more or less, pretty much, ok then, alright, alrighty, k, kk, mhm, uh huh, fair enough
    understood, i see, oh, cool, okie, okey, you bet, by all means, no doubt, totally, haode, shide, shi, dui, en`,
  wish: `
    有 要 需要 想 想要 开 在 会 愿意 同意 确认 继续 来 中
    go on, continue, want, want to, i want to, interested, i can, i can now, we can, is now, does now, can now, let's do it
    able, able to, see it, see that, seen, found, found it, logged in, signed in, got in, opens, opened, loads, loaded
    shows, shown, shows up, managed, managed to, changed
    看得到 找得到 点得开 进得去
    please, please do, yes please, go ahead, i do, i did, i have, i am, it is, it did, it does, it has, we did, i would, i'd like, i'd like to, i'd like that, i'd love to`,
  not: `
    没 没有 没能 没法 未 未能 不 不是 不能 不会 无法 不得 并没 并没有 并不 并未 别 木有 母有 米有 冇 唔 不想 不要 不用 不需要 没有一个 没一个 不怎么 不咋 不算 谈不上 算不上 称不上 不能说
    not, don't, dont, doesn't, doesnt, didn't, didnt, isn't, isnt, wasn't, hasn't, hasnt, haven't, havent, can't, cant
    cannot, won't, wont, couldn't, couldnt, wouldn't, wouldnt, aren't, arent, weren't, unable, unable to, stopped, stops, nothing, none, none of it
    none of them, none of that, neither, ain't, aint, meiyou, mei, bushi, bu`,
  deed: `
    显示 登录 加载 提交
    see, find, log in, login, sign in, get in, open, load, show, show up, use it, manage, manage to, change`,
  subject: `
    问题 毛病 故障 效果 变化 反应 作用 动静
    problem, problems, issue, issues, trouble`,
  filler: `
    了 的 啊 呀 呢 吧 啦 哈 哈哈 哈哈哈 嘿嘿 诶 唉 哎 哎呀 额 呃 嘛 呗 咯 喽 哟 欸 嘞 滴 哒 捏 耶 喂 地 得 着 过 嗷 嗐 害
    我 你 你们 我们 咱 这 这个 那 那个 它 这边 那边 我这 我这边 我这里 这里 这下 这次 这回 事 事情 一切 全都 状况 情况
    现在 刚才 刚刚 刚 目前 已经 已 终于 总算 今天 早就 早 暂时 到现在 至今 先 一点 一点点 半点 丝毫 后来 最后 结果 一下 一下子 马上
    好像 似乎 应该 应该是 感觉 大概 差不多 基本 基本上 可能 也许 估计 勉强 貌似 看起来 看来 看样子 觉得 说 还算 算 大致 或许 多半
    还 还是 也 也是 都 就 就是 又 再 倒 倒是 真 真的 真是 确实 的确 全 全部 完全 彻底 根本 依然 依旧 仍然 仍旧 仍 仍是
    一直 老是 总是 压根 反正 太 大 很 挺 非常 咋 同样 照样 任何 过来 起来 下来 出来 到 上 完 掉 个 是 有 没有的
    其实 昨天 之前 跟之前 和之前 跟以前 和以前 跟原来 和原来 跟刚才 和刚才 一开始 起初 原来 恐怕 哇 哇塞 呜呜 咗 喇 喎 嘅 晒
    也不是不 倒不是不 又不是不 也不是没有
    但 但是 可是 不过 然后 所以 因为 而且 虽然 只是 只不过
    试 试过 试了 试过了 试了试 试了下 试了一下 试试 试了一遍 试了几次 试了好几次 试了好多次 试了好多遍 试了很多次 试了很多遍 都试过
    试下来 重试 重试了 弄 弄了 操作 操作了 做了 照做了 照着做了 按你说的 按你说的做了 按你说的试了 按照你说的 用你说的方法 这个方法
    这方法 这个办法 这办法 方法 办法 换了 重启 重启了 重新登录了 重新试了 检查了 检查过 看了 看过 半天 好几遍 好几次 很多次 几次 多次
    谢谢 谢谢你 谢谢您 谢谢啦 谢了 多谢 感谢 十分感谢 非常感谢 麻烦 麻烦你 辛苦 你好 您好 你们好 大家好 客服好 早上好 上午好 中午好 下午好 晚上好 早安 晚安 亲 亲亲 不好意思 抱歉 对不起
    太好了 太棒了 太感谢了 真棒 厉害 牛 赞 棒 客服 小姐姐 小哥哥 老师
    i, i'm, im, i've, ive, you, we, they, it, it's, its, that, that's, thats, this, these, my, your, the, a, an, all, everything
    for, to, me, now, still, just, already, finally, at, yet, again, anymore, any more, any, longer, more, then, so, and, but
    though, well, um, uh, hmm, hm, ah, aha, hey, hi, hello, good morning, good afternoon, good evening, good night, good day, haha, lol, thanks, thank you, thank you so much, thanks a lot, thx
    ty, cheers, sorry, really, very, much, too, also, either, even, quite, totally, completely, fully, actually, seems, seem
    seems to, appears, appears to, looks, looks like, like, think, i think, i guess, guess, maybe, perhaps, probably
    apparently, unfortunately, afraid, is, was, be, been, has, have, had, does, do, did, are, try, tried, i tried, tried it
    tried that, tried everything, tried them all, app, here, today, get, getting, got, gets, after, way, time, what you said
    you said, mate, man, bro, sir, on, there, there's, there is, there are, wow, yay, nice, awesome, amazing, brilliant, super
    lovely, at first, first, earlier, before, as before, yesterday, once, later, such, let's, hell, anything, say, rather, sadly, clicked, made, makes, keep, keeps, kept
    it is, it did, it does, it has, i do, i did, i have, i am, we did, i would
    xiexie, le, a, ya, ba, hai, haishi, xianzai, haimei`,
  thing: `
    选项 按钮 入口 页面 界面 功能 菜单 开关 链接 图标 那一项 这一项 这个选项 手机 网络 软件 系统 地方 东西 点 点了 点击 点击了
    option, button, link, page, screen, menu, message, thing, phone, system, website, site`,
};

const HAN = /\p{Script=Han}/u;

/** What every word may do; a word may do several things: 有 is a wish alone, and filler before 问题. */
export const rolesByWord: ReadonlyMap<string, ReadonlySet<YesNoRole>> = index();

function index(): ReadonlyMap<string, ReadonlySet<YesNoRole>> {
  const roles = new Map<string, Set<YesNoRole>>();
  for (const role of Object.keys(wordsByRole).filter(isRole)) {
    for (const word of entries(wordsByRole[role])) {
      const known = roles.get(word) ?? new Set();
      roles.set(word, known.add(role));
    }
  }
  return roles;
}

function entries(list: string): readonly string[] {
  return list
    .split(/[,\n]/u)
    .flatMap((entry) => (HAN.test(entry) ? entry.split(" ") : [entry]))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

function isRole(key: string): key is YesNoRole {
  return key in wordsByRole;
}
