import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget, tick } from '../clock.js';
import { open, press } from '../page.js';
import { complain, toast } from '../../../static/js/common/toast.js';

beforeEach(() => {
  forget();
  open('<main><textarea></textarea></main><input><div id="said"><p>before</p></div>');
});

const said = () => Array.from(document.querySelectorAll('.toast-said'), (one) => one.textContent);
const button = (label) => Array.from(document.querySelectorAll('.toast-line button'))
  .find((one) => one.textContent === label);

test('one thing is said at a time, to screen readers too', () => {
  toast('甲');
  toast('乙');
  assert.deepEqual(said(), ['乙']);
  assert.equal(document.querySelectorAll('[role=status]').length, 1);
  assert.equal(document.querySelector('.toast-line').closest('[role=status]') !== null, true);
});

test('it goes by itself, what only confirms sooner', () => {
  toast('甲');
  tick(7999);
  assert.deepEqual(said(), ['甲']);
  tick(1);
  assert.deepEqual(said(), []);
  toast('已移动。', { brief: true });
  tick(3000);
  assert.deepEqual(said(), []);
});

test('the time of one line does not end the next', () => {
  toast('甲');
  tick(5000);
  toast('已移除。', { action: ['撤销', () => {}] });
  tick(60000);
  assert.deepEqual(said(), ['已移除。']);
});

test('an action is done once and takes the line away', () => {
  let undone = 0;
  toast('已移除。', { action: ['撤销', () => { undone += 1; }] });
  press(button('撤销'));
  assert.equal(undone, 1);
  assert.deepEqual(said(), []);
});

test('an action may say something in its turn', () => {
  toast('已采纳。', { action: ['撤销', () => toast('已撤销。')] });
  press(button('撤销'));
  assert.deepEqual(said(), ['已撤销。']);
});

test('the keyboard goes to the action and back where it came from', () => {
  toast('已移除。', { action: ['撤销', () => {}], back: document.querySelector('main') });
  assert.equal(document.activeElement, button('撤销'));
  button('知道了').focus();
  press(button('知道了'));
  assert.equal(document.activeElement, document.querySelector('textarea'));
});

test('it takes the keyboard from nobody', () => {
  document.querySelector('input').focus();
  toast('甲', { action: ['撤销', () => {}] });
  assert.equal(document.activeElement, document.querySelector('input'));
  toast('乙', { action: ['撤销', () => {}], back: document.querySelector('main') });
  document.querySelector('input').focus();
  press(button('知道了'));
  assert.equal(document.activeElement, document.querySelector('input'));
});

test('what went wrong looks so; nothing to say takes the line away', () => {
  toast('没有成功', { bad: true });
  assert.equal(document.querySelector('.toast-line').matches('.is-bad'), true);
  toast('');
  assert.deepEqual(said(), []);
});

test('a complaint stands in its place alone', () => {
  const place = document.getElementById('said');
  const line = complain(place, '暂时连不上服务器');
  assert.deepEqual(Array.from(place.children), [line]);
  assert.equal(line.outerHTML, '<div class="said said-bad">暂时连不上服务器</div>');
});

// jsdom lays nothing out: where the heads of the page end is told here
function page({ masthead, strip = null, drawer = false }) {
  open(`<header class="masthead"></header>${strip === null ? '' : '<div class="wizard-head"></div>'}
    <aside class="offcanvas-xl${drawer ? ' show' : ''}"></aside>`);
  const ends = { masthead, 'wizard-head': strip };
  for (const one of document.querySelectorAll('.masthead, .wizard-head')) {
    one.getBoundingClientRect = () => ({ bottom: ends[one.className] });
  }
  toast('甲');
  const line = document.querySelector('.toast-line');
  return [line.style.getPropertyValue('--under-heads'), line.classList.contains('is-low')];
}

test('on a phone it stands under what is in sight of the heads, where no button is', () => {
  assert.deepEqual(page({ masthead: 86 }), ['86px', false]);
  assert.deepEqual(page({ masthead: 86, strip: 140 }), ['140px', false]);
  assert.deepEqual(page({ masthead: -300, strip: 54 }), ['54px', false]);
  assert.deepEqual(page({ masthead: -300 }), ['0px', false]);
});

test('while a drawer is open, which has its buttons at the top, it stands at the bottom', () => {
  assert.deepEqual(page({ masthead: -300, strip: 54, drawer: true }), ['54px', true]);
});
