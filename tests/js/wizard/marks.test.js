import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { marks } from '../../../static/js/wizard/marks.js';
import { open, type } from '../page.js';

open('');

let field;

beforeEach(() => {
  document.body.innerHTML = '<div class="hl"><textarea data-field="elaboration">手边的书翻得少，，想得也浅。</textarea></div>';
  field = document.querySelector('textarea');
});

const drawn = async () => {
  await Promise.resolve();
  const back = document.querySelector('.hl-back');
  return back && Array.from(back.querySelectorAll('mark')).map((mark) => [mark.textContent, mark.className]);
};

test('a copy of the text lies behind the field while something is marked in it', async () => {
  marks.set('finding', field, [{ start: 7, end: 9, kind: 'error' }]);
  assert.deepEqual(await drawn(), [['，，', 'mark-finding mark-error']]);
  const back = document.querySelector('.hl-back');
  assert.equal(back.textContent, field.value + '\n');
  assert.equal(back.getAttribute('aria-hidden'), 'true');
  assert.ok(field.classList.contains('on-top'));
  marks.set('finding', field, []);
  assert.equal(await drawn(), null);
  assert.ok(!field.classList.contains('on-top'));
});

test('a field without anything to mark has none', async () => {
  marks.set('finding', field, []);
  assert.equal(await drawn(), null);
});

test('what several mark stands in one copy, and each replaces only its own', async () => {
  marks.set('hole', field, [{ start: 3, end: 8 }]);
  marks.set('finding', field, [{ start: 7, end: 9, kind: 'warning' }]);
  assert.deepEqual(await drawn(), [
    ['书翻得少', 'mark-hole'], ['，', 'mark-hole mark-finding mark-warning'], ['，', 'mark-finding mark-warning'],
  ]);
  assert.equal(document.querySelectorAll('.hl-back').length, 1);
  marks.set('hole', field, []);
  assert.deepEqual(await drawn(), [['，，', 'mark-finding mark-warning']]);
});

test('marks follow their words while somebody writes, and go when the words are changed', async () => {
  marks.set('finding', field, [{ start: 3, end: 4, kind: 'advice' }, { start: 7, end: 9, kind: 'error' }]);
  await drawn();
  const kept = document.querySelectorAll('mark')[1];
  type(field, '今年手边的书翻得少，，想得也浅。');
  assert.deepEqual(await drawn(), [['书', 'mark-finding mark-advice'], ['，，', 'mark-finding mark-error']]);
  assert.equal(document.querySelectorAll('mark')[1], kept, 'typing beside the marks makes none of them anew');
  assert.deepEqual(marks.of('finding', field).map(({ start }) => start), [5, 9]);
  type(field, '今年手边的书翻得少，想得也浅。');
  assert.deepEqual(await drawn(), [['书', 'mark-finding mark-advice']]);
  assert.equal(document.querySelector('.hl-back').textContent, field.value + '\n');
});

test('ranges are those of the text as it stands when they are set', async () => {
  marks.set('finding', field, [{ start: 0, end: 2, kind: 'error' }]);
  field.value = '常常，' + field.value; // by a script that tells nobody
  marks.set('finding', field, [{ start: 3, end: 5, kind: 'error' }]);
  assert.deepEqual(await drawn(), [['手边', 'mark-finding mark-error']]);
});

test('the range at a place, its ends included; the shortest of several', () => {
  const wide = { start: 2, end: 9 };
  const narrow = { start: 7, end: 9 };
  marks.set('finding', field, [wide, narrow]);
  assert.equal(marks.under('finding', field, 1), null);
  assert.equal(marks.under('finding', field, 2), wide);
  assert.equal(marks.under('finding', field, 9), narrow);
  assert.equal(marks.under('remark', field, 8), null);
});

test('one of them is brought out, and no more', async () => {
  const range = { start: 7, end: 9, kind: 'error' };
  marks.set('finding', field, [{ start: 0, end: 2, kind: 'error' }, range]);
  marks.point(field, range);
  assert.deepEqual((await drawn())[1], ['，，', 'mark-finding mark-error is-current']);
  marks.point(field, null);
  assert.deepEqual((await drawn())[1], ['，，', 'mark-finding mark-error']);
});

test('the copy is scrolled as the field is', async () => {
  marks.set('finding', field, [{ start: 0, end: 2, kind: 'error' }]);
  await drawn();
  Object.defineProperty(field, 'scrollTop', { value: 40 });
  field.dispatchEvent(new Event('scroll'));
  assert.equal(document.querySelector('.hl-back').scrollTop, 40);
});

test('a field of one line has a copy of one line', async () => {
  document.body.innerHTML = '<div class="hl"><input type="text" value="学习 心得"></div>';
  const line = document.querySelector('input');
  marks.set('finding', line, [{ start: 2, end: 3, kind: 'warning' }]);
  assert.deepEqual(await drawn(), [[' ', 'mark-finding mark-warning']]);
  assert.ok(document.querySelector('.hl-back').classList.contains('hl-line'));
});
