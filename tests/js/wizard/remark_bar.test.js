import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, press } from '../page.js';
import { RemarkBar } from '../../../static/js/wizard/remark_bar.js';

const PAGE = `<nav><span data-arrival-said>请补时间。</span><a data-arrival-next href="/steps/theory/?at=8">下一条</a></nav>
  <div data-comments data-total="3" data-first="/review/first/"></div>`;
const CARDS = { 7: '请补时间。', 8: '再具体些。', 9: '' };

let done = [];
let remarks = null;
let bar = null;

// Enough of the panel: which comments wait, in their order, and which is dealt with.
function panel(waiting, current) {
  document.querySelector('[data-comments]').dataset.total = String(waiting.length);
  remarks.waiting = waiting;
  remarks.current = current;
  bar.follow();
}

function card(comment) {
  const one = document.createElement('li');
  one.dataset.comment = comment;
  if (CARDS[comment]) one.innerHTML = `<p class="thread-text">${CARDS[comment]}</p>`;
  return one;
}

beforeEach(() => {
  open(PAGE);
  done = [];
  remarks = {
    waiting: ['7', '8', '9'],
    current: '7',
    list: () => document.querySelector('[data-comments]'),
    waits: (comment) => (remarks.waiting.includes(comment) ? card(comment) : null),
    after: () => {
      const next = remarks.waiting[remarks.waiting.indexOf(remarks.current) + 1];
      return next ? card(next) : null;
    },
    wayOn: () => null,
    choose: (comment) => done.push(['choose', comment]),
    show: (shown, go) => done.push(['show', shown.dataset.comment, go]),
  };
  bar = new RemarkBar(document.querySelector('nav'), remarks);
});

const next = () => document.querySelector('[data-arrival-next]');
const shown = () => [document.querySelector('[data-arrival-said]').textContent, next().getAttribute('href'), next().hidden];

test('it stays as the server made it until another comment is dealt with', () => {
  panel(['7', '8', '9'], '7');
  assert.deepEqual(shown(), ['请补时间。', '/steps/theory/?at=8', false]);
  press(next());
  assert.deepEqual(done, []);
});

test('it says the comment that is dealt with and goes on from there', () => {
  panel(['7', '8', '9'], '8');
  assert.deepEqual(shown(), ['再具体些。', '/review/first/', false]);
  press(next());
  assert.deepEqual(done, [['choose', '9'], ['show', '9', true]]);
  panel(['7', '9'], '9');
  assert.deepEqual(shown(), ['建议的改法', '/review/first/', false]);
});

test('it counts what is left of comments elsewhere, and says when nothing is', () => {
  panel(['8', '9'], '');
  assert.deepEqual(shown(), ['还有 2 条等您处理。', '/review/first/', false]);
  panel(['9'], '9');
  assert.deepEqual(shown(), ['建议的改法', '/review/first/', true]);
  panel([], '');
  assert.deepEqual(shown(), ['都处理了，可以重新提交。', '/review/first/', true]);
});
