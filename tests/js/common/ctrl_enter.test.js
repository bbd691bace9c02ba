import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../page.js';
import { sendByKey } from '../../../static/js/common/ctrl_enter.js';

open(`<form>
  <button type="submit" id="changed">已改</button>
  <details open><textarea id="why" data-ctrl-enter></textarea><button type="submit" id="explain">发出说明</button></details>
  <textarea id="text" data-ctrl-enter></textarea><textarea id="other"></textarea>
</form>`);

const sent = [];
document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
document.addEventListener('click', ({ target }) => sent.push(target.id));
sendByKey(document);

function press(id, options) {
  sent.length = 0;
  const event = new window.KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...options });
  document.getElementById(id).dispatchEvent(event);
  return sent.slice();
}

test('Ctrl+Enter presses the button of the fold, else of the form', () => {
  assert.deepEqual(press('why', { ctrlKey: true }), ['explain']);
  assert.deepEqual(press('text', { ctrlKey: true }), ['changed']);
  assert.deepEqual(press('text', { metaKey: true }), ['changed']);
});

test('never Enter alone, while a word is composed, a key held down, or in another field', () => {
  assert.deepEqual(press('why', {}), []);
  assert.deepEqual(press('why', { ctrlKey: true, isComposing: true }), []);
  assert.deepEqual(press('why', { ctrlKey: true, repeat: true }), []);
  assert.deepEqual(press('other', { ctrlKey: true }), []);
});
