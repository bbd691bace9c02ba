import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../page.js';

open('');
const { leaveOutLateAnswers } = await import('../../../static/js/common/pieces.js');
const { hearPresses } = await import('../../../static/js/common/press.js');

const panel = () => document.getElementById('panel');
const piece = () => panel().querySelector('[hx-get]');
const event = (name, on) => on.dispatchEvent(new window.Event(name, { bubbles: true }));

function comes(elt, triggeringEvent) {
  const detail = { shouldSwap: true, target: panel(), requestConfig: { elt, triggeringEvent, verb: 'get' } };
  panel().dispatchEvent(new window.CustomEvent('htmx:beforeSwap', { detail, bubbles: true }));
  return detail.shouldSwap;
}

beforeEach(() => {
  open('<div id="panel"><div hx-get="?panel=proof" hx-trigger="every 2s"></div><button>批注这一处</button></div><p>正文</p>');
  hearPresses(document);
  leaveOutLateAnswers();
});

test('what is asked for again and again does not come under a press', async () => {
  assert.equal(comes(piece()), true);
  event('pointerdown', panel().querySelector('button'));
  assert.equal(comes(piece()), false);
  assert.equal(comes(piece(), { type: 'click' }), true, 'what the press itself asked for');
  event('pointerup', panel().querySelector('button'));
  await new Promise((done) => { setTimeout(done, 80); });
  assert.equal(comes(piece()), true);
  event('pointerdown', document.querySelector('p'));
  assert.equal(comes(piece()), true);
});

test('what asks once comes at once: it would not ask again', () => {
  piece().setAttribute('hx-trigger', 'load');
  event('pointerdown', panel().querySelector('button'));
  assert.equal(comes(piece()), true);
});

test('the answer to a piece that has gone meanwhile is left out', () => {
  const gone = piece();
  gone.remove();
  assert.equal(comes(gone), false);
});
