import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, press } from '../page.js';
import { renewLength, renewLibrary, showLength, Strip, thousands } from '../../../static/js/wizard/strip.js';

const PAGE = `<div data-strip><span data-save-state></span><button data-strip-go hidden>去看</button>
  <span data-strip-length data-rest="1200" data-least="1500" data-most="3000">全篇 <b></b> 字<i data-strip-fit></i></span>
  <a href="/proofing/" data-side-open="proof">校对</a><a href="/review/" data-side-open="remarks">意见</a></div>
  <form data-wizard><details><summary>引语</summary><section class="block"></section></details></form>`;

let opened = [];
const tab = () => document.createElement('button');
const side = { tab: (name) => (name === 'proof' ? side.button : undefined), open: (name) => opened.push(name) };

beforeEach(() => {
  const window = open(PAGE);
  window.matchMedia = () => ({ matches: false });
  opened = [];
  side.button = tab();
});

const length = () => document.querySelector('[data-strip-length]');
const shown = () => [length().querySelector('b').textContent, length().className, length().querySelector('i').textContent];

test('the length of the paper is held against what the meeting asks', () => {
  showLength(299);
  assert.deepEqual(shown(), ['1,499', 'is-short', '，还不够']);
  showLength(300);
  assert.deepEqual(shown(), ['1,500', '', '']);
  showLength(1801);
  assert.deepEqual(shown(), ['3,001', 'is-long', '，超过要求']);
  length().dataset.most = '0';
  showLength(1801);
  assert.deepEqual(shown(), ['3,001', '', '']);
  // what moved to another step counts there
  renewLength({ dataset: { whole: '1500', own: '200' } });
  showLength(200);
  assert.equal(shown()[0], '1,500');
});

test('thousands are set apart', () => {
  assert.deepEqual([0, 999, 1000, 60000, 1234567].map(thousands), ['0', '999', '1,000', '60,000', '1,234,567']);
});

test('the way to what could not be saved, out of whatever is folded', () => {
  const strip = new Strip(side);
  const go = document.querySelector('[data-strip-go]');
  assert.equal(go.hidden, true);
  const noticed = (kind) => {
    document.querySelector('.block').innerHTML = `<div class="conflict" data-notice="${kind}"><button type="button">保留我写的</button></div>`;
    document.querySelector('.block').dispatchEvent(new window.CustomEvent('noticed', { bubbles: true }));
  };
  noticed('offer');
  assert.equal(go.hidden, true);
  noticed('theirs');
  assert.equal(go.hidden, false);
  press(go);
  assert.equal(document.activeElement.textContent, '保留我写的');
  assert.equal(document.querySelector('details').open, true);
  document.querySelector('.block').innerHTML = '';
  strip.said();
  assert.equal(go.hidden, true);
});

test('a number leads to its panel where there is one, else to its page', () => {
  new Strip(side);
  const left = [];
  window.addEventListener('click', (event) => { if (!event.defaultPrevented) left.push(event.target.getAttribute('href')); event.preventDefault(); });
  for (const link of document.querySelectorAll('[data-side-open]')) press(link);
  assert.deepEqual([opened, left], [['proof'], ['/review/']]);
});

test('what is the library\'s is said of the paper and of each point', () => {
  document.body.insertAdjacentHTML('beforeend', `<span data-strip-share hidden>素材原句 <b>0%</b></span>
    <article data-node="n1"><div data-own-words><p>旧的</p></div></article>
    <details id="list" data-library="64" data-over><template data-own-words-of="n1"><p>本条 64% 是素材原句。</p></template>
    <template data-own-words-of="gone"><p>没有</p></template></details>`);
  const list = document.getElementById('list');
  const said = () => document.querySelector('[data-own-words]').textContent;
  const share = document.querySelector('[data-strip-share]');
  renewLibrary(list);
  assert.deepEqual([share.hidden, share.textContent, said()], [false, '素材原句 64%', '本条 64% 是素材原句。']);
  delete list.dataset.over;
  list.querySelector('template').innerHTML = '';
  renewLibrary(list);
  assert.deepEqual([share.hidden, said()], [true, '']);
});
