// The page's own buttons lead into the chat: everything worth seeing happens there.
const QUESTIONS = {
  ask: "为什么我不能分期购买？",
  schedule: "这期要还多少，哪天还？",
  repay: "分期怎么还款？",
};

document.getElementById("buy")?.addEventListener("click", () => (window.Fenqi ??= []).push(["open"]));
for (const [id, question] of Object.entries(QUESTIONS)) {
  document
    .getElementById(id)
    ?.addEventListener("click", () => (window.Fenqi ??= []).push(["send", question]));
}

// Where made-up accounts are there to be looked at, the visitor may be one of their owners: what a shop's own server says
// of a customer who has signed in.
const [bar, customers, sentence] = ["visitor", "customer", "story"].map((id) => document.getElementById(id));
const KEPT = "demo-customer";

if (bar && customers instanceof HTMLSelectElement && sentence) void offerAccounts(bar, customers, sentence);

/**
 * @param {HTMLElement} visitor
 * @param {HTMLSelectElement} choice
 * @param {HTMLElement} story
 */
async function offerAccounts(visitor, choice, story) {
  const reply = await fetch("/demo/customers").catch(() => undefined);
  /** @type {{ readonly customers: readonly { readonly id: string, readonly title: { readonly zh: string }, readonly story: { readonly zh: string } }[] }} */
  const { customers: known } = reply?.ok ? await reply.json() : { customers: [] };
  for (const { id, title } of known) choice.append(new Option(title.zh, id));
  choice.value = known.some(({ id }) => id === kept()) ? kept() : "";
  visitor.hidden = known.length === 0;
  const tell = () => {
    story.textContent = known.find(({ id }) => id === choice.value)?.story.zh ?? "";
  };
  tell();
  if (choice.value !== "") void signIn(choice.value);
  const change = async () => {
    const chosen = choice.value;
    keep(chosen);
    visitor.ariaBusy = "true";
    story.textContent = "正在登录…";
    try {
      // Another customer must not find the conversation of the one before.
      await (window.Fenqi ??= []).push(["logout"]);
      if (chosen !== "") await signIn(chosen);
      if (choice.value === chosen) tell();
    } catch {
      if (choice.value === chosen) story.textContent = "登录没有成功，请再选一次。";
    } finally {
      if (choice.value === chosen) visitor.ariaBusy = "false";
    }
  };
  choice.addEventListener("change", () => void change());
}

/**
 * Settles when the chat knows the customer.
 *
 * @param {string} customer
 */
async function signIn(customer) {
  const identity = async () => {
    const response = await fetch("/demo/identity", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ customer }),
    });
    return (await response.json()).identity;
  };
  await (window.Fenqi ??= []).push(["identify", identity]);
}

function kept() {
  try {
    return sessionStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} customer */
function keep(customer) {
  try {
    sessionStorage.setItem(KEPT, customer);
  } catch {
    // A page that may keep nothing forgets it with the next visit.
  }
}
