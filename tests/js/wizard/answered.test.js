import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget } from '../clock.js';
import {
  json, open, press, serve, until,
} from '../page.js';
import { card, stepForm } from './step_form.js';

let answers = [];
const { url, asked } = await serve((request, response) => json(response, 200, answers.shift()));
open('');
const { Autosave } = await import('../../../static/js/wizard/autosave.js');
const { Points } = await import('../../../static/js/wizard/points.js');
const { showOpen } = await import('../../../static/js/wizard/answered.js');
const { undo } = await import('../../../static/js/wizard/undo.js');

const chips = (...pressed) => `<details><summary>回应的问题</summary>${['a', 'b'].map((id) => {
  const on = pressed.includes(id);
  return `<button type="submit" name="op" value="${on ? 'unmeet' : 'meet'}:${id}:n1" aria-pressed="${on}">观点${id}</button>`;
}).join('')}</details>`;
const cause = card('n1', { claim: '' })
  .replace('</section>', `<select data-field="category"><option value=""></option><option value="C02">读得少</option></select>
    <div data-met="old">${chips('a')}</div></section>`);
const state = (more) => Object.assign({
  order: ['n1'], cards: {}, links: {}, bases: { n1: 5 }, open: '', categories: { n1: '' }, target: '',
}, more);

let autosave = null;

beforeEach(() => {
  forget();
  answers = [];
  asked.length = 0;
  open(stepForm(url, [cause]));
  const form = document.querySelector('form');
  form.addEventListener('submit', (event) => event.preventDefault());
  undo.forget();
  undo.wire(form);
  autosave = new Autosave(form, { onSaved: () => {}, restorePoint: async () => true });
  new Points(form, autosave, { onChanged: () => {} }); // eslint-disable-line no-new
});

const holder = () => document.querySelector('[data-met]');
const button = (value) => document.querySelector(`button[value="${value}"]`);
const ops = () => asked.map(({ body }) => JSON.parse(body).op);
const done = (number) => until(() => asked.length === number && !autosave.inFlight);

test('a problem is linked beside its cause, and taken back', async () => {
  holder().querySelector('details').open = true;
  answers.push(
    state({ links: { n1: ['new', chips('a', 'b')] }, said: '已对应到这个问题。', back: 'unmeet:b:n1' }),
    state({ links: { n1: ['old', chips('a')] } }),
  );
  button('meet:b:n1').focus();
  press(button('meet:b:n1'));
  await until(() => holder().dataset.met === 'new');
  assert.equal(JSON.parse(asked[0].body).links.n1, 'old');
  assert.equal(holder().querySelector('details').open, true);
  await until(() => document.activeElement === button('unmeet:b:n1'));
  await until(() => document.querySelector('.toast-said'));
  assert.equal(document.querySelector('.toast-said').textContent, '已对应到这个问题。');
  press(Array.from(document.querySelectorAll('.toast-line button')).find((one) => one.textContent === '撤销'));
  await until(() => holder().dataset.met === 'old');
  assert.deepEqual(ops(), ['meet:b:n1', 'unmeet:b:n1']);
});

test('a category that a proposal gave an empty card is shown, and not saved over', async () => {
  answers.push(state({
    categories: { n1: 'C02' }, said: '已对应。', back: 'unanswer:b:n1:', target: 'n1',
  }));
  const proposal = document.createElement('button');
  Object.assign(proposal, { name: 'op', value: 'answer:b:causes:C02' });
  document.querySelector('[data-open]').append(proposal);
  press(proposal);
  await done(1);
  const block = autosave.blocks.get('n1');
  await until(() => block.field('category').value === 'C02');
  assert.deepEqual([block.dirty, block.base], [false, 5]);
  // what is chosen instead is taken back to it
  block.field('category').value = '';
  block.field('category').dispatchEvent(new window.Event('change', { bubbles: true }));
  await undo.turn('undo');
  assert.equal(block.field('category').value, 'C02');
});

test('one that was changed in another window is left to the conflict', async () => {
  answers.push(state({ bases: {}, categories: { n1: 'C02' } }));
  press(button('meet:b:n1'));
  await done(1);
  const block = autosave.blocks.get('n1');
  await new Promise((later) => { setTimeout(later, 20); });
  assert.deepEqual([block.field('category').value, block.base], ['', 1]);
});

test('the problems that nothing answers stay unfolded where somebody unfolded them', () => {
  const place = document.createElement('div');
  const box = (count) => `<details><summary>还有 ${count} 个问题没有对应的原因</summary></details>`;
  place.innerHTML = box(30);
  showOpen(place, box(29));
  assert.equal(place.querySelector('details').open, false);
  place.querySelector('details').open = true;
  showOpen(place, box(28));
  assert.equal(place.querySelector('details').open, true);
  assert.equal(place.textContent, '还有 28 个问题没有对应的原因');
  showOpen(place, '<p>还有 8 个</p>');
  showOpen(place, '');
  showOpen(place, box(9));
  assert.equal(place.querySelector('details').open, false);
});
