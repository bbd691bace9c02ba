import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget } from '../clock.js';
import {
  json, open, press, serve, until,
} from '../page.js';
import { card, stepForm } from './step_form.js';

const QUESTIONS = '<ul><li>哪一本没有读？</li></ul>';
const { url, asked } = await serve((request, response) => {
  const sent = JSON.parse(request.body);
  if (request.url === '/uses') json(response, 200, { asked: sent.undone ? '' : QUESTIONS });
  else if (sent.op === 'add') {
    const added = { n3: card('n3').replace('<textarea', '<div data-asked></div><textarea') };
    json(response, 200, { order: ['n1', 'n2', 'n3'], cards: added, links: {}, bases: {}, open: '', target: 'n3' });
  } else if (sent.op) json(response, 200, { order: ['n1', 'n2'], cards: {}, links: {}, bases: {}, open: '', target: '' });
  else json(response, 200, { version: 9 });
});
open('');
const { Autosave } = await import('../../../static/js/wizard/autosave.js');
const { Picker } = await import('../../../static/js/wizard/picker.js');
const { Points } = await import('../../../static/js/wizard/points.js');
const { undo } = await import('../../../static/js/wizard/undo.js');

const PHRASE = `<div id="picker"><div data-picker data-use="${url}/uses"></div><ul><li data-phrase="7" data-category="LL1">
  <div class="phrase-head"><span></span><span></span></div>
  <span data-text="claim">学得不勤</span> <button data-insert="claim">用这句观点</button>
  <details open><summary>句架</summary><span data-text="elaboration">{时间}没有学。</span>
  <button data-insert="elaboration">插入</button></details></li></ul></div>`;

beforeEach(() => {
  forget();
  asked.length = 0;
  const cards = [card('n1', { claim: '自己写的' }), card('n2').replace('<textarea', '<div data-asked></div><textarea')];
  open(stepForm(url, cards) + PHRASE);
  const form = document.querySelector('form');
  form.addEventListener('submit', (event) => event.preventDefault());
  undo.forget();
  undo.wire(form);
  const autosave = new Autosave(form, { onSaved: () => {}, restorePoint: async () => true });
  new Picker(form, autosave, new Points(form, autosave, { onChanged: () => {} }));
});

const claims = () => Array.from(document.querySelectorAll('[data-field="claim"]'), (field) => field.value);
const field = (id, name) => document.querySelector(`[data-node="${id}"] [data-field="${name}"]`);
const insert = (name) => press(document.querySelector(`[data-insert="${name}"]`));
const uses = () => asked.filter((one) => one.url === '/uses').map(({ body }) => JSON.parse(body));
const questions = (id) => document.querySelector(`[data-node="${id}"] [data-asked]`).innerHTML;
const back = () => press(Array.from(document.querySelectorAll('.toast-line button')).find((one) => one.textContent === '撤销'));

test('a claim goes into the empty card, never beside another claim, and its questions stay in the card', async () => {
  field('n1', 'claim').focus();
  insert('claim');
  await until(() => questions('n2') === QUESTIONS);
  assert.deepEqual(claims(), ['自己写的', '学得不勤']);
  assert.deepEqual([field('n2', 'elaboration').value, field('n2', 'example').value], ['', '']);
  assert.equal(document.activeElement, field('n2', 'elaboration')); // where the own words go
  assert.deepEqual(uses(), [{ phrase: 7, node: 'n2', field: 'claim', undone: false }]);
  assert.equal(document.querySelector('.phrase-head').textContent.trim(), '已用');
});

test('it is taken back with its record, and so is a part of the skeleton by itself', async () => {
  insert('claim');
  await until(() => questions('n2') === QUESTIONS);
  insert('elaboration');
  await until(() => uses().length === 2);
  assert.equal(field('n2', 'elaboration').value, '{时间}没有学。');
  back();
  await until(() => uses().length === 3);
  assert.deepEqual([field('n2', 'elaboration').value, claims()[1]], ['', '学得不勤']);
  assert.deepEqual(uses()[2], { phrase: 7, node: 'n2', field: 'elaboration', undone: true });
  await undo.turn('undo');
  await until(() => uses().length === 4);
  assert.deepEqual(claims(), ['自己写的', '']);
  assert.deepEqual(uses()[3], { phrase: 7, node: 'n2', field: 'claim', undone: true });
  await until(() => questions('n2') === '');
});

test('where no card is empty a new one is made, and goes again with the claim', async () => {
  field('n2', 'claim').value = '也是自己写的';
  insert('claim');
  await until(() => uses().length === 1);
  assert.deepEqual(claims(), ['自己写的', '也是自己写的', '学得不勤']);
  back();
  await until(() => claims().length === 2);
  assert.deepEqual(claims(), ['自己写的', '也是自己写的']);
});
