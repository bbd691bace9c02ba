// Keeps the list of files up to date while one of them is being made. Without this script the page is refreshed by hand.
import { fromHtml } from '../common/elements.js';
import { get } from '../common/json.js';

const QUICK = 1000; // ms between two looks
const SLOW = 5000; // after a minute, or while the network is away
const QUICK_LOOKS = 60;
const PATIENCE = 10000; // ms for one answer

const CUT_OFF = "网络连接中断，恢复后会继续更新。";
const SIGNED_OUT = "登录已过期，请重新登录后刷新本页；文件会继续生成。";

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
    shown.set(row.id, answer.html);
    row.replaceWith(fromHtml(answer.html));
    if (announcer.textContent !== answer.message) announcer.textContent = answer.message;
  }

  // Answers whether it is worth looking again.
  async function look(row) {
    const { status, data } = await get(row.dataset.status, { patience: PATIENCE });
    if (status === 401) {
      complain(SIGNED_OUT);
      return false;
    }
    if (status === 404) {
      row.remove();
      return true;
    }
    if (status !== 200) throw new Error(String(status));
    show(row, data);
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
      } catch {
        complain(CUT_OFF);
        pause = SLOW;
      }
    }
    setTimeout(round, pause);
  }

  setTimeout(round, QUICK);
}

for (const root of document.querySelectorAll("[data-exports]")) follow(root);
