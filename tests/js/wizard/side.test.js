import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Side } from '../../../static/js/wizard/side.js';
import { open, press } from '../page.js';

const COLUMN = `
  <aside id="picker">
    <div data-side-tabs>
      <a href="#a" id="tab-phrases" data-side="phrases" aria-current="true">素材</a>
      <a href="#b" id="tab-proof" data-side="proof">校对<span data-side-number></span></a>
    </div>
    <div id="side-phrases"></div>
    <div id="side-proof" hidden></div>
  </aside>`;

open('');

const column = () => new Side(document.getElementById('picker'));
const tab = (name) => document.getElementById('tab-' + name);
const seen = () => Array.from(document.querySelectorAll('[role=tabpanel]'))
  .filter((pane) => !pane.hidden).map((pane) => pane.id);

beforeEach(() => {
  document.body.innerHTML = COLUMN;
  sessionStorage.clear();
});

test('the first panel is seen, and the other one when its tab is pressed', () => {
  const side = column();
  assert.deepEqual(seen(), ['side-phrases']);
  press(tab('proof'));
  assert.deepEqual(seen(), ['side-proof']);
  assert.equal(tab('proof').getAttribute('aria-selected'), 'true');
  assert.equal(tab('phrases').tabIndex, -1);
  assert.ok(side.sees('proof'));
});

test('a panel is told each time it comes into sight, and at once where it is there already', () => {
  const side = column();
  const told = [];
  side.panel('phrases', () => told.push('phrases'));
  side.panel('proof', () => told.push('proof'));
  side.panel('unknown', () => told.push('unknown'));
  side.open('proof');
  side.open('phrases');
  side.open('unknown');
  assert.deepEqual(told, ['phrases', 'proof', 'phrases']);
});

test('the next step begins with the panel that was seen last', () => {
  column().open('proof');
  document.body.innerHTML = COLUMN;
  column();
  assert.deepEqual(seen(), ['side-proof']);
});

test('a step without the panel that was seen last begins with its first one', () => {
  sessionStorage.setItem('zhaojing.side', 'comments');
  column();
  assert.deepEqual(seen(), ['side-phrases']);
});

test('arrow keys go from tab to tab', () => {
  column();
  const right = new window.KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true });
  tab('phrases').dispatchEvent(right);
  assert.deepEqual(seen(), ['side-proof']);
  assert.equal(document.activeElement, tab('proof'));
});

test('a number stands beside a name and on the button of the drawer, and goes', () => {
  document.body.insertAdjacentHTML('beforeend', '<button>校对<span data-number-of="proof"></span></button>');
  const button = document.querySelector('button');
  const side = column();
  side.count('proof', 3);
  side.count('phrases', 9);
  side.count('unknown', 9);
  assert.equal(tab('proof').textContent, '校对 3');
  assert.equal(tab('phrases').textContent, '素材');
  assert.equal(button.textContent, '校对 3');
  side.count('proof', 0);
  assert.deepEqual([tab('proof'), button].map((one) => one.querySelector('span').className), ['is-none', 'is-none']);
  side.count('proof', null);
  assert.equal(tab('proof').textContent, '校对');
  assert.equal(button.textContent, '校对');
});
