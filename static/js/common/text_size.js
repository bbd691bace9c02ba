// 字号: set on the spot, so that the page and what is typed in it stay; without this script the
// form sends the page there and back.
import { post } from './json.js';
import { toast } from './toast.js';

const buttons = () => document.querySelectorAll('[data-text-size] button[name="size"]');

function show(size) {
  const root = document.documentElement;
  root.className = root.className.replace(/\bsize-\w+/, '').trim();
  root.classList.add('size-' + size);
  for (const button of buttons()) button.setAttribute('aria-pressed', String(button.value === size));
}

async function choose(form, size) {
  const data = new FormData(form);
  data.set('size', size);
  const before = Array.from(buttons()).find((one) => one.getAttribute('aria-pressed') === 'true');
  show(size);
  try {
    const answer = await post(form.getAttribute('action'), null, { form: data });
    if (answer.status === 200) return toast(answer.data.message, { brief: true });
    if (before) show(before.value);
    return toast(answer.data.message || '字号没有改成，请刷新页面后再试。', { bad: true });
  } catch {
    return toast('暂时连不上服务器，字号只在这一页改了，没有记住。', { bad: true });
  }
}

export function wireTextSize() {
  document.addEventListener('submit', (event) => {
    const form = event.target.closest('[data-text-size]');
    if (!form) return;
    event.preventDefault();
    const pressed = event.submitter || document.activeElement;
    if (pressed && pressed.value) choose(form, pressed.value);
  });
  // a choice over the page closes like any other
  const head = document.querySelector('details.text-size');
  if (!head) return;
  document.addEventListener('click', (event) => { if (!head.contains(event.target)) head.open = false; });
  head.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !head.open) return;
    head.open = false;
    head.querySelector('summary').focus();
  });
}
