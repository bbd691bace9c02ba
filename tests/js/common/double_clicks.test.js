import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, press } from '../page.js';
import { pressOnce } from '../../../static/js/common/double_clicks.js';

let heard = [];

beforeEach(() => {
  heard = [];
  open(`<button id="b"><i>x</i></button><a id="a" href="#x">y</a><label id="l">z <input type="checkbox" id="c"></label>
    <label><textarea id="t"></textarea></label><details><summary id="s">more</summary>text</details><p id="p">text</p>`);
  pressOnce();
  document.addEventListener('click', (event) => heard.push(event.target.id || event.target.tagName));
});
const at = (id) => document.getElementById(id);

test('the second click of two falls on nothing that can be pressed', () => {
  for (const id of ['b', 'a', 's']) press(at(id), 3);
  press(document.querySelector('i'), 2);
  assert.deepEqual(heard, ['b', 'a', 's', 'I']);
});

test('what stands there in its place is not pressed either', () => {
  press(at('b'));
  at('b').remove();
  const event = new MouseEvent('click', { bubbles: true, cancelable: true, detail: 2 });
  at('a').dispatchEvent(event);
  assert.deepEqual([heard, event.defaultPrevented], [['b'], true]);
});

test('a tick stays', () => {
  press(at('c'), 2);
  assert.equal(at('c').checked, true);
});

test('words are selected as ever', () => {
  press(at('t'), 2);
  press(at('p'), 3);
  assert.deepEqual(heard, ['t', 't', 'p', 'p', 'p']);
});

test('a key that is held down presses once', () => {
  const key = (repeat, name = 'Enter', target = at('b')) => {
    const event = new KeyboardEvent('keydown', { key: name, repeat, bubbles: true, cancelable: true });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.deepEqual([key(false), key(true), key(true, ' '), key(true, 'j'), key(true, 'Enter', at('t'))], [false, true, true, false, false]);
});
