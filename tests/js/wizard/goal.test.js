import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, type } from '../page.js';

open('');
const { liveCounts } = await import('../../../static/js/wizard/counts.js');
const { judged, renewGoal } = await import('../../../static/js/wizard/goal.js');

test('too short, right and too long say different things', () => {
  assert.deepEqual([0, 5, 10, 20, 21].map((length) => judged(length, 10, 20)), [
    ['none', '还没有写'], ['short', '还差 5 字'], ['right', '字数合适'], ['right', '字数合适'], ['long', '超出 1 字'],
  ]);
  assert.deepEqual(judged(500, 10, 0), ['right', '字数合适']);
  assert.deepEqual(judged(3, 0, 2), ['long', '超出 1 字']);
  assert.deepEqual([0, 5, 21].map((length) => judged(length, 10, 20, true)), [
    ['none', '还没有写'], ['right', '有事例，不必凑字数'], ['long', '超出 1 字'],
  ]);
});

test('the goal follows the typing, and counts nothing that is the part above', () => {
  open(`<div class="goal is-short" data-goal data-least="4" data-most="6" data-rest="1" data-above="p">
    <progress max="6" value="1"></progress><b>1</b><i></i><span data-goal-said></span></div>
    <form><section data-node="p"><textarea data-field="lead">总述十分长</textarea></section>
    <section data-node="n"><div class="f"><span><span data-count="c">0</span>/3</span>
    <textarea id="c" data-field="claim" data-max="3"></textarea></div></section></form>`);
  const form = document.querySelector('form');
  liveCounts(form);
  const field = document.getElementById('c');
  const goal = () => {
    const box = document.querySelector('[data-goal]');
    return [box.className, box.querySelector('b').textContent, box.querySelector('[data-goal-said]').textContent];
  };
  type(field, '一二');
  assert.deepEqual(goal(), ['goal is-short', '3', '还差 1 字']);
  // the server has read an example in what was saved, and then none
  const list = document.createElement('details');
  list.dataset.enough = '';
  renewGoal(list, form);
  assert.deepEqual(goal(), ['goal is-right', '3', '有事例，不必凑字数']);
  delete list.dataset.enough;
  renewGoal(list, form);
  assert.deepEqual(goal(), ['goal is-short', '3', '还差 1 字']);
  type(field, '一二三');
  assert.deepEqual(goal(), ['goal is-right', '4', '字数合适']);
  type(field, '一二 三四五六');
  assert.deepEqual(goal(), ['goal is-long', '7', '超出 1 字']);

  // over the limit of its own field: it stays typed, and is told of there
  const error = () => (document.querySelector('.f-error') || {}).textContent;
  assert.equal(error(), '最多 3 个字符（含空格），多了 4 个。文字都留着，删减以后自动保存。');
  assert.equal(field.getAttribute('aria-describedby'), 'c_over');
  assert.equal(field.value, '一二 三四五六');
  type(field, '𠮷㐂👍');
  assert.deepEqual([error(), field.getAttribute('aria-invalid')], [undefined, null]);

  // one that came longer may get shorter
  field.defaultValue = '一二三四五';
  type(field, '一二三四');
  assert.equal(error(), undefined);
});
