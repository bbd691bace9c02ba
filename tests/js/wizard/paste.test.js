import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget } from '../clock.js';
import {
  json, open, press, serve, type, until,
} from '../page.js';
import { card, stepForm } from './step_form.js';

let answers = [];
const { url, asked } = await serve((request, response) => {
  if (request.url.endsWith('/points')) (answers.shift() || ((to) => json(to, 500, {})))(response);
  else json(response, 200, { version: 2 });
});
open('');
const { Autosave } = await import('../../../static/js/wizard/autosave.js');
const { Paste } = await import('../../../static/js/wizard/paste.js');
const { Points } = await import('../../../static/js/wizard/points.js');
const { undo } = await import('../../../static/js/wizard/undo.js');
const { kept, paperKey } = await import('../../../static/js/common/unsent_text.js');

const THREE = '\u3000\u3000一是学习少。\r\n\u3000\u3000二是联系少。\r\n';
const PLAIN = '一是学习少。\n二是联系少。';
let autosave = null;

beforeEach(() => {
  forget();
  undo.forget();
  answers = [];
  asked.length = 0;
  open(stepForm(url, [card('n1')]).replace('<form', '<form data-import="/drafts/import/"').replace('<div data-open>', '<input name="csrfmiddlewaretoken" value="t"><div data-open>'));
  const form = document.querySelector('form');
  form.addEventListener('submit', (event) => event.preventDefault());
  undo.wire(form);
  autosave = new Autosave(form, { onSaved: () => {}, restorePoint: async () => true });
  const points = new Points(form, autosave, { onChanged: () => {} });
  new Paste(form, autosave, points);
});

function paste(field, text) {
  const event = new window.Event('paste', { bubbles: true, cancelable: true });
  event.clipboardData = { getData: () => text };
  field.dispatchEvent(event);
  return event.defaultPrevented;
}

const claim = () => document.getElementById('n1-claim');
const offer = (label) => Array.from(document.querySelectorAll('.paste-offer button')).find((one) => one.textContent === label);
const told = (label) => Array.from(document.querySelectorAll('.toast-line button')).find((one) => one.textContent === label);
const sent = () => asked.filter((one) => one.url === '/points').map(({ body }) => JSON.parse(body));
const state = (order, more) => (response) => json(response, 200, Object.assign({
  order, cards: {}, links: {}, bases: { n1: 3 }, open: '', guesses: [], elsewhere: {},
}, more));

test('a paste arrives clean, stays as it is, and is taken back as one step', async () => {
  type(claim(), '原有。');
  claim().setSelectionRange(3, 3);
  assert.equal(paste(claim(), THREE), true);
  assert.equal(claim().value, '原有。' + PLAIN);
  press(offer('不用'));
  assert.equal(document.querySelector('.paste-offer'), null);
  assert.equal(claim().value, '原有。' + PLAIN);
  press(told('撤销'));
  await until(() => claim().value === '原有。');
});

test('one sentence offers nothing, and an offer goes when its text is changed', () => {
  paste(claim(), '只有一句。');
  assert.equal(document.querySelector('.paste-offer'), null);
  type(claim(), '');
  paste(claim(), THREE);
  assert.ok(offer('拆成 2 条'));
  type(claim(), '改了');
  assert.equal(document.querySelector('.paste-offer'), null);
});

test('it is divided by the server, and put together again by 撤销', async () => {
  paste(claim(), THREE);
  const made = card('n2', { claim: '联系少', base: 3 });
  answers.push(state(['n1', 'n2'], {
    cards: { n2: made }, target: 'n1', added: ['n2'], values: { claim: '学习少', elaboration: '', example: '' },
  }));
  press(offer('拆成 2 条'));
  await until(() => sent().length && claim().value === '学习少');
  const rest = sent()[0];
  delete rest.known;
  delete rest.links;
  delete rest.sending;
  assert.deepEqual(rest, {
    op: 'split', point: 'n1', base: 2, field: 'claim', pieces: ['学习少。', '联系少。'],
    values: { claim: '', elaboration: '', example: '' },
  });
  const block = autosave.blocks.get('n1');
  await until(() => !block.dirty);
  assert.equal(block.base, 3);
  await until(() => told('撤销'));
  answers.push(state(['n1'], { target: '' }));
  press(told('撤销'));
  await until(() => sent().length === 2 && autosave.blocks.size === 1);
  assert.equal(sent()[1].op, 'unsplit:n2');
  assert.equal(claim().value, PLAIN);
});

test('what was written in a part since is not thrown away by 撤销', async () => {
  paste(claim(), THREE);
  answers.push(state(['n1', 'n2'], {
    cards: { n2: card('n2', { claim: '联系少', base: 3 }) }, target: 'n1', added: ['n2'], values: { claim: '学习少' },
  }));
  press(offer('拆成 2 条'));
  await until(() => told('撤销') && claim().value === '学习少');
  type(document.getElementById('n2-claim'), '联系少，接着写');
  press(told('撤销'));
  await until(() => ((document.querySelector('.toast-said') || {}).textContent || '').startsWith('拆出来的条目后来改过'));
  assert.equal(document.getElementById('n2-claim').value, '联系少，接着写');
});

test('a refused division leaves the text as it was pasted', async () => {
  paste(claim(), THREE);
  answers.push((response) => json(response, 422, { error: 'full', message: '这里最多写 40 条。' }));
  press(offer('拆成 2 条'));
  await until(() => (document.querySelector('.toast-said') || {}).textContent === '这里最多写 40 条。');
  assert.equal(claim().value, PLAIN);
});

test('a whole paper goes to the import, kept on this machine till it is there', async () => {
  const paper = '一、存在的问题\n' + '写得很细。'.repeat(150) + '\n二、原因剖析\n三、整改措施';
  let form = null;
  window.HTMLFormElement.prototype.submit = function submit() { form = this; };
  type(claim(), '前。');
  claim().setSelectionRange(2, 2);
  paste(claim(), paper);
  assert.equal(claim().value, '前。' + paper);
  press(offer('整份导入'));
  await until(() => form);
  const sentForm = Array.from(form.querySelectorAll('textarea'), (one) => [one.name, one.value]);
  assert.deepEqual(sentForm, [['csrfmiddlewaretoken', 't'], ['show', '1'], ['text', paper]]);
  assert.equal(claim().value, '前。');
  assert.equal(kept(paperKey()), paper);
});
