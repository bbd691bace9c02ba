import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { forget, tick } from '../clock.js';
import { open, serve, until } from '../page.js';
import { Steps } from '../../../static/js/wizard/steps.js';

const HTMX = readFileSync('static/vendor/htmx/htmx.min.js', 'utf-8');

// As templates/drafting/wizard/_steplist.html has it.
const list = (said) => `<details open data-steps hx-get="/list/" hx-trigger="refresh"
  hx-swap="outerHTML" hx-sync="this:replace"><summary>步骤</summary><a href="#">${said}</a></details>`;

let answers = [];
const { url, asked } = await serve((request, response) => answers.shift()(response));

let steps = null;
let troubles = [];

beforeEach(() => {
  forget();
  answers = [];
  asked.length = 0;
  troubles = [];
  const window = open(`<aside>${list('还没有写')}</aside><textarea></textarea>`, { url });
  window.matchMedia = () => ({ matches: false });
  // jsdom asks for the type of result, which htmx leaves out
  const { evaluate } = window.XPathExpression.prototype;
  window.XPathExpression.prototype.evaluate = function any(node) {
    return evaluate.call(this, node, 0, null);
  };
  window.eval(HTMX);
  document.dispatchEvent(new Event('DOMContentLoaded'));
  steps = new Steps(document.querySelector('aside'));
  for (const name of ['htmx:responseError', 'htmx:sendError']) {
    document.body.addEventListener(name, () => troubles.push(name));
  }
});

const said = () => document.querySelector('[data-steps] a').textContent;
const answer = (status, html) => (response) => {
  response.writeHead(status, { 'Content-Type': 'text/html' });
  response.end(html);
};

async function renewed(...replies) {
  answers.push(...replies);
  steps.later();
  tick(800);
  await until(() => !answers.length);
  await new Promise((done) => { setTimeout(done, 60); });
  await until(() => known(document.querySelector('[data-steps]')));
}

// Whether htmx has seen the list, and waits for no answer.
function known(element) {
  const data = element['htmx-internal-data'];
  return data && data.listenerInfos && !data.xhr;
}

test('it is renewed once when it has been quiet, and stays folded as it was', async () => {
  document.querySelector('[data-steps]').open = false;
  let begun = 0;
  document.addEventListener('refresh', () => { begun += 1; });
  steps.later();
  tick(700);
  steps.later();
  tick(700);
  assert.equal(begun, 0);
  await renewed(answer(200, list('写了 20 字')));
  assert.equal(said(), '写了 20 字');
  assert.equal(document.querySelector('[data-steps]').open, false);
  document.querySelector('[data-steps]').open = true;
  await renewed(answer(200, list('写了 40 字')));
  assert.equal(said(), '写了 40 字');
  assert.equal(document.querySelector('[data-steps]').open, true);
  assert.deepEqual(asked.map(({ method, url: path }) => [method, path]), [
    ['GET', '/list/'], ['GET', '/list/'],
  ]);
});

test('never from under the fingers of somebody in it', async () => {
  document.querySelector('[data-steps] a').focus();
  await renewed(answer(200, list('写了 20 字')));
  assert.equal(said(), '还没有写');
  assert.equal(document.activeElement.textContent, '还没有写');
  document.querySelector('textarea').focus();
  await renewed(answer(200, list('写了 40 字')));
  assert.equal(said(), '写了 40 字');
});

test('where it is not to be had, nobody is told, and the next save tries again', async () => {
  await renewed(answer(401, ''));
  await renewed((response) => response.destroy());
  assert.equal(said(), '还没有写');
  await renewed(answer(200, list('写了 20 字')));
  assert.equal(said(), '写了 20 字');
  assert.deepEqual(troubles, []);
});

test('while somebody writes on it rests, and is owed what was saved meanwhile', () => {
  const begun = [];
  document.addEventListener('refresh', () => begun.push('refresh'));
  const block = (claim, example) => ({ id: 'a', values: () => ({ claim, example, links: [] }) });
  const saved = (...values) => { steps.saved(block(...values)); tick(800); return begun.length; };
  assert.equal(saved('读书少', ''), 1, 'the first save');
  assert.equal(saved('读书少了', ''), 1, 'more words, but nothing else');
  assert.equal(saved('读书少了', '上个月一页没有读'), 2, 'a field that was empty');
  assert.equal(saved('读书少了', '上个月没有读'), 2);
  tick(15000 - 800);
  tick(800);
  assert.equal(begun.length, 3, 'what was owed');
  tick(60000);
  assert.equal(begun.length, 3, 'nothing is owed any more');
  assert.equal(saved('读书不多', '上个月没有读'), 4, 'it had rested long enough');
});
