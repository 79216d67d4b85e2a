// The page's own buttons lead into the chat: everything worth seeing happens there.
const QUESTIONS = {
  ask: "为什么我不能分期购买？",
  schedule: "这期要还多少，哪天还？",
  repay: "分期怎么还款？",
};

document.getElementById("buy")?.addEventListener("click", () => window.Fenqi?.open());
for (const [id, question] of Object.entries(QUESTIONS)) {
  document.getElementById(id)?.addEventListener("click", () => window.Fenqi?.ask(question));
}
