import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  json, open, press, serve, type, until,
} from '../page.js';
import { card, stepForm } from './step_form.js';

let refuse = null; // {status, message}: what is answered to the next operation
const { url, asked } = await serve((request, response) => {
  const body = JSON.parse(request.body);
  if (!request.url.startsWith('/points')) return json(response, 200, { version: 2 });
  if (refuse) return json(response, refuse.status, { message: refuse.message });
  const made = body.op === 'questions' || body.op.startsWith('fact:') || body.op.startsWith('restore:');
  return json(response, 200, {
    order: made ? ['n1', 'n2'] : ['n1'],
    cards: made ? { n2: card('n2') } : {},
    links: {},
    bases: {},
    target: made ? 'n2' : '',
    noted: body.noted ? 'f9:2' : undefined,
  });
});
open('');
const { Autosave } = await import('../../../static/js/wizard/autosave.js');
const { Facts } = await import('../../../static/js/wizard/facts.js');
const { Points } = await import('../../../static/js/wizard/points.js');
const { undo } = await import('../../../static/js/wizard/undo.js');

const QUESTIONS = `<section data-node="answers-theory" data-questions aria-label="从事实写起">
  <input type="hidden" data-base value="1"><details>
  ${['what', 'did', 'thought', 'led_to'].map((name) => `<textarea data-field="${name}"></textarea>`).join('')}
  <button type="submit" name="op" value="questions">写成一条</button><input type="checkbox" name="noted"></details></section>`;
const PANEL = `<aside id="picker"><section data-own-facts data-use="${url}/use"><ul><li data-fact="f1">
  <span hidden data-text="example">书只翻了两章。</span><p data-said hidden></p>
  <button type="submit" value="example:f1" data-fact-example>作为事例</button>
  <button type="submit" value="fact:f1" data-fact-point>写成一条</button></li></ul></section></aside>`;

const field = (name, node) => document.querySelector(`[data-node="${node}"] [data-field="${name}"]`);
const answer = (name) => field(name, 'answers-theory');
const button = (value) => document.querySelector(`button[value="${value}"]`);
const cards = () => Array.from(document.querySelectorAll('[data-point]'), ({ dataset }) => dataset.node);
const ops = () => asked.filter((one) => one.url === '/points').map((one) => JSON.parse(one.body).op);
const uses = () => asked.filter((one) => one.url === '/use').map((one) => JSON.parse(one.body).node);
const said = () => (document.querySelector('.toast-said') || {}).textContent || '';
const fact = () => document.querySelector('[data-said]');

beforeEach(() => {
  undo.forget();
  asked.length = 0;
  refuse = null;
  open(stepForm(url, [card('n1')]).replace('<button type="submit" name="op" value="add">', `${QUESTIONS}$&`) + PANEL);
  const form = document.querySelector('form');
  undo.wire(form);
  const autosave = new Autosave(form, { onSaved: () => {}, restorePoint: async () => true });
  new Facts(form, autosave, new Points(form, autosave, { onChanged: () => {} }));
});

test('answers become a point and the questions are empty; undone, the answers are there again', async () => {
  press(button('questions'));
  assert.equal(said(), '四个问题都还没有答，先答一个也行。');
  await new Promise((done) => { setTimeout(done); });
  type(answer('what'), '党课前没有看材料');
  document.querySelector('[name=noted]').checked = true;
  press(button('questions'));
  await until(() => said() === '已写成一条。');
  assert.deepEqual([cards(), answer('what').value], [['n1', 'n2'], '']);
  // what was typed was saved before
  assert.deepEqual(asked.map((one) => one.url), ['/answers-theory', '/points']);
  assert.equal(document.activeElement, field('claim', 'n2'));
  assert.deepEqual(Object.keys(localStorage).filter((key) => key.includes('answers')), []);
  assert.equal(await undo.turn('undo'), true);
  assert.deepEqual([cards(), answer('what').value], [['n1'], '党课前没有看材料']);
  assert.equal(await undo.turn('redo'), true);
  assert.deepEqual([cards(), answer('what').value], [['n1', 'n2'], '']);
  assert.deepEqual(ops(), ['questions', 'unquestions:n2:f9:2', 'questions']);
});

test('where the server does not make the point the answers stay', async () => {
  type(answer('did'), '念了稿子');
  refuse = { status: 503, message: '同时保存的请求太多，请再试一次。' };
  press(button('questions'));
  await until(() => said() === refuse.message);
  assert.deepEqual([cards(), answer('did').value], [['n1'], '念了稿子']);
});

test('a fact goes behind the example written in, and out again', async () => {
  type(field('example', 'n1'), '写过的');
  field('claim', 'n1').focus();
  press(button('example:f1'));
  await until(() => said() === '已写进第 1 条的事例。');
  assert.equal(field('example', 'n1').value, '写过的。书只翻了两章。');
  assert.deepEqual([fact().textContent, fact().hidden], ['已写入', false]);
  await undo.turn('undo');
  assert.deepEqual([field('example', 'n1').value, fact().hidden], ['写过的', true]);
  await undo.turn('redo');
  assert.equal(field('example', 'n1').value, '写过的。书只翻了两章。');
  await until(() => uses().length === 3);
  assert.deepEqual(uses(), ['n1', '', 'n1']);
});

test('a fact becomes a point of its own', async () => {
  press(button('fact:f1'));
  await until(() => said() === '已写成一条。');
  assert.deepEqual([cards(), fact().hidden], [['n1', 'n2'], false]);
  await undo.turn('undo');
  assert.deepEqual([cards(), fact().hidden], [['n1'], true]);
  await undo.turn('redo');
  assert.deepEqual([cards(), fact().hidden], [['n1', 'n2'], false]);
  assert.deepEqual(ops(), ['fact:f1', 'remove:n2', 'restore:n2']);
});
