import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, press } from '../page.js';
import { showablePasswords } from '../../../static/js/common/password_field.js';

test('who types a password may look at it; it is sent hidden', () => {
  open('<form><input type="text"><input type="password" id="p"></form>');
  showablePasswords();
  const field = document.getElementById('p');
  const [button, ...more] = document.querySelectorAll('button');
  assert.deepEqual(more, []);
  const looks = () => [field.type, button.textContent, button.getAttribute('aria-pressed')];
  field.focus();
  press(button);
  assert.deepEqual(looks(), ['text', '隐藏密码', 'true']);
  assert.equal(document.activeElement, field);
  press(button);
  assert.deepEqual(looks(), ['password', '显示密码', 'false']);
  press(button);
  field.form.dispatchEvent(new Event('submit', { cancelable: true }));
  assert.deepEqual(looks(), ['password', '显示密码', 'false']);
});
