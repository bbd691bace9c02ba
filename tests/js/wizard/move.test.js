import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget } from '../clock.js';
import {
  json, open, press, serve, until,
} from '../page.js';
import { card, stepForm } from './step_form.js';

let answers = [];
let saves = 200;
const { url, asked } = await serve((request, response) => {
  if (request.url.endsWith('/points')) (answers.shift() || ((to) => json(to, 500, {})))(response);
  else json(response, saves, { version: 2, message: '最多 200 个字符。' });
});
open('');
const { Autosave } = await import('../../../static/js/wizard/autosave.js');
const { Mover } = await import('../../../static/js/wizard/move.js');
const { Points } = await import('../../../static/js/wizard/points.js');
const { undo } = await import('../../../static/js/wizard/undo.js');

const PLACES = `<template data-places><div data-places-of="__node__">
  <button type="submit" name="op" value="place:__node__:duty">担当作为</button></div></template>`;
let points = null;

beforeEach(() => {
  forget();
  undo.forget();
  answers = [];
  saves = 200;
  asked.length = 0;
  const cards = ['n1', 'n2'].map((id) => card(id, { claim: '观点' + id })
    .replace('<span data-marker>', '<header class="point-head"></header><button type="submit" name="op" value="place:' + id + '" data-move>移到…</button><span data-marker>'));
  open('<aside class="wizard-steps"></aside>' + stepForm(url, cards).replace('<div data-open>', PLACES + '<div data-open>'));
  const form = document.querySelector('form');
  form.addEventListener('submit', (event) => { event.preventDefault(); asked.push({ url: 'submit' }); });
  undo.wire(form);
  const autosave = new Autosave(form, { onSaved: () => {}, restorePoint: async () => true });
  points = new Points(form, autosave, { onChanged: () => {} });
  new Mover(form, autosave, points, document.querySelector('.wizard-steps'));
});

const state = (order, more) => (response) => json(response, 200, Object.assign({
  order, cards: {}, links: {}, bases: {}, open: '', guesses: [], elsewhere: {}, target: '',
}, more));
const ids = () => points.cards().map((one) => one.dataset.node);
const opener = () => document.querySelector('[data-node="n1"] [data-move]');
const place = () => document.querySelector('[value="place:n1:duty"]');
const told = (label) => Array.from(document.querySelectorAll('.toast-line button')).find((one) => one.textContent === label);
const said = () => (document.querySelector('.toast-said') || {}).textContent;

test('the list of places opens at the point and closes by Escape, the cursor back at its button', () => {
  press(opener());
  assert.equal(document.activeElement, place());
  assert.equal(opener().getAttribute('aria-expanded'), 'true');
  place().dispatchEvent(new window.KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  assert.equal(place(), null);
  assert.equal(document.activeElement, opener());
  assert.deepEqual(asked, []);
});

test('what is typed goes first, then the point, and 撤销 brings it back', async () => {
  document.getElementById('n1-claim').value = '最后一刻写的';
  press(opener());
  answers.push(state(['n2'], { said: '已把它移到“担当作为”。', back: 'putback:TOKEN', elsewhere: { n1: '担当作为' } }));
  press(place());
  await until(() => said() === '已把它移到“担当作为”。');
  assert.deepEqual(ids(), ['n2']);
  assert.deepEqual(asked.map((one) => one.url), ['/n1', '/points']);
  answers.push(state(['n1', 'n2'], { cards: { n1: card('n1', { claim: '最后一刻写的' }) }, target: 'n1' }));
  press(told('撤销'));
  await until(() => ids().join() === 'n1,n2');
  assert.equal(JSON.parse(asked[2].body).op, 'putback:TOKEN');
});

test('the category that a guess proposes says that the place is right, and both are one step', async () => {
  const block = document.querySelector('[data-node="n1"]');
  const category = () => document.getElementById('n1-category').value;
  block.insertAdjacentHTML('afterbegin', '<select id="n1-category" data-field="category"><option value=""><option value="LL1"></select><div data-guess><button type="submit" name="op" value="category:n1:LL1" data-category="LL1">用这个分类</button></div>');
  const guesses = () => document.querySelectorAll('[data-guess]:not([hidden])').length;
  answers.push(state(['n1', 'n2'], { said: '已核对位置。', back: 'putback:TOKEN' }));
  press(block.querySelector('[data-guess] button'));
  await until(() => said() === '已选好分类，位置也已核对。');
  assert.deepEqual([category(), guesses()], ['LL1', 0]);
  assert.equal(document.activeElement.id, 'n1-category');
  answers.push(state(['n1', 'n2'], { guesses: ['n1'], cards: {} }));
  press(told('撤销'));
  await until(() => category() === '' && guesses() === 1);
  assert.equal(JSON.parse(asked[asked.length - 1].body).op, 'putback:TOKEN');
});

test('who says by keys that a place is right goes on in the same point', async () => {
  const button = (value) => '<div data-guess><button type="submit" name="op" value="' + value + '">位置对</button></div>';
  document.querySelector('[data-node="n2"]').insertAdjacentHTML('afterbegin', button('placed:n2'));
  answers.push(state(['n1', 'n2'], { said: '已核对位置。', back: 'putback:TOKEN' }));
  press(document.querySelector('[value="placed:n2"]'));
  await until(() => said() === '已核对位置。');
  assert.equal(document.activeElement.id, 'n2-claim');
  document.querySelector('form').insertAdjacentHTML('afterbegin', button('placed:'));
  answers.push(state(['n1', 'n2'], { said: '这一步的 2 条位置都已核对。', back: 'putback:TOKEN' }));
  press(document.querySelector('[value="placed:"]'));
  await until(() => said() === '这一步的 2 条位置都已核对。');
  assert.equal(document.activeElement.id, 'n1-claim');
});

test('a point whose text cannot be saved does not go', async () => {
  saves = 422;
  document.getElementById('n1-claim').value = '长'.repeat(201);
  press(opener());
  press(place());
  await until(() => said() && said().startsWith('这一条还有没保存到服务器的文字'));
  assert.deepEqual(ids(), ['n1', 'n2']);
  assert.deepEqual(asked.map((one) => one.url), ['/n1']);
  assert.equal(document.getElementById('n1-claim').readOnly, false);
});

test('moved in another window while it was written in here: it stays, and is saved there', async () => {
  document.getElementById('n1-claim').value = '这边写的';
  saves = 503;
  answers.push(state(['n2'], { elsewhere: { n1: '担当作为' } }));
  await points.operate({ op: 'show' });
  assert.deepEqual(ids(), ['n1', 'n2']);
  assert.equal(document.querySelector('[data-notice=moved] p').textContent, '这一条已移到“担当作为”，这里写的会保存到那里。');
});
