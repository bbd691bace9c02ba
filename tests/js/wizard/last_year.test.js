import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget, tick } from '../clock.js';
import {
  json, open, press, serve, until,
} from '../page.js';
import { promiseList } from '../rectification/promise_list.js';
import { card, stepForm } from './step_form.js';

let answers = []; // what the server answers next
const { url, asked } = await serve((request, response) => (answers.shift() || ((_, r) => json(r, 200, { version: 9 })))(request, response));
open('');
const { Autosave } = await import('../../../static/js/wizard/autosave.js');
const { LastYear } = await import('../../../static/js/wizard/last_year.js');
const { undo } = await import('../../../static/js/wizard/undo.js');

const POINT = `<ul><li data-last-point="p1" data-category="LL1"><p data-text="claim">去年的观点</p>
  <p data-text="elaboration">去年的表现</p><form method="post"><button type="submit" data-quote>引用到这里</button></form></li></ul>`;
const PART = `<form method="post" data-wizard data-draft="d1" data-save="${url}/__node__">
  <section data-node="part"><input type="hidden" data-base value="1"><textarea data-field="lead">自己写的。</textarea></section></form>`;

let shown = null; // what the column was told to do when the panel comes into sight
let counted = [];
let renewed = 0; // how often the list of steps was asked for
let lastYear = null;

function visit(page, panel, { keptBefore = {} } = {}) {
  forget();
  undo.forget();
  answers = [];
  asked.length = 0;
  counted = [];
  open(`<div class="wizard-steps"><details data-steps data-unchanged="n2"></details></div>${page}
    <aside id="picker"><div data-last-year-panel>正在取</div></aside>`);
  for (const [key, text] of Object.entries(keptBefore)) localStorage.setItem(key, text);
  const place = document.querySelector('[data-last-year-panel]');
  window.htmx = {
    process: () => {},
    trigger: (element) => {
      element.innerHTML = panel;
      element.dispatchEvent(new window.CustomEvent('htmx:afterSwap', { bubbles: true }));
    },
  };
  const side = {
    panel: (name, act) => { shown = act; },
    sees: () => false,
    open: () => {},
    count: (name, number) => counted.push([name, number]),
  };
  const form = document.querySelector('[data-wizard]');
  undo.wire(form);
  const autosave = new Autosave(form, { onSaved: () => {}, restorePoint: async () => true });
  const cards = () => Array.from(form.querySelectorAll('[data-point]'));
  const points = { list: form.querySelector('[data-points-list]'), cards, add: async () => null };
  lastYear = new LastYear(form, autosave, points, side, { later: () => { renewed += 1; } });
  return place;
}

const field = (name = 'claim', id = 'n1') => document.querySelector(`[data-node="${id}"] [data-field="${name}"]`);
const said = () => (document.querySelector('.toast-said') || {}).textContent || '';
const button = (label) => Array.from(document.querySelectorAll('.toast-line button')).find((one) => one.textContent === label);

beforeEach(() => visit(stepForm(url, [card('n1'), card('n2', { claim: '自己的' })]), POINT));

test('the panel is fetched when it is looked at, and never again', () => {
  assert.equal(lastYear.panel.textContent, '正在取');
  shown();
  assert.ok(lastYear.panel.querySelector('[data-last-point]'));
  lastYear.panel.textContent = '在写的';
  shown();
  assert.equal(lastYear.panel.textContent, '在写的');
});

test('a point is quoted into an empty card, said so, and taken back', async () => {
  shown();
  press(lastYear.panel.querySelector('[data-quote]'), 2);
  await until(() => said());
  assert.deepEqual([field().value, field('elaboration').value], ['去年的观点', '去年的表现']);
  assert.equal(field('claim', 'n2').value, '自己的');
  assert.match(said(), /^已引用去年的一条，标着“去年原文，还没改”/);
  press(button('撤销'));
  await until(() => !field().value);
  assert.equal(field('elaboration').value, '');
});

const LEAD = `<div data-last-lead data-onto="part"><p data-text="lead">去年的话。
第二段。</p><form method="post"><button type="submit" data-quote-lead>引用到这里</button></form></div>`;

test('running text is quoted behind what stands there, said so, and taken back by Ctrl+Z', async () => {
  visit(PART, LEAD);
  shown();
  press(lastYear.panel.querySelector('[data-quote-lead]'), 2);
  await until(() => said());
  assert.equal(field('lead', 'part').value, '自己写的。\n去年的话。\n第二段。');
  assert.equal(said(), '已引用去年的这段文字，接在已有文字的后面，请改成今年的情况。');
  await undo.turn('undo');
  assert.equal(field('lead', 'part').value, '自己写的。');
  await undo.turn('redo');
  assert.equal(field('lead', 'part').value, '自己写的。\n去年的话。\n第二段。');
});

test('a tick that is saved renews the list of steps', async () => {
  visit(PART, promiseList(url, [['m1']]));
  shown();
  renewed = 0;
  const box = lastYear.panel.querySelector('[data-tick-of]');
  box.checked = true;
  box.dispatchEvent(new window.Event('change', { bubbles: true }));
  tick(5000);
  await until(() => renewed);
});

test('the renewed list of steps says which cards are as last year', () => {
  for (const id of ['n1', 'n2']) {
    document.querySelector(`[data-node="${id}"]`).insertAdjacentHTML('afterbegin', '<p data-unchanged-badge hidden></p>');
  }
  const badges = () => Array.from(document.querySelectorAll('[data-unchanged-badge]')).map((one) => one.hidden);
  const renew = () => document.querySelector('[data-steps]').dispatchEvent(new window.CustomEvent('htmx:afterSwap', { bubbles: true }));
  renew();
  assert.deepEqual(badges(), [true, false]);
  const second = document.querySelector('[data-node="n2"]');
  second.insertAdjacentHTML('afterbegin', '<p data-repeated-badge hidden>去年写过<span data-repeated-claim></span></p>');
  document.querySelector('[data-steps]').dataset.unchanged = '';
  document.querySelector('[data-steps]').innerHTML = '<ul hidden data-repeated><li data-of="n2">去年的观点</li></ul>';
  renew();
  assert.deepEqual(badges(), [true, true]);
  const told = second.querySelector('[data-repeated-badge]');
  assert.deepEqual([told.hidden, told.textContent], [false, '去年写过去年的观点']);
  document.querySelector('[data-repeated]').remove();
  renew();
  assert.equal(told.hidden, true);
});

async function frame(answer) {
  visit(PART, promiseList(url, [['m1', 'done', '写了52页'], ['m2']]));
  shown();
  answers.push((_, response) => json(response, 200, answer));
  press(document.querySelector('[data-frame]'));
  await until(() => said());
}

test('the frame goes behind what stands there, and out again', async () => {
  await frame({ paragraphs: ['“读书”已改到位：写了52页。', '“走访”没有：{原因}。'], put: 2, there: 0, left: 1 });
  assert.equal(asked[0].url, '/frame/text/');
  assert.equal(field('lead', 'part').value, '自己写的。\n“读书”已改到位：写了52页。\n“走访”没有：{原因}。');
  assert.equal(said(), '已把 2 条措施的落实情况写到正文末尾。还有 1 条没有勾选，没有写。');
  press(button('撤销'));
  await until(() => field('lead', 'part').value === '自己写的。');
});

test('where nothing is to be put in, it is said why', async () => {
  await frame({ paragraphs: [], put: 0, there: 2, left: 0 });
  assert.equal(said(), '勾选过的措施正文里都写到了，没有重复写。');
  await frame({ paragraphs: [], put: 0, there: 0, left: 2 });
  assert.equal(said(), '还没有勾选措施。还有 2 条没有勾选，没有写。');
  assert.equal(field('lead', 'part').value, '自己写的。');
});

test('nothing is put in while a tick could not be saved', async () => {
  visit(PART, promiseList(url, [['m1']]));
  shown();
  answers.push((_, response) => json(response, 422, { message: '太长' }));
  const word = document.getElementById('word-m1');
  word.value = '长';
  word.dispatchEvent(new window.Event('input', { bubbles: true }));
  press(document.querySelector('[data-frame]'));
  await until(() => said());
  assert.match(said(), /还没有保存，没有写进正文/);
});

test('the number on the tab follows the ticks', () => {
  visit(PART, promiseList(url, [['m1', 'done'], ['m2']]));
  shown();
  const box = document.querySelector('#measure-m2 [value="partly"]');
  box.checked = true;
  box.dispatchEvent(new window.Event('change', { bubbles: true }));
  assert.deepEqual(counted, [['lastyear', 0]]);
});

test('a word that was left unsent is told of without opening the panel', async () => {
  const key = 'zhaojing:7:d1:measure-m1:other';
  const entry = { values: { progress: 'done', word: '断网时写的' }, base: 0, at: 1 };
  visit(PART, promiseList(url, [['m1']]), { keptBefore: { [key]: JSON.stringify(entry) } });
  tick(400); // the other tabs have had their time
  await until(() => document.querySelector('[data-notice="offer"]') || (tick(400), false));
  await until(() => said() || (tick(400), false));
  assert.match(said(), /没来得及保存的文字/);
  assert.ok(button('去看'));
});
