import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, type } from '../page.js';
import { markHoles } from '../../../static/js/wizard/holes.js';

const HINT = '点击空项可直接填写，按 Tab 到下一处。';
let form = null;

beforeEach(() => {
  open(`<form data-hollow="有关(?:同志|事项)|近期">
    <section data-node="n0"><details><div class="hl"><textarea data-field="lead" id="folded">{引子}</textarea></div></details></section>
    <section data-node="n1"><div class="hl"><textarea data-field="claim" id="a">在{时间}没有{事项}𠮷</textarea></div>
      <div class="hl"><textarea data-field="example" id="b">没有空项</textarea></div></section>
    <section data-node="n2"><div class="hl"><textarea data-field="claim" id="c">因为{原因}</textarea></div></section></form>`);
  form = document.querySelector('form');
  document.getElementById('folded').value = '';
  markHoles(form);
});

const at = (id) => document.getElementById(id);
const selected = () => {
  const field = document.activeElement;
  return [field.id, field.value.slice(field.selectionStart, field.selectionEnd)];
};

function click(id, place, detail = 1) {
  at(id).focus();
  at(id).dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
  at(id).setSelectionRange(place, place);
  at(id).dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
}

function tab(id) {
  const event = new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true });
  at(id).dispatchEvent(event);
  return event.defaultPrevented;
}

test('a click on a hole selects it, another one sets the cursor', () => {
  click('a', 3);
  assert.deepEqual(selected(), ['a', '{时间}']);
  click('a', 3);
  assert.deepEqual(selected(), ['a', '']);
  click('a', 0);
  assert.deepEqual(selected(), ['a', '']);
  click('a', 3, 2);
  assert.deepEqual(selected(), ['a', '']);
});

test('Tab goes from hole to hole, into the next cards too, and on where there is none', () => {
  click('a', 3);
  assert.equal(tab('a'), true);
  assert.deepEqual(selected(), ['a', '{事项}']);
  assert.equal(tab('a'), true);
  assert.deepEqual(selected(), ['c', '{原因}']);
  assert.equal(tab('c'), false);
  click('a', 0);
  assert.equal(tab('a'), false);
});

test('what is folded away is passed over', () => {
  const fold = document.querySelector('details');
  form.append(fold.closest('section'));
  type(at('folded'), '{引子}');
  click('c', 4);
  assert.equal(tab('c'), false);
  fold.open = true;
  assert.equal(tab('c'), true);
  assert.deepEqual(selected(), ['folded', '{引子}']);
});

test('the page says it once, at its first hole', () => {
  const hints = () => Array.from(document.querySelectorAll('.hole-hint'), (hint) => [hint.textContent, hint.closest('section').dataset.node]);
  assert.deepEqual(hints(), [[HINT, 'n1']]);
  type(at('a'), '在十月没有参加');
  assert.deepEqual(hints(), [[HINT, 'n2']]);
  type(at('b'), '比如{时间}');
  assert.deepEqual(hints(), [[HINT, 'n1']]);
  type(at('b'), '');
  type(at('c'), '');
  assert.deepEqual(hints(), []);
});

test('a hole takes what fits into any paper, and says so at once', () => {
  const lines = () => Array.from(document.querySelectorAll('.hole-hollow'), (line) => line.textContent.slice(0, 15));
  const write = (id, text) => {
    const { selectionStart: from, selectionEnd: to, value } = at(id);
    at(id).dispatchEvent(new window.Event('beforeinput', { bubbles: true }));
    at(id).value = value.slice(0, from) + text + value.slice(to);
    at(id).setSelectionRange(from + text.length, from + text.length);
    at(id).dispatchEvent(new window.Event('input', { bubbles: true }));
  };
  click('a', 3);
  write('a', '近期');
  assert.deepEqual(lines(), ['“近期”放在谁的材料里都行，等']);
  assert.equal(at('a').value, '在近期没有{事项}𠮷');
  assert.equal(tab('a'), true);
  write('a', '交3月的笔记');
  assert.equal(lines().length, 1); // the first one still stands there
  at('a').setSelectionRange(1, 3);
  write('a', '6月12日');
  assert.deepEqual(lines(), []);
  // where no hole was, nobody is told how to write
  at('b').focus();
  write('b', '有关同志');
  assert.deepEqual(lines(), []);
});
