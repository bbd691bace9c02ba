import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget, tick } from '../clock.js';
import { open } from '../page.js';

open('');
const { Hand, isUnasked } = await import('../../../static/js/common/hand.js');
const { hearPresses } = await import('../../../static/js/common/press.js');

const place = () => document.querySelector('aside');
const event = (name, on = place()) => on.dispatchEvent(new window.Event(name, { bubbles: true }));
let hand;

beforeEach(() => {
  forget();
  open('<main>正文</main><aside><button>采纳</button></aside>');
  hearPresses(document);
  hand = new Hand(place());
});

test('a hand is there while it moves or scrolls, and gone when it rests', () => {
  assert.equal(hand.there, false);
  for (const name of ['pointermove', 'wheel']) {
    event(name);
    tick(500);
    event(name);
    tick(500);
    assert.equal(hand.there, true, name);
    tick(300);
    assert.equal(hand.there, false, name);
  }
  event('pointermove', document.querySelector('main'));
  assert.equal(hand.there, false);
});

test('and as long as it presses', () => {
  event('pointerdown', document.querySelector('button'));
  tick(5000);
  assert.equal(hand.there, true);
  event('pointerup', document.querySelector('button'));
  tick(50);
  assert.equal(hand.there, false);
});

test('what a person asked for is not held', () => {
  const asked = (verb, type) => isUnasked({ verb, triggeringEvent: type && { type } });
  assert.deepEqual([asked('get'), asked('get', 'refresh')], [true, true]);
  assert.deepEqual([asked('get', 'click'), asked('get', 'change'), asked('post', 'submit'), asked('post')], [false, false, false, false]);
});
