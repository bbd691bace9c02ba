import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  json, open, press, serve, until,
} from '../page.js';

let reply = null;
const { url, asked } = await serve((request, response) => reply(response));
open('');
const { wireTextSize } = await import('../../../static/js/common/text_size.js');

const choice = (chosen) => ['standard', 'large', 'largest']
  .map((size) => `<button name="size" value="${size}" aria-pressed="${size === chosen}">${size}</button>`).join('');
const form = () => `<form method="post" action="${url}/size/" data-text-size>${choice('standard')}</form>`;

beforeEach(() => {
  asked.length = 0;
  const window = open(`<header><details class="text-size"><summary>字号</summary>${form()}</details></header>
    <main>${form()}<textarea></textarea></main>`, { url });
  globalThis.FormData = window.FormData;
  document.documentElement.className = 'size-standard other';
  wireTextSize();
});

const pressed = () => Array.from(document.querySelectorAll('[aria-pressed=true]'), (one) => one.value);
const looks = () => document.documentElement.className.split(' ').toSorted();
const said = () => Array.from(document.querySelectorAll('.toast-said'), (one) => one.textContent);

async function choose(size, answer) {
  reply = answer;
  press(document.querySelector(`main button[value=${size}]`));
  await until(() => said().length);
}

test('the page grows at once, and stays', async () => {
  document.querySelector('textarea').value = '正在写';
  await choose('largest', (response) => json(response, 200, { size: 'largest', message: '字号已改为“特大”。' }));
  assert.deepEqual(looks(), ['other', 'size-largest']);
  assert.deepEqual(pressed(), ['largest', 'largest']);
  assert.deepEqual(said(), ['字号已改为“特大”。']);
  assert.deepEqual(asked.map(({ method, url: path }) => [method, path]), [['POST', '/size/']]);
  assert.equal(document.querySelector('textarea').value, '正在写');
});

test('what the server refuses is not shown as if it held', async () => {
  await choose('large', (response) => json(response, 400, { message: '没有这种字号。' }));
  assert.deepEqual(looks(), ['other', 'size-standard']);
  assert.deepEqual(pressed(), ['standard', 'standard']);
  assert.deepEqual(said(), ['没有这种字号。']);
});

test('without the server it holds for this page, and that is said', async () => {
  await choose('large', (response) => response.destroy());
  assert.deepEqual(looks(), ['other', 'size-large']);
  assert.deepEqual(said(), ['暂时连不上服务器，字号只在这一页改了，没有记住。']);
});

test('the choice in the head closes by Escape and by a click elsewhere', () => {
  const head = document.querySelector('details');
  head.open = true;
  head.querySelector('button').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  assert.equal(head.open, false);
  assert.equal(document.activeElement.tagName, 'SUMMARY');
  head.open = true;
  press(document.querySelector('textarea'));
  assert.equal(head.open, false);
});
