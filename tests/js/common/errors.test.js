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
