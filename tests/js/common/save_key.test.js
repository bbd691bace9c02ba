import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget } from '../clock.js';
import { open } from '../page.js';
import { saveBy, saveKey } from '../../../static/js/common/save_key.js';

let sent = [];

beforeEach(() => {
  forget();
  sent = [];
  open(`<form method="get"><input type="search" value=""></form>
    <form method="post"><input type="hidden" value="x"><input type="checkbox">
    <select><option>甲</option><option>乙</option></select><textarea>写着</textarea>
    <button>撤销</button><button class="btn btn-primary" type="submit">加上批注</button></form>`);
  document.addEventListener('submit', (event) => { event.preventDefault(); sent.push('submit'); });
  saveBy(null);
  saveKey();
});

function press(more = {}) {
  const event = new KeyboardEvent('keydown', Object.assign({
    key: 's', ctrlKey: true, bubbles: true, cancelable: true,
  }, more));
  document.querySelector('textarea').dispatchEvent(event);
  return event.defaultPrevented;
}
const said = () => (document.querySelector('.toast-said') || {}).textContent;

test('what is typed is not sent by surprise: the button is named', () => {
  assert.equal(press(), true);
  assert.equal(said(), '这一页没有还没保存的内容。');
  document.querySelector('textarea').value = '写着写着';
  press();
  assert.equal(said(), '还没有保存。写好以后请按“加上批注”。');
  document.querySelector('.btn-primary').remove();
  press();
  assert.equal(said(), '还没有保存，写好以后请按页面上的按钮。');
  assert.deepEqual(sent, []);
});

test('a tick and a choice are changes too, a search is none', () => {
  for (const change of [() => { document.querySelector('[type=checkbox]').checked = true; },
    () => { document.querySelector('select').selectedIndex = 1; }]) {
    document.querySelector('form[method=post]').reset();
    document.querySelector('[type=search]').value = '学习';
    press();
    assert.equal(said(), '这一页没有还没保存的内容。');
    change();
    press();
    assert.match(said(), /还没有保存/);
  }
});

test('where the page saves, it does so once, whichever letter the key gives', () => {
  saveBy(() => sent.push('saved'));
  press();
  press({ key: 'S' });
  press({ repeat: true });
  assert.deepEqual(sent, ['saved', 'saved']);
  for (const other of [{ shiftKey: true }, { altKey: true }, { ctrlKey: false }, { isComposing: true }]) {
    assert.equal(press(other), false);
  }
});
