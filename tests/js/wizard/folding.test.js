import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget } from '../clock.js';
import { open, press, type } from '../page.js';
import { card, stepForm } from './step_form.js';

open('');
const { Autosave } = await import('../../../static/js/wizard/autosave.js');
const { Folding } = await import('../../../static/js/wizard/folding.js');

const numbers = (most) => Array.from({ length: most }, (_, at) => 'n' + (at + 1));
let autosave = null;

function page(most, hash = '') {
  forget();
  const cards = numbers(most).map((id) => card(id, { claim: '观点' + id }));
  open(stepForm('http://127.0.0.1', cards), { url: 'http://127.0.0.1/' + hash });
  for (const one of document.querySelectorAll('[data-point]')) {
    const head = document.createElement('header');
    head.className = 'point-head';
    head.innerHTML = '<span class="point-length"></span>';
    one.prepend(head);
    one.id = 'node-' + one.dataset.node;
  }
  const form = document.querySelector('form');
  autosave = new Autosave(form, { onSaved: () => {}, restorePoint: async () => true });
  new Folding(form, autosave, form.querySelector('[data-points-list]'));
}

const folded = () => Array.from(document.querySelectorAll('.is-folded'), (one) => one.dataset.node);
const bar = (label) => Array.from(document.querySelectorAll('.fold-bar button')).find((one) => one.textContent === label);
const toggle = (id) => document.querySelector('#node-' + id + ' [data-fold]');

beforeEach(() => page(8));

test('a short step is not folded, and a long one only when asked to', () => {
  page(7);
  assert.equal(document.querySelector('.fold-bar').hidden, true);
  assert.equal(document.querySelector('[data-fold]'), null);
  page(8);
  assert.equal(document.querySelector('.fold-bar').hidden, false);
  assert.deepEqual(folded(), []);
});

test('all fold to their claims, and it is remembered for the step', () => {
  press(bar('全部折叠'));
  assert.deepEqual(folded(), numbers(8));
  assert.equal(toggle('n3').textContent, '观点n3');
  assert.deepEqual([toggle('n3').getAttribute('aria-expanded'), toggle('n3').getAttribute('aria-label')], ['false', '展开：观点n3']);
  assert.equal(document.getElementById('n3-claim').tabIndex, -1);
  press(toggle('n3'));
  assert.equal(document.getElementById('n3-claim').tabIndex, 0);
  const kept = Object.assign({}, localStorage);
  page(8);
  assert.deepEqual(folded(), []);
  for (const [key, text] of Object.entries(kept)) localStorage.setItem(key, text);
  new Folding(document.querySelector('form'), autosave, document.querySelector('[data-points-list]'));
  assert.deepEqual(folded(), numbers(8).filter((id) => id !== 'n3'));
});

test('what is unsaved, in question or being written in stays open', () => {
  type(document.getElementById('n1-claim'), '还没有保存');
  autosave.blocks.get('n2').notice('theirs', '这一处在另一个窗口里改过。', [], []);
  document.getElementById('n4-claim').focus();
  press(bar('全部折叠'));
  assert.deepEqual(folded(), ['n3', 'n5', 'n6', 'n7', 'n8']);
  assert.equal(document.querySelector('[data-fold-said]').textContent, '有 3 条没有折叠：还没保存，或者有要处理的提示。');
});

test('whatever puts the cursor, a notice or a text into a folded point unfolds it', () => {
  press(bar('全部折叠'));
  document.getElementById('n1-claim').focus();
  type(document.getElementById('n2-claim'), '替换进来的');
  autosave.blocks.get('n3').notice('offer', '本机存着一段文字', [], []);
  assert.deepEqual(folded(), ['n4', 'n5', 'n6', 'n7', 'n8']);
  press(bar('全部展开'));
  assert.deepEqual(folded(), []);
});

test('a link to a point unfolds it', () => {
  press(bar('全部折叠'));
  const link = document.createElement('a');
  link.href = '#node-n5';
  document.body.append(link);
  link.addEventListener('click', (event) => event.preventDefault());
  press(link);
  assert.ok(!folded().includes('n5'));
});
