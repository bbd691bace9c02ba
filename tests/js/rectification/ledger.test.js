import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget, tick } from '../clock.js';
import {
  json, open, serve, type, until,
} from '../page.js';

let answers = [];
const { url, asked } = await serve((request, response) => (answers.shift() || ((_, r) => json(r, 500, {})))(request, response));
open('');
const { LedgerPage } = await import('../../../static/js/rectification/ledger.js');

const item = (id, late) => `<li data-node="item-${id}" id="node-item-${id}"><input type="hidden" value="1" data-base>
  ${late ? '<p data-overdue>已过时限 3 天</p>' : ''}
  <label for="s${id}">状态</label><select id="s${id}" data-field="state"><option value="not_begun" selected>未开始</option>
  <option value="done">已完成</option></select>
  <label for="n${id}">进展和说明</label><textarea id="n${id}" data-field="notes"></textarea></li>`;

let page = null;

beforeEach(() => {
  forget();
  answers = [];
  asked.length = 0;
  open(`<form method="post" data-ledger data-step="整改台账" data-draft="l1" data-save="${url}/items/__node__/">
    <ol>${item(1, true)}${item(2)}</ol><button type="submit">保存</button><span data-save-state></span></form>`);
  page = new LedgerPage(document.querySelector('form'));
});

const field = (id, name) => document.querySelector(`#node-item-${id} [data-field="${name}"]`);
const saved = (version) => (_, response) => json(response, 200, { version });
const state = () => document.querySelector('[data-save-state]').textContent;

test('what is chosen is saved, and what is finished is not late', async () => {
  answers = [saved(2)];
  field(1, 'state').value = 'done';
  field(1, 'state').dispatchEvent(new window.Event('change', { bubbles: true }));
  tick(1500);
  await until(() => state().startsWith('已保存'));
  assert.deepEqual(asked.map(({ url: address, body }) => [address, JSON.parse(body).base, JSON.parse(body).values]), [
    ['/items/item-1/', 1, { state: 'done', notes: '' }],
  ]);
  assert.equal(document.querySelector('[data-overdue]').hidden, true);
});

test('the button saves what waits, and sends no form beside it', async () => {
  answers = [saved(2)];
  type(field(2, 'notes'), '读完了');
  const event = new window.Event('submit', { bubbles: true, cancelable: true });
  document.querySelector('form').dispatchEvent(event);
  assert.equal(event.defaultPrevented, true);
  await until(() => state().startsWith('已保存') && page.autosave.inFlight === null);
  assert.deepEqual(asked.map(({ body }) => JSON.parse(body).values), [{ state: 'not_begun', notes: '读完了' }]);
});

test('what could not be saved is kept on the machine with the way to it', () => {
  type(field(2, 'notes'), '没有网');
  const [key] = Object.keys(localStorage);
  assert.match(key, /:l1:item-2:/);
  assert.equal(JSON.parse(localStorage.getItem(key)).page.step, '整改台账');
});
