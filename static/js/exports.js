// Keeps the list of files up to date while one of them is being made. Without this script the page is refreshed by hand.

const QUICK = 1000; // ms between two looks
const SLOW = 5000; // after a minute, or while the network is away
const QUICK_LOOKS = 60;
const PATIENCE = 10000; // ms for one answer

const CUT_OFF = "网络连接中断，恢复后会继续更新。";
const SIGNED_OUT = "登录已过期，请重新登录后刷新本页；文件会继续生成。";

async function ask(url) {
  const stopper = new AbortController();
  const timer = setTimeout(() => stopper.abort(), PATIENCE);
  try {
    return await fetch(url, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin", signal: stopper.signal });
  } finally {
    clearTimeout(timer);
  }
}

function follow(root) {
  const announcer = root.querySelector("[data-exports-announce]");
  const trouble = root.querySelector("[data-exports-trouble]");
  const shown = new Map();
  let looks = 0;

  function complain(text) {
    trouble.hidden = !text;
    if (trouble.textContent !== text) trouble.textContent = text;
  }

  function show(row, answer) {
    if (shown.get(row.id) === answer.html) return;
    const place = document.createElement("template");
    place.innerHTML = answer.html.trim();
    const fresh = place.content.firstElementChild;
    shown.set(row.id, answer.html);
    row.replaceWith(fresh);
    if (announcer.textContent !== answer.message) announcer.textContent = answer.message;
  }

  // Answers whether it is worth looking again.
  async function look(row) {
    const response = await ask(row.dataset.status);
    if (response.status === 401) {
      complain(SIGNED_OUT);
      return false;
    }
    if (response.status === 404) {
      row.remove();
      return true;
    }
    if (!response.ok) throw new Error(String(response.status));
    show(row, await response.json());
    return true;
  }

  async function round() {
    const rows = [...root.querySelectorAll("[data-status]")];
    if (!rows.length) return;
    let pause = looks < QUICK_LOOKS ? QUICK : SLOW;
    if (!document.hidden) {
      looks += 1;
      try {
        for (const row of rows) {
          if (!(await look(row))) return;
        }
        complain("");
      } catch (error) {
        complain(CUT_OFF);
        pause = SLOW;
      }
    }
    setTimeout(round, pause);
  }

  setTimeout(round, QUICK);
}

// A second click on the same button asks for nothing new; the server knows that too.
function once(form) {
  const button = form.querySelector("[type=submit]");
  form.addEventListener("submit", () => setTimeout(() => { button.disabled = true; }));
  window.addEventListener("pageshow", () => { button.disabled = false; });
}

for (const root of document.querySelectorAll("[data-exports]")) {
  follow(root);
  for (const form of root.querySelectorAll("[data-ask-export]")) once(form);
}
