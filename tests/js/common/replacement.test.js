import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { replaceRange } from '../../../static/js/common/replacement.js';
import { open } from '../page.js';

open('');

let field;
let told;

beforeEach(() => {
  document.body.innerHTML = '<button>采纳</button><textarea>学习的好。</textarea>';
  field = document.querySelector('textarea');
  told = [];
  field.addEventListener('input', () => told.push(field.value));
});

test('the words are replaced, told of once, and the focus stays where it was', () => {
  const button = document.querySelector('button');
  button.focus();
  replaceRange(field, 2, 3, '得很');
  assert.equal(field.value, '学习得很好。');
  assert.deepEqual(told, ['学习得很好。']);
  assert.equal(field.selectionStart, 4);
  assert.equal(document.activeElement, button);
});

test('an empty text deletes', () => {
  replaceRange(field, 2, 4, '');
  assert.equal(field.value, '学习。');
});

test('what changes nothing is no typing', () => {
  replaceRange(field, 2, 3, '的');
  assert.deepEqual(told, []);
});
