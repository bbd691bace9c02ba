import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, type } from '../page.js';

const card = (number, claim) => `<li data-card tabindex="-1"><form data-phrase-form id="form-${number}">
  <textarea name="claim">${claim}</textarea></form></li>`;

open(`<form class="phrase-filter"><input id="p-q" name="q"></form><form id="bulk" method="post"></form>
  <div data-cards><ul>${card(1, '读原著不够')}${card(2, '学用脱节')}</ul></div>`);
await import('../../../static/js/phrases/cards.js');

const fire = (target, name) => {
  const event = new window.Event(name, { bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  return event.defaultPrevented;
};
const form = (id) => document.getElementById(id);

test('what is done with several cards, or saved in another, does not let an open card go unasked', () => {
  type(form('form-2').querySelector('textarea'), '学用两张皮');
  fire(form('bulk'), 'submit');
  assert.equal(fire(window, 'beforeunload'), true);
  form('form-1').addEventListener('submit', (event) => event.preventDefault()); // as htmx does
  fire(form('form-1'), 'submit');
  assert.equal(fire(window, 'beforeunload'), true);
  assert.equal(fire(document.querySelector('.phrase-filter'), 'htmx:beforeRequest'), true);
  fire(form('form-2'), 'submit');
  assert.equal(fire(window, 'beforeunload'), false);
});
