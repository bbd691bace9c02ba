import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, serve } from '../page.js';

const STEP = (claim) => `<div class="wizard-paper"><strong>对照检查材料</strong></div>
  <form><section data-node="n1"><input type="hidden" data-base value="1">
  <textarea data-field="claim">${claim}</textarea></section></form>`;

let claim = '';
const { url, asked } = await serve((request, response) => {
  const gone = request.url.includes('/gone/');
  response.writeHead(gone ? 404 : 200, { 'Content-Type': 'text/html' });
  response.end(gone ? '' : STEP(claim));
});
open('');
const { offerUnsent } = await import('../../../static/js/wizard/unsent_home.js');
const { keep } = await import('../../../static/js/wizard/unsent_blocks.js');
const fetchIt = globalThis.fetch;

let place = null;

beforeEach(() => {
  const window = open(`<section data-unsent-home data-resume="${url}/resume/00000000-0000-0000-0000-000000000000/" hidden><ul></ul></section>`, { url });
  globalThis.DOMParser = window.DOMParser;
  globalThis.fetch = (path, options) => fetchIt(new URL(path, url), options);
  place = document.querySelector('section');
  asked.length = 0;
  claim = '保存了的';
});

const AT = Date.parse('2026-11-03T14:05');
const left = (draft, node, text, page) => keep(draft, node, { claim: text }, 1, { tab: 'other', at: AT, page });
const rows = () => Array.from(place.querySelectorAll('li'), (row) => Array.from(row.children, (one) => one.textContent));

test('who has nothing of the kind asks nobody', async () => {
  await offerUnsent(place);
  assert.deepEqual([place.hidden, asked.length], [true, 0]);
});

test('which paper and which step, and the way there', async () => {
  left('d1', 'n1', '没存上的', { path: '/drafts/d1/steps/theory/', step: '理论学习' });
  await offerUnsent(place);
  assert.deepEqual(rows(), [['《对照检查材料》，理论学习', '11月3日 14:05　没存上的']]);
  assert.equal(place.querySelector('a').getAttribute('href'), '/drafts/d1/steps/theory/#node-n1');
  assert.equal(place.hidden, false);
});

test('what is stored by now is not offered, and no longer kept', async () => {
  left('d1', 'n1', '保存了的', { path: '/drafts/d1/steps/theory/', step: '理论学习' });
  await offerUnsent(place);
  assert.deepEqual([rows(), place.hidden, localStorage.length], [[], true, 0]);
});

test('of a paper that is gone the words are there; an entry of an earlier edition leads to its paper', async () => {
  left('d2', 'n1', '写在没有了的材料里', { path: '/gone/', step: '原因' });
  left('d3', 'n7', '旧的', null);
  await offerUnsent(place);
  assert.deepEqual(rows().toSorted((a, b) => b.length - a.length), [
    ['一份材料，原因', '11月3日 14:05　写在没有了的材料里', '不要了', '写在没有了的材料里'],
    ['《对照检查材料》', '11月3日 14:05　旧的'],
  ]);
  assert.equal(place.querySelector('a').getAttribute('href'), `${url}/resume/d3/#node-n7`);
  place.querySelector('button').click();
  assert.deepEqual([rows().length, localStorage.length], [1, 1]);
});
