import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, type } from '../page.js';
import { joinLines } from '../../../static/js/common/characters.js';
import { oneLine } from '../../../static/js/wizard/one_line.js';

beforeEach(() => {
  open(`<form><section data-node="n1"><textarea id="one" data-field="claim" data-one-line>学习</textarea>
    <textarea id="many" data-field="elaboration"></textarea></section>
    <section data-node="n2"><input id="head" data-field="title"></section></form>`);
  oneLine(document.querySelector('form'));
});
const at = (id) => document.getElementById(id);

function enter(id, more = {}) {
  const event = new KeyboardEvent('keydown', Object.assign({ key: 'Enter', bubbles: true, cancelable: true }, more));
  at(id).dispatchEvent(event);
  return event.defaultPrevented;
}

test('Enter goes on to the next field and sends nothing', () => {
  at('one').focus();
  assert.equal(enter('one'), true);
  assert.equal(document.activeElement, at('many'));
  assert.equal(enter('many'), false);
  at('head').focus();
  assert.equal(enter('head'), true);
  assert.equal(document.activeElement, at('head'));
  assert.equal(enter('one', { isComposing: true }), false);
});

test('what is pasted in several lines becomes one, the cursor stays behind it', () => {
  const told = [];
  at('one').addEventListener('input', () => told.push(at('one').value));
  at('one').value = '学得浅，\n　　想得少\n学习';
  at('one').setSelectionRange(11, 11);
  at('one').dispatchEvent(new Event('input', { bubbles: true }));
  assert.deepEqual(told, ['学得浅，想得少学习']);
  assert.equal(at('one').selectionStart, 7);
  type(at('many'), '一\n二');
  assert.equal(at('many').value, '一\n二');
});

test('between Latin words a blank comes in the place of a line end', () => {
  const rows = {
    'WPS\nOffice': 'WPS Office', '甲 \r\n\n\t乙': '甲乙', 'A\n甲': 'A甲', '甲\n': '甲', '\n3\n4': '3 4', 𠮷甲: '𠮷甲',
  };
  for (const [text, wanted] of Object.entries(rows)) assert.equal(joinLines(text), wanted);
});
