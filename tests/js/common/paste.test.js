import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../page.js';

open('');
const { cleanPastes } = await import('../../../static/js/common/paste.js');

let window = null;

beforeEach(() => {
  window = open('<textarea>前面后面</textarea><input type="text" value="前面后面"><input type="password">');
  cleanPastes();
});

// As Chromium tells of it, the cursor where the text is let go; without a script it is put in then.
function drop(field, data) {
  field.setSelectionRange(2, 2);
  const options = {
    inputType: 'insertFromDrop', data, bubbles: true, cancelable: true,
  };
  return field.dispatchEvent(new window.InputEvent('beforeinput', options));
}

test('text that is dragged in arrives as clean as pasted text', () => {
  const [area, line] = document.querySelectorAll('textarea, input');
  assert.equal(drop(area, '\u3000\u3000一段\xa0文字\n\n\u3000\u3000二段'), false);
  assert.equal(area.value, '前面一段 文字\n二段后面');
  assert.equal(drop(line, '一段\n二段'), false);
  assert.equal(line.value, '前面一段二段后面');
});

test('clean text and fields of other kinds are left to the browser', () => {
  const [area, , password] = document.querySelectorAll('textarea, input');
  assert.equal(drop(area, '一段文字'), true);
  assert.equal(area.value, '前面后面');
  assert.equal(drop(password, '\u3000\u3000abc'), true);
  area.readOnly = true;
  assert.equal(drop(area, '\u3000\u3000一段'), true);
});
