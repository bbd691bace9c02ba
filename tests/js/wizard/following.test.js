import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget, tick } from '../clock.js';
import { open, press, type } from '../page.js';
import { explainOnce } from '../../../static/js/common/explained.js';
import { Following } from '../../../static/js/wizard/following.js';

const PAGE = `
  <form><article data-point data-node="a"><textarea data-field="claim"></textarea></article>
    <article data-point data-node="b"><textarea data-field="claim"></textarea></article><input id="title"></form>
  <aside id="picker"><div data-picker><input type="search"><select><option value=""></option><option value="LL1">一</option></select>
    <input type="hidden" id="picker-near"><input type="hidden" id="picker-all"></div>
    <p data-phrases-said></p>
    <details data-once="depths"><summary>是什么</summary><button type="button" data-once-done>知道了</button></details>
    <div id="phrases"></div></aside>`;

let asked;
let counted;
let seen;
let shown;
let blocks;
let following;

open('');

beforeEach(() => {
  forget();
  document.body.innerHTML = PAGE;
  localStorage.clear();
  asked = [];
  counted = [];
  seen = true;
  const near = () => [document.getElementById('picker-near').value, document.getElementById('picker-all').value];
  window.htmx = { trigger: (element, name) => { assert.equal(name, 'refresh'); asked.push(near().join('/')); } };
  const block = (id, values) => ({ id, dirty: false, values: () => values });
  blocks = new Map([
    ['a', block('a', { category: 'LL1', claim: '学得少', elaboration: '' })],
    ['b', block('b', { category: '', claim: '笔记潦草', elaboration: '' })],
  ]);
  const side = { sees: () => seen, panel: (name, act) => { shown = act; }, count: (...all) => counted.push(all) };
  following = new Following(document.querySelector('form'), { blocks }, side);
});

const claim = (id) => document.querySelector(`[data-node=${id}] textarea`);
const went = (id) => { claim(id).focus(); tick(600); };

function answer(html) {
  document.getElementById('phrases').innerHTML = html;
  document.getElementById('phrases').dispatchEvent(new Event('htmx:afterSwap', { bubbles: true }));
}

const comes = (by = 'refresh') => {
  const detail = { shouldSwap: true, requestConfig: { verb: 'get', triggeringEvent: { type: by } } };
  document.getElementById('phrases').dispatchEvent(new window.CustomEvent('htmx:beforeSwap', { detail }));
  return detail.shouldSwap;
};

test('it asks for the point written in, after a moment and once', () => {
  claim('a').focus();
  tick(300);
  claim('b').focus();
  tick(599);
  assert.deepEqual(asked, []);
  tick(1);
  assert.deepEqual(asked, ['b/']);
  following.saved(blocks.get('b'));
  tick(600);
  assert.deepEqual(asked, ['b/'], 'nothing of it has changed');
});

test('it asks again when the category or the words that were saved are others', () => {
  went('b');
  blocks.get('b').values = () => ({ category: 'LL2', claim: '笔记潦草', elaboration: '' });
  blocks.get('b').dirty = true;
  following.saved(blocks.get('b'));
  tick(600);
  assert.deepEqual(asked, ['b/'], 'the server does not know it yet');
  blocks.get('b').dirty = false;
  following.saved(blocks.get('b'));
  tick(600);
  assert.deepEqual(asked, ['b/', 'b/']);
});

test('a search or a filter of one’s own wins until it is cleared', () => {
  type(document.querySelector('[type=search]'), '读书');
  went('a');
  assert.deepEqual(asked, []);
  type(document.querySelector('[type=search]'), '');
  went('b');
  assert.deepEqual(asked, ['b/']);
});

test('nobody is asked while the list is not seen, or has the focus; then when it comes into sight', () => {
  seen = false;
  went('a');
  assert.deepEqual(asked, []);
  seen = true;
  shown();
  assert.deepEqual(asked, ['a/']);
  answer('<button id="insert">插入</button>');
  claim('b').focus();
  document.getElementById('insert').focus();
  tick(600);
  assert.deepEqual(asked, ['a/']);
});

test('看全部 lasts from point to point until the list shall follow again', () => {
  went('a');
  answer('<div data-total="4"><span data-said>按“一”列出 4 条</span><button data-follow="all">看全部</button></div>');
  assert.deepEqual(counted, [['phrases', 4]]);
  assert.equal(document.querySelector('[data-phrases-said]').textContent, '按“一”列出 4 条');
  press(document.querySelector('[data-follow]'));
  went('b');
  assert.deepEqual(asked, ['a/', 'a/1']);
  answer('<div data-total="31"><button data-follow="point">按正在写的这一条列</button></div>');
  press(document.querySelector('[data-follow]'));
  assert.deepEqual(asked, ['a/', 'a/1', 'b/']);
});

test('an explanation is open until somebody has understood it', () => {
  explainOnce(document);
  const fold = () => document.querySelector('[data-once]');
  assert.ok(fold().open);
  press(document.querySelector('[data-once-done]'));
  assert.ok(!fold().open);
  document.body.innerHTML = PAGE;
  explainOnce(document);
  assert.ok(!fold().open);
});

test('a skeleton that is open stays open when the list comes anew', () => {
  const frame = (id, attribute = '') => `<div data-phrase="${id}"><details class="frame"${attribute}></details></div>`;
  const list = document.getElementById('phrases');
  answer(frame(7, ' open') + frame(8));
  comes('click');
  answer(frame(8) + frame(9) + frame(7));
  assert.deepEqual(Array.from(list.querySelectorAll('.frame'), (one) => one.open), [false, false, true]);
});

test('a list that nobody asked for does not come under a hand, but when it has gone', () => {
  const list = document.getElementById('phrases');
  const move = () => list.dispatchEvent(new window.Event('pointermove', { bubbles: true }));
  went('b');
  move(); // to 插入 of the list that is there, while the other is on its way
  assert.equal(comes(), false);
  tick(600);
  assert.deepEqual(asked, ['b/'], 'the hand is still there');
  tick(600);
  assert.deepEqual(asked, ['b/', 'b/']);
  assert.equal(comes(), true);
  // nor is it asked for under one
  move();
  went('a');
  assert.deepEqual(asked, ['b/', 'b/']);
  tick(600);
  assert.deepEqual(asked, ['b/', 'b/', 'a/']);
});

test('nor under a key; what somebody asked for comes at once', () => {
  went('a');
  answer('<button id="insert">插入</button><button data-follow="all">看全部</button>');
  went('b');
  document.getElementById('insert').focus();
  assert.equal(comes(), false);
  tick(600);
  claim('b').focus();
  tick(600);
  assert.deepEqual(asked, ['a/', 'b/', 'b/']);
  document.getElementById('phrases').dispatchEvent(new window.Event('pointerdown', { bubbles: true }));
  press(document.querySelector('[data-follow]'));
  assert.equal(comes(), true);
});
