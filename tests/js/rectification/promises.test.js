import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget, tick } from '../clock.js';
import {
  json, open, press, serve, type, until,
} from '../page.js';
import { promiseList } from './promise_list.js';

let answers = [];
const { url, asked } = await serve((request, response) => (answers.shift() || ((_, r) => json(r, 500, {})))(request, response));
open('');
const { Promises } = await import('../../../static/js/rectification/promises.js');

const saved = (version) => (_, response) => json(response, 200, { version });
const status = (code, data) => (_, response) => json(response, code, data);

let promises = null;

function visit(keptBefore = {}, rows = [['m1'], ['m2', 'partly', '走了15户', 3]]) {
  forget();
  answers = [];
  asked.length = 0;
  open(`<span data-save-state>论文的状态</span>${promiseList(url, rows)}`);
  for (const [key, text] of Object.entries(keptBefore)) localStorage.setItem(key, text);
  promises = new Promises(document.querySelector('form'));
}

beforeEach(() => visit());

const item = (id) => document.getElementById('measure-' + id);
const word = (id) => item(id).querySelector('textarea');
const box = (id, value) => item(id).querySelector(`[data-tick-of][value="${value}"]`);
const clear = (id) => item(id).querySelector('[data-clear]');
const bodies = () => asked.map(({ url: address, body }) => [address, JSON.parse(body).base, JSON.parse(body).values]);
const quiet = () => !answers.length && promises.autosave.inFlight === null;
const notice = () => document.querySelector('[data-notice]');

function choose(id, value) {
  box(id, value).checked = true;
  box(id, value).dispatchEvent(new window.Event('change', { bubbles: true }));
}

async function pause() {
  tick(1500);
  await until(quiet);
}

test('what is ticked and typed is saved for its measure, and the page of the paper says nothing of it', async () => {
  answers.push(saved(1));
  choose('m1', 'done');
  await pause();
  answers.push(saved(2));
  type(word('m1'), '写了52页');
  await pause();
  assert.deepEqual(bodies(), [
    ['/measure-m1/', 0, { progress: 'done', word: '' }],
    ['/measure-m1/', 1, { progress: 'done', word: '写了52页' }],
  ]);
  assert.equal(document.querySelector('[data-save-state]').textContent, '论文的状态');
  assert.match(document.querySelector('[data-tick-state]').textContent, /^已保存 /);
});

test('a tick is shown, counted, and taken back', async () => {
  assert.deepEqual([box('m2', 'partly').checked, clear('m2').hidden, clear('m1').hidden], [true, false, true]);
  assert.equal(promises.unticked(), 1);
  choose('m1', 'not_yet');
  assert.deepEqual([promises.unticked(), clear('m1').hidden], [0, false]);
  answers.push(saved(1), saved(4));
  press(clear('m2'));
  assert.deepEqual([box('m2', 'partly').checked, clear('m2').hidden, promises.unticked()], [false, true, 1]);
  await pause();
  assert.deepEqual(bodies()[1], ['/measure-m2/', 3, { progress: '', word: '走了15户' }]);
});

test('what is not ticked is ticked as the ledger has it; what is said stays', async () => {
  visit({}, [['m1', '', '', 0, 'done'], ['m2', 'partly', '走了15户', 3, 'done'], ['m3', '', '我说的', 0, 'not_yet']]);
  answers.push(saved(1), saved(1));
  press(document.querySelector('[data-from-ledger]'));
  assert.equal(document.querySelector('.promises-offer').hidden, true);
  await pause();
  assert.deepEqual(bodies(), [
    ['/measure-m1/', 0, { progress: 'done', word: '台账里的话' }],
    ['/measure-m3/', 0, { progress: 'not_yet', word: '我说的' }],
  ]);
  press(clear('m1'));
  assert.deepEqual([document.querySelector('.promises-offer').hidden, document.querySelector('[data-offers]').textContent], [false, '1']);
});

test('a conflict shows the other window, and its side can be taken', async () => {
  answers.push(status(409, { version: 5, values: { progress: 'done', word: '别处写的' } }));
  type(word('m2'), '这里写的');
  await pause();
  assert.match(notice().textContent, /落实情况已改到位说明别处写的/);
  press(Array.from(notice().querySelectorAll('button')).find((one) => one.textContent === '改用另一个窗口的'));
  assert.deepEqual([word('m2').value, box('m2', 'done').checked], ['别处写的', true]);
});

test('what is too long stays typed, with the reason at its measure', async () => {
  answers.push(status(422, { message: '最多 200 个字。' }));
  type(word('m1'), '长'.repeat(201));
  await pause();
  assert.match(item('m1').textContent, /没有保存。最多 200 个字。/);
  assert.equal(word('m1').value.length, 201);
});

test('what did not reach the server is offered back with its tick', async () => {
  answers.push((_, response) => response.destroy());
  choose('m1', 'done');
  type(word('m1'), '断网时写的');
  await pause();
  const left = Object.fromEntries(Object.keys(localStorage).map((key) => [key, localStorage.getItem(key)]));
  assert.equal(Object.keys(left).length, 1);
  visit(left);
  assert.match(notice().textContent, /已改到位.*断网时写的/);
  press(notice().querySelector('button'));
  assert.deepEqual([word('m1').value, box('m1', 'done').checked], ['断网时写的', true]);
});
