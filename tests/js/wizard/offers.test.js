import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, press, type } from '../page.js';
import { card } from './step_form.js';

const PATH = '/drafts/d1/steps/theory/';
const TOP = '<section data-unsent hidden><p></p><ul></ul></section>';
open('');
sessionStorage.setItem('zhaojing:tab', 'mine');
const { Block } = await import('../../../static/js/wizard/block.js');
const { Offers } = await import('../../../static/js/wizard/offers.js');
const { keep } = await import('../../../static/js/wizard/unsent_blocks.js');

let blocks = null;
let offers = null;
let changed = [];

function visit() {
  open(`${TOP}<form data-wizard data-draft="d1" data-step="理论学习">${card('n1', { claim: '原来的' })}${card('n2')}</form>`, { url: `http://127.0.0.1${PATH}` });
  document.querySelector('[data-node=n1]').setAttribute('aria-label', '第 1 条：原来的');
  changed = [];
}

function offered() {
  blocks = new Map(Array.from(document.querySelectorAll('[data-node]'), (one) => [one.dataset.node, new Block(one)]));
  offers = new Offers(document.querySelector('form'), (block) => changed.push(block.id));
  offers.offerAll(blocks, new Set());
}

const left = (node, claim, options) => keep('d1', node, { claim, elaboration: '', example: '' }, 1, Object.assign({ tab: 'other', at: Date.parse('2026-11-03T14:05') }, options));
const top = () => Array.from(document.querySelectorAll('[data-unsent] li'), (row) => Array.from(row.children, (one) => one.textContent));
const hidden = () => document.querySelector('[data-unsent]').hidden;
const notices = () => Array.from(document.querySelectorAll('[data-notice=offer]'), (one) => one.hidden);
const choose = (label) => press(Array.from(document.querySelectorAll('[data-unsent] button')).find((one) => one.textContent === label));

beforeEach(() => visit());

test('it is offered at the top of the step too, with the way there', () => {
  left('n1', '断网时写的');
  offered();
  assert.deepEqual(top(), [['第 1 条：原来的', '11月3日 14:05　断网时写的', '恢复', '不要了']]);
  assert.deepEqual([hidden(), notices()], [false, [false]]);
  press(document.querySelector('[data-unsent] a'));
  assert.equal(document.activeElement.textContent, '恢复这段文字');
  choose('恢复');
  assert.equal(blocks.get('n1').field('claim').value, '断网时写的');
  assert.deepEqual([hidden(), notices(), changed], [true, [], ['n1']]);
  assert.equal(localStorage.length, 0);
});

test('of a long text what is new is shown', () => {
  visit();
  document.querySelector('[data-node=n1] textarea').value = '年初定下的𠮷书一本也没有读完。';
  left('n1', '年初定下的𠮷书一本也没有读完。说到底是没有放在心上。');
  offered();
  assert.equal(top()[0][1], '11月3日 14:05　…也没有读完。说到底是没有放在心上。');
});

test('it is no offer while the same words stand there, and over when they are saved', () => {
  left('n1', '断网时写的');
  offered();
  const block = blocks.get('n1');
  type(block.field('claim'), '断网时写的');
  offers.follow(block);
  assert.deepEqual([hidden(), notices()], [true, [true]]);
  type(block.field('claim'), '断网时写的又改');
  offers.follow(block);
  assert.deepEqual([hidden(), notices()], [false, [false]]);
  offers.saved(block);
  assert.equal(localStorage.length, 1);
  type(block.field('claim'), '断网时写的');
  offers.follow(block);
  offers.saved(block);
  assert.deepEqual([hidden(), notices(), localStorage.length], [true, [], 0]);
});

test('words whose block was removed are there to be copied, until they are not wanted', () => {
  left('n9', '写在移除了的那一条里');
  keep('d1', 'n8', { claim: '别的步骤的' }, 1, { tab: 'other', page: { path: '/elsewhere/', step: '原因' } });
  keep('d2', 'n9', { claim: '别的材料的' }, 1, { tab: 'other' });
  offered();
  assert.deepEqual(top(), [['原来那一处已经移除', '11月3日 14:05　写在移除了的那一条里', '不要了', '写在移除了的那一条里']]);
  choose('不要了');
  assert.deepEqual([hidden(), localStorage.length], [true, 2]);
});

test('where nothing can be written, the words can be copied; what is stored is not shown', () => {
  left('n1', '断网时写的');
  left('n2', '');
  document.querySelector('form').removeAttribute('data-wizard'); // handed in meanwhile
  offers = new Offers(document.querySelector('form'), () => {});
  offers.offerAll(new Map(), new Set());
  assert.deepEqual(top(), [['现在不能修改，需要的话请复制', '11月3日 14:05　断网时写的', '不要了', '断网时写的']]);
  assert.equal(localStorage.length, 1);
});
