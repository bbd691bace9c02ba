// Signing in again without leaving the page: the text stays where it is.
import { el } from '../common/elements.js';
import { post, renewForms } from '../common/json.js';

let open = null;

export function signingIn() { return open !== null; }

// Resolves once the same person is signed in again.
export function signInAgain() {
  const ask = document.body.dataset.service ? showService : show;
  if (!open) open = new Promise((done) => ask(() => { open = null; done(); }));
  return open;
}

// A dialog that holds the keyboard; `close` gives it back to where it was.
function dialog(form, stops) {
  const before = document.activeElement;
  const veil = el('div', { class: 'veil' }, form);
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab') return;
    event.preventDefault();
    stops[(stops.indexOf(document.activeElement) + 1) % stops.length].focus();
  });
  document.body.append(veil);
  stops[0].focus();
  return () => {
    renewForms();
    veil.remove();
    if (before && before.focus) before.focus();
  };
}

function head(said) {
  return [
    el('h2', { id: 'again-title' }, '登录已过期'),
    el('p', {}, said),
    el('p', {}, '用户名：', el('strong', {}, document.body.dataset.username)),
  ];
}

const FRAME = { class: 'again', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'again-title' };

// Who was signed in by the unit's own service has no password here.
function showService(done) {
  const link = el('a', { class: 'btn btn-primary', href: document.body.dataset.service, target: '_blank', rel: 'noopener' }, '在新窗口里登录');
  const button = el('button', { class: 'btn btn-plain', type: 'submit' }, '登录好了，继续');
  const form = el('form', FRAME,
    ...head('您写的文字都还在。请在新窗口里重新登录，再回到这里点“继续”，随后自动保存。'),
    el('p', { class: 'actions' }, link, button));
  const close = dialog(form, [link, button]);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    close();
    done(); // not signed in after all: what is saved next asks again
  });
}

function show(done) {
  const { username, login } = document.body.dataset;
  const problem = el('p', { class: 'f-error', role: 'alert' });
  const label = el('label', { class: 'form-label', for: 'again-password' }, '密码');
  const field = el('input', { class: 'form-control', type: 'password', id: 'again-password', autocomplete: 'current-password', required: '' });
  const button = el('button', { class: 'btn btn-primary', type: 'submit' }, '登录并继续');
  const form = el('form', FRAME,
    ...head('您写的文字都还在。请重新登录，登录后自动保存。'),
    label, field, problem, el('p', { class: 'actions' }, button));
  let codeUrl = ''; // where a code is sent, once the password was right and there is a second step
  const ask = (url) => {
    codeUrl = url;
    label.textContent = url ? '动态码，或一个恢复码' : '密码';
    field.type = url ? 'text' : 'password';
    field.autocomplete = url ? 'one-time-code' : 'current-password';
    field.value = '';
    field.focus();
  };
  const send = () => {
    const data = new FormData();
    if (codeUrl) {
      data.set('code', field.value);
      return post(codeUrl, null, { form: data });
    }
    data.set('username', username);
    data.set('password', field.value);
    data.set('expected_username', username);
    return post(login, null, { form: data });
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    problem.textContent = '';
    try {
      const { status, data } = await send();
      if (status === 200) {
        close();
        done();
        return;
      }
      if (data.second_step) {
        ask(data.second_step);
        return;
      }
      if (data.again) ask('');
      problem.textContent = data.error || '没有登录成功，请重试。';
    } catch {
      problem.textContent = '暂时连不上服务器，请稍后再试。文字保存在本机。';
    } finally {
      button.disabled = false;
    }
  });
  const close = dialog(form, [field, button]);
}
