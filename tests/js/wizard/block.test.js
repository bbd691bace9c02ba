import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget, tick } from '../clock.js';
import { open } from '../page.js';
import { hearPresses } from '../../../static/js/common/press.js';
import { Block } from '../../../static/js/wizard/block.js';

const links = (ticked) => `<details open><summary>对应的原因和措施</summary>
  ${['m1', 'm2'].map((id) => `<label><input type="checkbox" data-link value="${id}"${ticked.includes(id) ? ' checked' : ''}></label>`).join('')}
  <button>理论武装不深入</button></details>`;
let block = null;

beforeEach(() => {
  forget();
  open(`<section data-node="n1"><input data-base value="1"><textarea data-field="claim">学习不够</textarea>
    <div data-links="a">${links([])}</div></section>`);
  hearPresses(document);
  block = new Block(document.querySelector('section'));
});

const pointer = (name, element) => element.dispatchEvent(new window.Event(name, { bubbles: true }));
const holder = () => document.querySelector('[data-links]');
const box = (id) => document.querySelector(`[data-link][value=${id}]`);

test('links that come replace those shown, and what was ticked meanwhile stays ticked', () => {
  box('m2').checked = true;
  block.relink(links(['m1']), 'b', 2);
  assert.deepEqual([block.base, holder().dataset.links, block.values().links], [2, 'b', ['m1', 'm2']]);
  assert.equal(block.dirty, true);
});

test('never from under a press: the click that it makes is lost with what was pressed', () => {
  const pressed = holder().querySelector('button');
  pointer('pointerdown', pressed);
  block.relink(links(['m1']), 'b', 2);
  block.relink(links(['m1', 'm2']), 'c', 3);
  assert.deepEqual([block.base, holder().dataset.links, document.contains(pressed)], [3, 'a', true]);
  box('m2').checked = true; // as the press may do
  pointer('pointerup', pressed);
  assert.equal(document.contains(pressed), true);
  tick(50);
  assert.deepEqual([holder().dataset.links, block.values().links, block.dirty], ['c', ['m1', 'm2'], false]);
});

test('a press elsewhere keeps nothing waiting', () => {
  pointer('pointerdown', block.field('claim'));
  block.relink(links([]), 'b', 2);
  assert.equal(holder().dataset.links, 'b');
});
