import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget } from '../clock.js';
import {
  json, open, press, serve, until,
} from '../page.js';
import { card, stepForm } from './step_form.js';

let answers = [];
const { url, asked } = await serve((request, response) => (answers.shift() || refuse(500))(response));
open('');
const { Autosave } = await import('../../../static/js/wizard/autosave.js');
const { Points } = await import('../../../static/js/wizard/points.js');
const { undo } = await import('../../../static/js/wizard/undo.js');

let autosave = null;
let points = null;

beforeEach(() => {
  forget();
  answers = [];
  asked.length = 0;
  const cards = [card('n1', { claim: '理论学习不够' }), card('n2', { claim: '𠮷'.repeat(20) })];
  open(stepForm(url, cards));
  const form = document.querySelector('form');
  // a submit that reaches the browser would leave the page
  form.addEventListener('submit', (event) => { event.preventDefault(); asked.push('submit'); });
  undo.forget();
  undo.wire(form);
  autosave = new Autosave(form, { onSaved: () => {}, restorePoint: async () => true });
  points = new Points(form, autosave, { onChanged: () => {} });
});

const state = (order, more = {}) => (response) => json(
  response,
  200,
  Object.assign({ order, cards: {}, links: {}, bases: {}, open: '' }, more),
);
const refuse = (status, data = {}) => (response) => json(response, status, data);
const cards = () => Array.from(document.querySelectorAll('[data-point]'), (one) => one.dataset.node);
const markers = () => Array.from(document.querySelectorAll('[data-marker]'), (one) => one.textContent);
const ops = () => asked.map(({ body }) => JSON.parse(body).op);
const button = (value) => document.querySelector(`button[value="${value}"]`);
const said = () => (document.querySelector('.toast-said') || {}).textContent;
const answer = (label) => press(Array.from(document.querySelectorAll('.toast-line button'))
  .find((one) => one.textContent === label));
const settled = () => until(() => !answers.length && autosave.inFlight === null);

async function remove(id, left) {
  answers.push(state(left));
  press(button(`remove:${id}`));
  await settled();
  await until(said);
}

test('a removed point is taken back by the button beside what is said', async () => {
  await remove('n1', ['n2']);
  assert.deepEqual(cards(), ['n2']);
  assert.equal(said(), '已移除“理论学习不够”。');
  assert.equal(document.activeElement.textContent, '撤销');
  const again = { cards: { n1: card('n1', { claim: '理论学习不够', base: 2 }) }, target: 'n1' };
  answers.push(state(['n1', 'n2'], again));
  answer('撤销');
  await settled();
  await until(() => cards().length === 2);
  assert.deepEqual(ops(), ['remove:n1', 'restore:n1']);
  assert.deepEqual(cards(), ['n1', 'n2']);
  await until(() => document.activeElement.id === 'n1-claim');
  assert.equal(document.activeElement.value, '理论学习不够');
});

test('it stays at hand below the points when the line is gone, and goes from there too', async () => {
  await remove('n2', ['n1']);
  assert.equal(said(), `已移除“${'𠮷'.repeat(15)}…”。`);
  answer('知道了');
  const box = document.querySelector('[data-removed]');
  assert.equal(box.hidden, false);
  assert.equal(box.querySelector('li span').textContent, '𠮷'.repeat(20));
  answers.push(state(['n1', 'n2'], { cards: { n2: card('n2') }, target: 'n2' }));
  press(button('restore:n2'));
  await settled();
  await until(() => box.hidden);
  assert.deepEqual(ops(), ['remove:n2', 'restore:n2']);
});

test('undone already by a request whose answer was lost: the page catches up', async () => {
  await remove('n1', ['n2']);
  answers.push(refuse(410), state(['n1', 'n2'], { cards: { n1: card('n1') } }));
  answer('撤销');
  await settled();
  await until(() => cards().length === 2);
  assert.deepEqual(ops(), ['remove:n1', 'restore:n1', 'show']);
});

test('without an answer the point stays, and the person is told', async () => {
  answers.push((response) => response.destroy());
  press(button('remove:n1'));
  await settled();
  await until(said);
  assert.equal(said(), '暂时连不上服务器，请稍后再试；您写的文字都还在。');
  assert.deepEqual(cards(), ['n1', 'n2']);
});

test('a point that is gone on the server while it holds unsaved text stays', async () => {
  document.getElementById('n1-claim').value = '还没有保存的话';
  answers.push(refuse(503), state(['n2']));
  press(button('down:n1'));
  await settled();
  await until(() => document.querySelector('[data-notice=gone]'));
  assert.deepEqual(cards(), ['n1', 'n2']);
  assert.equal(document.getElementById('n1-claim').value, '还没有保存的话');
});

test('the keyboard goes on beside a card that Ctrl+Z took away under it', async () => {
  answers.push(state(['n1', 'n2', 'n3'], { cards: { n3: card('n3') }, target: 'n3' }));
  press(button('add'));
  await settled();
  await until(() => document.activeElement.id === 'n3-claim');
  answers.push(state(['n1', 'n2']));
  document.activeElement.dispatchEvent(new window.KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));
  await until(() => cards().join() === 'n1,n2');
  assert.equal(document.activeElement.id, 'n2-claim');
  answers.push(state([]));
  await points.operate({ op: 'show' });
  assert.deepEqual([cards(), document.activeElement.value], [[], 'add']);
});

test('a double click adds one point, and moves one place', async () => {
  answers.push(state(['n1', 'n2', 'n3'], { cards: { n3: card('n3') }, target: 'n3' }));
  press(button('add'), 2);
  await settled();
  await until(() => cards().length === 3);
  assert.deepEqual(ops(), ['add']);
  answers.push(state(['n2', 'n1', 'n3']), state(['n2', 'n3', 'n1']));
  press(button('down:n1'), 2);
  await until(() => cards().join() === 'n2,n1,n3' && autosave.inFlight === null);
  press(button('down:n1'));
  await settled();
  await until(() => cards().join() === 'n2,n3,n1');
  assert.deepEqual(ops(), ['add', 'down:n1', 'down:n1']);
});

test('only what says something has a number', async () => {
  assert.deepEqual(markers(), ['（一）', '（二）']);
  await remove('n1', ['n2']);
  assert.deepEqual(markers(), ['·']);
});

test('what was proposed for a problem is taken back and done again by the keys', async () => {
  const chip = '<button type="submit" name="op" value="answer:n1:causes:C02">常见的对应</button>';
  document.querySelector('[data-node="n1"]').insertAdjacentHTML('beforeend', chip);
  const of = (token) => ({ target: 'n1', said: '已对应到原因里的这一条。', back: `unanswer:n1:${token}:added` });
  answers.push(state(['n1', 'n2'], of('c1')));
  press(button('answer:n1:causes:C02'));
  await settled();
  await until(said);
  for (const [way, more] of [['undo', { target: 'n1' }], ['redo', of('c2')], ['undo', { target: 'n1' }]]) {
    answers.push(state(['n1', 'n2'], more));
    assert.equal(await undo.turn(way), true);
  }
  assert.deepEqual(ops(), [
    'answer:n1:causes:C02', 'unanswer:n1:c1:added', 'answer:n1:causes:C02', 'unanswer:n1:c2:added',
  ]);
  assert.equal(await undo.turn('undo'), false);
});
