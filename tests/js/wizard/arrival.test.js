import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../page.js';
import { arrive } from '../../../static/js/wizard/arrival.js';

const POINT = `<nav data-node-at="n1"></nav><section id="node-n1"><textarea data-field="claim">学习不经常</textarea>
  <div data-links><details><summary>对应的原因和措施</summary></details></div></section>`;

beforeEach(() => open(POINT));

const bar = () => document.querySelector('nav');

test('who comes to a problem without an answer begins at its answers', () => {
  bar().dataset.fieldName = 'links';
  arrive(bar());
  assert.equal(document.querySelector('details').open, true);
  assert.equal(document.activeElement.tagName, 'SUMMARY');
});

test('and again when the browser has gone to what the address names', async () => {
  Object.defineProperty(document, 'readyState', { value: 'interactive', configurable: true });
  bar().dataset.fieldName = 'links';
  arrive(bar());
  document.activeElement.blur();
  window.dispatchEvent(new window.Event('load'));
  await new Promise((done) => { setTimeout(done, 1); });
  assert.equal(document.activeElement.tagName, 'SUMMARY');
});

test('without a field the point is shown, and the focus stays', () => {
  arrive(bar());
  assert.equal(document.querySelector('details').open, false);
  assert.equal(document.activeElement.tagName, 'BODY');
});
