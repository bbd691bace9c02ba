import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, press } from '../page.js';
import { wireErrors } from '../../../static/js/common/errors.js';

const PAGE = `<input autofocus><section data-errors tabindex="-1"><ul><li><a href="#id_name">姓名</a>：请填写。</li></ul></section>
  <details><summary>更多</summary><details><summary>其他</summary><input id="id_name"></details></details>`;

beforeEach(() => open(PAGE));

test('the summary takes the focus, a link leads into the field through what is folded', () => {
  wireErrors();
  assert.equal(document.activeElement.hasAttribute('data-errors'), true);
  press(document.querySelector('a'));
  assert.equal(document.activeElement.id, 'id_name');
  assert.deepEqual(Array.from(document.querySelectorAll('details'), (one) => one.open), [true, true]);
});

test('a page without errors keeps its focus', () => {
  open('<input>');
  document.querySelector('input').focus();
  wireErrors();
  assert.equal(document.activeElement.tagName, 'INPUT');
});

test('what is to be confirmed is where the page begins, and the way back to it leads to the form', () => {
  open('<input autofocus><div data-to-confirm tabindex="-1">将为马骏建立账号</div>');
  const replaced = [];
  window.history.replaceState = (...how) => replaced.push(how);
  wireErrors();
  assert.equal(document.activeElement.textContent, '将为马骏建立账号');
  assert.deepEqual(replaced, [[null, '', window.location.href]]);
});

test('a link to a group of boxes leads to its first one', () => {
  open('<section data-errors tabindex="-1"><a href="#div_id_kind">类型</a></section><fieldset id="div_id_kind"><input id="a"><input id="b"></fieldset>');
  wireErrors();
  press(document.querySelector('a'));
  assert.equal(document.activeElement.id, 'a');
});
