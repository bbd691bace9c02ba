import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget, tick } from '../clock.js';
import {
  json, open, press, serve, type, until,
} from '../page.js';
import { card, stepForm } from './step_form.js';

let answers = []; // what the server answers next: a function of (request, response)
const { url, asked } = await serve((request, response) => (answers.shift() || status(500, {}))(request, response));
open('');
const { Autosave } = await import('../../../static/js/wizard/autosave.js');
const { saveNow } = await import('../../../static/js/wizard/saving.js');

const saved = (version) => (_, response) => json(response, 200, { version });
const lost = (_, response) => response.destroy();
const status = (code, data) => (_, response) => json(response, code, data);

let autosave = null;

function visit({ keptBefore = {}, storageQuota = 5000000 } = {}) {
  forget();
  answers = [];
  asked.length = 0;
  open(stepForm(url, [card('n1', { claim: '原来的' }), card('n2')]), { storageQuota });
  for (const [key, text] of Object.entries(keptBefore)) localStorage.setItem(key, text);
  const form = document.querySelector('form');
  autosave = new Autosave(form, { onSaved: () => {}, restorePoint: async () => true });
}

beforeEach(() => visit());

const field = (id = 'n1') => document.getElementById(`${id}-claim`);
const state = () => document.querySelector('[data-save-state]');
const keptTexts = () => Object.keys(localStorage)
  .map((key) => JSON.parse(localStorage.getItem(key)).values.claim);
const bodies = () => asked.map(({ body }) => JSON.parse(body));
const claims = () => bodies().map(({ base, values }) => [base, values.claim]);
const choose = (label) => press(Array.from(document.querySelectorAll('[data-notice] button'))
  .find((button) => button.textContent === label));
const quiet = () => autosave.inFlight === null;

// So many requests so far, and none that has only begun.
function askedOnly(number) {
  assert.equal(quiet(), true);
  assert.equal(asked.length, number);
}

async function write(text, ...replies) {
  answers.push(...replies);
  type(field(), text);
  tick(1500);
  await until(() => !answers.length && quiet());
}

test('what is typed is kept at once, sent when it is quiet, and then no longer kept', async () => {
  answers.push(saved(2));
  type(field(), '写了𠮷');
  assert.deepEqual(keptTexts(), ['写了𠮷']);
  assert.equal(state().textContent, '有未保存的修改');
  tick(1499);
  askedOnly(0);
  tick(1);
  await until(() => asked.length && quiet());
  const [{ base, values, sending }] = bodies();
  assert.equal(base, 1);
  assert.deepEqual(values, { claim: '写了𠮷', elaboration: '', example: '' });
  assert.match(sending, /^[0-9a-f]{20}:1$/);
  assert.deepEqual(keptTexts(), []);
  assert.equal(state().dataset.kind, 'saved');
  await write('又写了', saved(3));
  assert.deepEqual(claims(), [[1, '写了𠮷'], [2, '又写了']]);
});

test('what is typed and taken back is saved, and no longer kept', async () => {
  type(field(), '原来的，改了');
  type(field(), '原来的');
  assert.deepEqual([state().dataset.kind, state().textContent, keptTexts()], ['saved', '已保存', []]);
  tick(1500);
  askedOnly(0);
  // while other words are under way to the server, they are what may be stored
  answers.push(lost);
  type(field(), '另一句');
  tick(1500);
  type(field(), '原来的');
  assert.deepEqual(keptTexts(), ['另一句']);
  await until(() => !answers.length && quiet());
  assert.equal(autosave.dirtyBlocks().length, 1);
});

test('words taken back while they were being saved, and typed again, are saved', async () => {
  let answer = null;
  answers.push((_, response) => { answer = () => json(response, 200, { version: 2 }); });
  type(field(), '新的');
  tick(1500);
  await until(() => answer);
  type(field(), '原来的');
  answer();
  await until(quiet);
  type(field(), '新的');
  assert.deepEqual([state().dataset.kind, keptTexts()], ['saved', []]);
});

test('what is typed before other tabs have answered stays kept', async () => {
  await Promise.resolve(); // the page has asked them
  type(field(), '刚打开就写');
  tick(400); // they have had their time
  await new Promise((done) => { setImmediate(done); });
  assert.deepEqual(keptTexts(), ['刚打开就写']);
});

test('never while an input method composes', async () => {
  const compose = (name) => field().dispatchEvent(new Event(name, { bubbles: true }));
  type(field(), '深入');
  compose('compositionstart');
  tick(60000);
  askedOnly(0);
  type(field(), '深入xue');
  tick(60000);
  askedOnly(0);
  answers.push(saved(2));
  field().value = '深入学';
  compose('compositionend');
  tick(1500);
  await until(() => asked.length && quiet());
  assert.deepEqual(claims(), [[1, '深入学']]);
});

test('409: both texts are shown, and mine can go on', async () => {
  await write('我写的', status(409, { version: 5, values: { claim: '另一边' } }));
  assert.equal(state().dataset.kind, 'stuck');
  assert.deepEqual(keptTexts(), ['我写的']);
  assert.equal(document.querySelector('blockquote').textContent, '另一边');
  answers.push(saved(6));
  choose('保留我写的');
  await until(() => !answers.length && quiet());
  assert.deepEqual(claims(), [[1, '我写的'], [5, '我写的']]);
  assert.deepEqual(keptTexts(), []);
});

test('409: or the other one', async () => {
  const values = { claim: '另一边', elaboration: '', example: '' };
  await write('我写的', status(409, { version: 5, values }));
  choose('改用另一个窗口的');
  assert.equal(field().value, '另一边');
  assert.deepEqual(keptTexts(), []);
  assert.deepEqual(autosave.dirtyBlocks(), []);
});

test('409: what is to be decided stays said, whatever is left or saved meanwhile', async () => {
  const conflict = '有一处与另一个窗口冲突，请选择保留哪一边';
  await write('我写的', status(409, { version: 5, values: { claim: '另一边' } }));
  field().dispatchEvent(new window.Event('change', { bubbles: true }));
  assert.deepEqual([state().dataset.kind, state().textContent], ['stuck', conflict]);
  answers.push(saved(2));
  type(field('n2'), '别处写的');
  assert.equal(state().textContent, '有未保存的修改');
  tick(1500);
  await until(() => !answers.length && quiet());
  assert.deepEqual([state().dataset.kind, state().textContent], ['stuck', conflict]);
});

test('423: nothing more is sent, the text is kept, and the person is told why', async () => {
  await write('写了', status(423, { message: '材料正在审核，不能修改。' }));
  assert.equal(state().textContent, '材料正在审核，不能修改。');
  type(field(), '再写');
  tick(60000);
  askedOnly(1);
  assert.deepEqual(keptTexts(), ['再写']);
});

test('503: it is tried again, each time after a longer wait', async () => {
  await write('写了', status(503, { error: 'away' }));
  assert.equal(state().textContent, '数据库暂时连不上，文字保存在本机，稍后自动再存');
  assert.deepEqual(keptTexts(), ['写了']);
  for (const [wait, reply] of [[2000, status(503, {})], [4000, saved(2)]]) {
    const before = asked.length;
    answers.push(reply);
    tick(wait - 1);
    askedOnly(before);
    tick(1);
    await until(() => !answers.length && quiet());
  }
  assert.deepEqual(claims(), [[1, '写了'], [1, '写了'], [1, '写了']]);
  assert.deepEqual(bodies().map(({ sending }) => sending.split(':')[1]), ['1', '2', '3']);
  assert.deepEqual(keptTexts(), []);
});

test('a lost answer: it may be stored, so it is sent again even if the text is as before', async () => {
  await write('写了', lost);
  assert.equal(state().dataset.kind, 'away');
  answers.push(saved(3));
  type(field(), '原来的');
  tick(2000);
  await until(() => !answers.length && quiet());
  assert.deepEqual(claims(), [[1, '写了'], [1, '原来的']]);
  assert.deepEqual(autosave.dirtyBlocks(), []);
});

test('offline: what is written is kept, and sent when the network is back', async () => {
  navigator.onLine = false;
  await write('写了', lost);
  assert.equal(state().textContent, '网络已断开，文字保存在本机，恢复后自动保存');
  assert.deepEqual(keptTexts(), ['写了']);
  navigator.onLine = true;
  answers.push(saved(2));
  window.dispatchEvent(new Event('online'));
  await until(() => !answers.length && quiet());
  assert.deepEqual(keptTexts(), []);
  assert.equal(state().dataset.kind, 'saved');
});

test('one request at a time, and the newest text goes next', async () => {
  let first = null;
  answers.push((_, response) => { first = response; });
  type(field(), '一');
  tick(1500);
  await until(() => first);
  answers.push(saved(3));
  type(field(), '一二');
  tick(1500);
  type(field(), '一二三');
  assert.equal(asked.length, 1);
  json(first, 200, { version: 2 });
  await until(() => !answers.length && quiet());
  assert.deepEqual(claims(), [[1, '一'], [2, '一二三']]);
});

test('text of an earlier visit is offered, never put in unasked', async () => {
  const entry = { values: { claim: '没来得及保存' }, base: 1, at: Date.now() };
  visit({ keptBefore: { 'zhaojing:7:d1:n1:left-1': JSON.stringify(entry) } });
  assert.equal(field().value, '原来的');
  assert.equal(document.querySelector('[data-notice=offer] blockquote').textContent, '没来得及保存');
  answers.push(saved(2));
  choose('恢复这段文字');
  assert.equal(field().value, '没来得及保存');
  tick(1500);
  await until(() => asked.length && quiet());
  assert.deepEqual(claims(), [[1, '没来得及保存']]);
  assert.deepEqual(keptTexts(), []);
});

test('with storage full the person is told not to close the page', () => {
  visit({ storageQuota: 10 });
  type(field(), '写了');
  assert.equal(state().textContent, '有未保存的修改（本机不能暂存，请勿关闭页面）');
});

test('what was mended while it was being refused is saved like anything else', async () => {
  const refusal = { message: '观点句：最多 200 个字符' };
  for (const [mended, replies] of [['短', [saved(2)]], ['短', []]]) {
    let refuse = null;
    answers.push((_, response) => { refuse = () => json(response, 422, refusal); }, ...replies);
    type(field(), '长'.repeat(201));
    tick(1500);
    await until(() => refuse);
    type(field(), mended);
    refuse();
    await until(quiet);
    tick(1500);
    await until(() => !answers.length && quiet() && state().dataset.kind === 'saved');
    assert.equal(document.querySelector('[data-notice=invalid]'), null);
  }
  assert.deepEqual(claims().map(([, claim]) => claim.slice(0, 1)), ['长', '短', '长']);
  assert.deepEqual(keptTexts(), []);
});

test('the moment of a save is the server\'s, whatever the clock here says', async () => {
  const at = (time) => (_, response) => {
    response.setHeader('Date', `Tue, 01 Dec 2026 ${time} GMT`);
    json(response, 200, { version: 2 });
  };
  await write('写了', at('02:41:05'));
  assert.deepEqual([state().dataset.kind, state().textContent], ['saved', '已保存 10:41']);
  await saveNow(autosave);
  assert.equal(state().textContent, '已保存 10:41');
});

test('save at once where nothing is unsent leaves the moment that the page came with', async () => {
  state().dataset.kind = 'stored';
  state().textContent = '已保存 9月1日 08:00';
  await saveNow(autosave);
  askedOnly(0);
  assert.equal(state().textContent, '已保存 9月1日 08:00');
  assert.equal(document.querySelector('.toast-said').textContent, '已保存。写的时候每隔一两秒也会自动保存。');
});
