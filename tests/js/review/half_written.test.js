import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, press, type } from '../page.js';
import { HalfWritten } from '../../../static/js/review/half_written.js';
import { sendByKeys } from '../../../static/js/review/keys.js';
import { Keeper } from '../../../static/js/review/unsent_forms.js';

const PLACE = '<div data-half-written hidden></div>';
const form = (keep, text = '', filled = '') => `<form method="post" hx-post="/c" data-write data-keep="${keep}" ${filled}>
  <input type="radio" name="kind" value="must"><input type="radio" name="kind" value="advice" checked>
  <textarea name="text">${text}</textarea><textarea name="suggestion">原文</textarea>
  <button type="submit">加上批注</button></form>`;

let asked = [];
let keeper = null;
let half = null;
let round = '2';

const panel = () => document.getElementById('panel');
const text = () => panel().querySelector('[name=text]');
const lines = () => Array.from(panel().querySelectorAll('[data-half-written] p'), (line) => line.textContent);

// A panel put in the place of the old one.
function show(body) {
  panel().innerHTML = PLACE + body;
  keeper.restore(panel());
  half.show();
}

beforeEach(() => {
  open('<div id="panel"></div>');
  asked = [];
  round = '2';
  keeper = new Keeper('d1');
  half = new HalfWritten(panel(), keeper, { shown: () => round, ask: (query) => asked.push(query) });
});

test('a comment half written is named over another panel and begun again from there', () => {
  show(form('new-n1-claim-3-9-2'));
  type(text(), '请写明时间');
  assert.deepEqual(lines(), []);
  show('<p>校对</p>');
  assert.deepEqual(lines(), ['没有写完的批注：“请写明时间” 接着写 不要了']);
  press(panel().querySelector('button'));
  assert.deepEqual(asked, ['?panel=comments&comment=n1&field=claim&start=3&end=9']);
  show(form('new-n1-claim-3-9-2'));
  assert.equal(text().value, '请写明时间');
  assert.deepEqual(lines(), []);
});

test('the tab of the comments leads back to it, other requests stay as they are', () => {
  const tab = { verb: 'get', path: '?panel=comments' };
  half.leadBack(tab);
  assert.equal(tab.path, '?panel=comments');
  show(form('new-n1-claim-3-9-2'));
  type(text(), '请写明时间');
  show('<p>校对</p>');
  half.leadBack(tab);
  assert.equal(tab.path, '?panel=comments&comment=n1&field=claim&start=3&end=9');
  const other = { verb: 'get', path: '?panel=matrix' };
  half.leadBack(other);
  assert.equal(other.path, '?panel=matrix');
});

test('after the page was loaded anew the tab leads back once it was begun again', () => {
  show(form('new-n1-claim-3-9-2'));
  type(text(), '请写明时间');
  keeper = new Keeper('d1');
  half = new HalfWritten(panel(), keeper, { shown: () => round, ask: (query) => asked.push(query) });
  show('<p>校对</p>');
  press(panel().querySelector('button'));
  show(form('new-n1-claim-3-9-2'));
  show('<p>记录</p>');
  const tab = { verb: 'get', path: '?panel=comments' };
  half.leadBack(tab);
  assert.equal(tab.path, '?panel=comments&comment=n1&field=claim&start=3&end=9');
});

test('必改 is kept with the words, and taken back again', () => {
  show(form('new-n1-claim-3-9-2'));
  const [must, advice] = panel().querySelectorAll('[type=radio]');
  must.checked = true;
  must.dispatchEvent(new window.Event('input', { bubbles: true }));
  show(form('new-n1-claim-3-9-2'));
  assert.equal(panel().querySelector('[value=must]').checked, true);
  const again = panel().querySelector('[value=advice]');
  again.checked = true;
  again.dispatchEvent(new window.Event('input', { bubbles: true }));
  assert.equal(localStorage.length, 0);
  assert.ok(advice);
});

test('of an earlier round the paragraph is commented on, and no word is lost', () => {
  show(form('new-n1-claim-3-9-2'));
  type(text(), '请写明时间');
  type(panel().querySelector('[name=suggestion]'), '三月底前');
  round = '3';
  show('<p>记录</p>');
  press(panel().querySelector('button'));
  assert.deepEqual(asked, ['?panel=comments&comment=n1']);
  show(form('new-n1-claim-0-20-3'));
  assert.equal(text().value, '请写明时间\n建议改为：三月底前');
  show('<p>记录</p>');
  assert.deepEqual(lines(), ['没有写完的批注：“请写明时间 建议改为：三月底前” 接着写 不要了'.replace(' 建', '\n建')]);
});

test('what the server filled in is kept whole once somebody types', () => {
  show(form('new-n1-claim-3-9-2', '错别字。', 'data-filled'));
  assert.equal(localStorage.length, 0);
  type(panel().querySelector('[name=suggestion]'), '改法');
  show(form('new-n1-claim-3-9-2'));
  assert.deepEqual([text().value, panel().querySelector('[name=suggestion]').value], ['错别字。', '改法']);
});

test('giving it up takes the line and the words away', () => {
  show(form('new-n1-claim-3-9-2'));
  type(text(), '请写明时间');
  show('');
  press(panel().querySelectorAll('button')[1]);
  assert.deepEqual(lines(), []);
  assert.equal(panel().querySelector('[data-half-written]').hidden, true);
  assert.equal(localStorage.length, 0);
});

test('several are listed, the one typed in last first; a comment on the paper has no place', () => {
  show(form('new---0-0-2') + form('change-7'));
  const [whole, change] = panel().querySelectorAll('form');
  type(change.querySelector('[name=text]'), '改一改');
  type(whole.querySelector('[name=text]'), '全文的意见');
  show('');
  assert.deepEqual(half.all().map(({ words, query }) => [words, query]), [
    ['全文的意见', 'panel=comments&comment='],
    ['改一改', 'panel=comments&edit=7'],
  ]);
});

test('Ctrl+Enter sends a comment, once, and not while words are composed', () => {
  show(`${form('new-n1-claim-3-9-2')}<form id="decide"><textarea></textarea><button type="submit"></button></form>`);
  let sent = 0;
  panel().addEventListener('submit', (event) => { event.preventDefault(); sent += 1; });
  panel().addEventListener('keydown', sendByKeys);
  const key = (field, options) => field.dispatchEvent(new window.KeyboardEvent('keydown', Object.assign({ key: 'Enter', bubbles: true, cancelable: true }, options)));
  key(text(), {});
  key(text(), { ctrlKey: true, isComposing: true });
  key(document.querySelector('#decide textarea'), { ctrlKey: true });
  assert.equal(sent, 0);
  key(text(), { ctrlKey: true });
  key(text(), { ctrlKey: true, repeat: true });
  assert.equal(sent, 1);
});
