// 显示密码: who types a password may look at it; it is hidden again when the form is sent.
import { el } from './elements.js';

export function showable(field) {
  const press = () => {
    const shown = field.type === 'password';
    field.type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
    button.textContent = shown ? '隐藏密码' : '显示密码';
  };
  const button = el('button', {
    type: 'button', class: 'show-password', 'aria-pressed': 'false', 'aria-controls': field.id, onclick: press,
  }, '显示密码');
  field.insertAdjacentElement('afterend', button);
  if (field.form) {
    field.form.addEventListener('submit', () => { if (field.type === 'text') press(); });
  }
}

export function showablePasswords() {
  for (const field of document.querySelectorAll('input[type="password"]')) showable(field);
}
