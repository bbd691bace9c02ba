// The curator's cards: keys, ticking all, what is open and not saved.
import { commandKeys } from '../common/keys.js';
import { Guard } from '../common/unsaved.js';

const list = document.querySelector('[data-cards]');
const cards = () => Array.from(document.querySelectorAll('[data-card]'));

const guard = new Guard(() => Array.from(document.querySelectorAll('[data-phrase-form]')));

function showTicks() {
  const said = document.querySelector('[data-ticked]');
  if (!said) return;
  const number = document.querySelectorAll('[data-card] [name=phrase]:checked').length;
  said.textContent = number ? `已选 ${number} 条` : '';
}

function prepare() {
  document.querySelectorAll('.script-only').forEach((one) => { one.hidden = false; });
  showTicks();
}

const focused = () => document.activeElement.closest('[data-card]');
function go(by) {
  const all = cards();
  const to = all[Math.max(0, Math.min(all.indexOf(focused()) + by, all.length - 1))];
  if (to) to.focus();
}
function press(what) {
  const button = focused() && focused().querySelector(what);
  if (button) button.click();
}
const KEYS = {
  '/': () => document.getElementById('p-q').focus(),
  j: () => go(1),
  k: () => go(-1),
  x: () => press('[name=phrase]'),
  e: () => press('[data-edit]'),
};
if (list) commandKeys(document, (key) => KEYS[key]);

document.addEventListener('change', ({ target }) => {
  if (target.matches('[data-all]')) {
    document.querySelectorAll('[data-card] [name=phrase]').forEach((one) => { one.checked = target.checked; });
  }
  showTicks();
});

// a list that is looked up anew would take an open form with it
document.addEventListener('htmx:beforeRequest', (event) => {
  const [open] = event.target.matches('.phrase-filter') ? guard.unsaved() : [];
  if (!open) return;
  event.preventDefault();
  open.scrollIntoView();
});
document.addEventListener('htmx:afterSwap', () => {
  prepare();
  const form = document.querySelector('[data-phrase-form]');
  const wrong = form && form.querySelector('[data-errors]');
  if (wrong) wrong.focus();
});
document.addEventListener('htmx:load', ({ target }) => {
  if (!target.matches('[data-card]')) return;
  (target.querySelector('[data-errors]') || target.querySelector('textarea:not([readonly])') || target).focus();
});

prepare();
