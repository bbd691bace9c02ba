import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  open, press, serve, until,
} from '../page.js';
import { wireOffline } from '../../../static/js/common/offline.js';

let up = true;
const { url, asked } = await serve((request, response) => (up ? response.end('') : response.destroy()));
let followed = [];

beforeEach(() => {
  const window = open(`<link rel="icon" href="${url}/mark.svg"><a href="${url}/other/">材料</a><a href="#here">下面</a>
    <form action="/send/" method="post"><input name="text" value="写了的"><button name="op" value="a">提交</button></form>`, { url });
  asked.length = 0;
  followed = [];
  window.addEventListener('click', (event) => {
    if (event.defaultPrevented || !event.target.matches('a')) return;
    followed.push(event.target.getAttribute('href'));
    event.preventDefault();
  });
  window.addEventListener('submit', (event) => {
    followed.push(event.target.getAttribute('action'));
    event.preventDefault();
  });
  wireOffline();
  navigator.onLine = false;
  up = false;
});

const said = () => Array.from(document.querySelectorAll('.toast-said'), (one) => one.textContent);
const [GONE, NOT_SENT] = [
  '网络已断开，现在打不开别的页面。这一页的内容都还在，请等网络恢复以后再点。',
  '网络已断开，没有提交。这一页填写的内容都还在，请等网络恢复以后再点一次。',
];

test('a link is not followed into nothing, a form not sent there', async () => {
  press(document.querySelector('a'));
  await until(() => said().length);
  assert.deepEqual([said(), followed], [[GONE], []]);
  press(document.querySelector('button'));
  await until(() => said()[0] === NOT_SENT);
  assert.deepEqual([followed, document.querySelector('input').value], [[], '写了的']);
  assert.deepEqual(new Set(asked.map(({ url: path }) => path)), new Set(['/mark.svg']));
});

test('a place on the same page is gone to', () => {
  press(document.querySelectorAll('a')[1]);
  assert.deepEqual([followed, asked.length], [['#here'], 0]);
});

test('where the server answers all the same, on this very machine, nothing is held back', async () => {
  up = true;
  press(document.querySelector('a'));
  await until(() => followed.length);
  press(document.querySelector('button'));
  await until(() => followed.length === 2);
  assert.deepEqual([followed, said()], [[`${url}/other/`, '/send/'], []]);
});

test('with the network nobody is asked', () => {
  navigator.onLine = true;
  press(document.querySelector('a'));
  press(document.querySelector('button'));
  assert.deepEqual([followed.length, asked.length], [2, 0]);
});

test('a page that is only read says when the network goes and comes', () => {
  window.dispatchEvent(new Event('offline'));
  assert.deepEqual(said(), ['网络已断开。这一页还可以看；打开别的页面、提交内容要等网络恢复。']);
  window.dispatchEvent(new Event('online'));
  assert.deepEqual(said(), ['网络已恢复。']);
});
