import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget, tick } from '../clock.js';
import { open } from '../page.js';
import { begin, end, sendOnce } from '../../../static/js/common/once.js';

let sent = [];

beforeEach(() => {
  forget();
  sent = [];
  const window = open(`
    <form id="post" method="post"><button name="op" value="a">甲</button><button disabled>乙</button></form>
    <form id="get"><button>查</button></form>
    <form id="piece" method="post" hx-post="/x"><button><i></i>发</button></form>`);
  // the browser's part: a submit that nobody prevented goes to the server
  window.addEventListener('submit', (event) => { queueMicrotask(() => goes(event)); }, true);
  sendOnce({ patience: 60000 });
});

function goes(event) {
  if (!event.defaultPrevented) sent.push(event.target.id);
}

const done = () => new Promise((go) => { setImmediate(go); });

const button = (id) => document.querySelector(`#${id} button`);
const form = (id) => document.getElementById(id);

test('a form is sent once, and its buttons say so', async () => {
  button('post').click();
  button('post').click();
  await done();
  assert.deepEqual(sent, ['post']);
  tick(0);
  assert.equal(button('post').disabled, true);
  assert.equal(form('post').getAttribute('aria-busy'), 'true');
});

test('the value of the button goes with it: it is switched off afterwards', async () => {
  button('post').click();
  assert.equal(button('post').disabled, false);
});

test('a form that only asks is asked as often as one likes', async () => {
  button('get').click();
  button('get').click();
  await done();
  assert.deepEqual(sent, ['get', 'get']);
});

test('back on the page it may be sent again, and what was off before stays off', async () => {
  button('post').click();
  tick(0);
  window.dispatchEvent(new Event('pageshow'));
  assert.deepEqual(Array.from(form('post').elements, (one) => one.disabled), [false, true]);
  button('post').click();
  await done();
  assert.deepEqual(sent, ['post', 'post']);
});

test('when the server has given it up, too', async () => {
  button('post').click();
  tick(60000);
  assert.equal(button('post').disabled, false);
  button('post').click();
  await done();
  assert.deepEqual(sent, ['post', 'post']);
});

test('a script that sends a form begins and ends it, and hears of no second press', async () => {
  const heard = [];
  form('post').addEventListener('submit', (event) => {
    event.preventDefault();
    heard.push(begin(event.target));
  });
  button('post').click();
  button('post').click();
  end(form('post'));
  button('post').click();
  assert.deepEqual(heard, [true, true]);
  await done();
  assert.deepEqual(sent, []);
});

test('a piece of the page is asked for once until it is answered', () => {
  const heard = [];
  form('piece').addEventListener('submit', (event) => { // htmx's part
    event.preventDefault();
    heard.push('submit');
    const requestConfig = { verb: 'post', triggeringEvent: event };
    const detail = { requestConfig };
    event.target.dispatchEvent(new CustomEvent('htmx:beforeSend', { bubbles: true, detail }));
    detail.answered = () => {
      // the answer has taken the form off the page
      const name = 'htmx:afterRequest';
      document.body.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
    };
    heard.push(detail);
  });
  button('piece').click();
  button('piece').click();
  assert.equal(heard.length, 2);
  heard[1].answered();
  button('piece').click();
  assert.equal(heard.length, 4);
});

test('what follows the typing in a form does not hold its sending back', () => {
  const heard = [];
  form('piece').addEventListener('submit', (event) => {
    event.preventDefault();
    heard.push('submit');
  });
  const triggeringEvent = new window.Event('input', { bubbles: true });
  button('piece').dispatchEvent(triggeringEvent);
  const detail = { requestConfig: { verb: 'post', triggeringEvent } };
  document.body.dispatchEvent(new CustomEvent('htmx:beforeSend', { bubbles: true, detail }));
  button('piece').click();
  assert.deepEqual(heard, ['submit']);
});
