import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../page.js';
import { waitForComposition } from '../../../static/js/common/composing.js';

open('<input type="search" id="q"><input id="name">');
waitForComposition(document);
const heard = [];
document.addEventListener('input', ({ target }) => heard.push(`${target.id}:${target.value}`));

function type(id, value, isComposing) {
  const field = document.getElementById(id);
  field.value = value;
  field.dispatchEvent(new window.InputEvent('input', { bubbles: true, isComposing }));
}

test('a search is asked once the input method has done, and only then', () => {
  type('q', 'xue', true);
  type('q', '学习', true);
  assert.deepEqual(heard, []);
  document.getElementById('q').dispatchEvent(new window.CompositionEvent('compositionend', { bubbles: true }));
  type('q', '学习 ', false);
  assert.deepEqual(heard, ['q:学习', 'q:学习 ']);
});

test('what other fields do is left alone', () => {
  heard.length = 0;
  type('name', 'ma', true);
  assert.deepEqual(heard, ['name:ma']);
});
