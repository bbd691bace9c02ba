import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget, tick } from '../clock.js';
import { open, until } from '../page.js';

open('');
const { Editor } = await import('../../../static/js/frameworks/editor.js');

const row = (at, name) => `<li data-row data-kind="area"><fieldset><b data-number>${at === 'NEW' ? '' : at + 1}</b>
  <button type="submit" name="do" value="up:area-${at}" data-move="-1">上移</button>
  <button type="submit" name="do" value="down:area-${at}" data-move="1">下移</button>
  <input type="hidden" name="area-${at}-place" value="${at}" data-place>
  <textarea name="area-${at}-name" data-name>${name}</textarea>
  <input type="checkbox" name="area-${at}-drop" data-drop></fieldset></li>`;

let form = null;
let editor = null;
let asked = [];

beforeEach(() => {
  forget();
  asked = [];
  open(`<form method="post" data-editor data-preview="/preview/"><ol data-rows="area">
    ${['甲', '乙', '丙'].map((name, at) => row(at, name)).join('')}</ol>
    <button type="submit" name="do" value="add:area" data-add="area">加一个方面</button>
    <div data-look><details><summary>比去年</summary></details><p>旧的样子</p></div>
    <span data-said></span></form><template data-new="area">${row('NEW', '')}</template>`);
  form = document.querySelector('form');
  editor = new Editor(form, {
    send: (url, options) => new Promise((answer) => { asked.push({ url, options, answer }); }),
  });
});

const names = () => Array.from(form.querySelectorAll('[data-name]')).map((one) => one.value);
const places = () => Array.from(form.querySelectorAll('[data-place]')).map((one) => [one.name, one.value]);
const press = (selector) => form.querySelector(selector).click();
const said = () => form.querySelector('[data-said]').textContent;
const answered = (at, html, ok = true) => asked[at].answer({ ok, status: ok ? 200 : 500, text: async () => html });

test('buttons and keys move a row, whose place goes with it, and nothing is sent', () => {
  assert.deepEqual(editor.guard.unsaved(), []);
  press('[value="down:area-0"]');
  assert.deepEqual(names(), ['乙', '甲', '丙']);
  assert.deepEqual(places(), [['area-1-place', '0'], ['area-0-place', '1'], ['area-2-place', '2']]);
  assert.equal(said(), '已移到第 2 位，共 3 个；还没有保存。');
  assert.deepEqual(editor.guard.unsaved(), [form]);
  const field = form.querySelector('[name="area-2-name"]');
  field.dispatchEvent(new window.KeyboardEvent('keydown', { key: 'ArrowUp', altKey: true, bubbles: true }));
  assert.deepEqual(names(), ['乙', '丙', '甲']);
  field.dispatchEvent(new window.KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
  press('[value="down:area-0"]');
  assert.deepEqual(names(), ['乙', '丙', '甲']);
});

test('a new row has names of its own and the place behind the others', () => {
  press('[data-add]');
  assert.deepEqual(places()[3], ['area-3-place', '3']);
  assert.equal(document.activeElement.name, 'area-3-name');
  assert.equal(form.querySelectorAll('[data-number]')[3].textContent, '4');
});

test('the look follows what is typed, and a late answer does not take the place of a newer one', async () => {
  const field = form.querySelector('[data-name]');
  form.querySelector('details').open = true;
  for (const text of ['甲乙', '甲乙丙']) {
    field.value = text;
    field.dispatchEvent(new window.Event('input', { bubbles: true }));
    tick(700);
  }
  assert.deepEqual(asked.map(({ url, options }) => [url, options.body.get('area-0-name')]), [
    ['/preview/', '甲乙'], ['/preview/', '甲乙丙'],
  ]);
  answered(1, '<details></details><p>新的样子</p>');
  await until(() => form.querySelector('[data-look] p').textContent === '新的样子');
  answered(0, '<p>过时的样子</p>');
  await new Promise(setImmediate);
  assert.equal(form.querySelector('[data-look] p').textContent, '新的样子');
  assert.equal(form.querySelector('details').open, true);
  field.dispatchEvent(new window.Event('input', { bubbles: true }));
  tick(700);
  answered(2, '', false);
  await until(() => said().includes('没有跟上'));
});

test('who leaves with something unsaved is asked', () => {
  const leave = () => {
    const event = new window.Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.equal(leave(), false);
  form.querySelector('[data-drop]').click();
  assert.equal(form.querySelector('[data-row]').classList.contains('is-dropped'), true);
  assert.equal(leave(), true);
});
