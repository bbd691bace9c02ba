import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, type } from '../page.js';

open('');
const { Guard } = await import('../../../static/js/common/unsaved.js');

let guard = null;
const forms = () => Array.from(document.querySelectorAll('form[data-guarded]'));
const form = (id) => document.getElementById(id);
const field = (id, name = 'text') => form(id).querySelector(`[name=${name}]`);
const unsaved = () => guard.unsaved().map((one) => one.id);

function page(before = () => {}) {
  open(`<form id="take" method="post" data-guarded><textarea name="text">读原著不够</textarea>
      <input type="checkbox" name="sure"><input type="hidden" name="place" value="0">
      <select name="part"><option>问题</option><option>原因</option></select>
      <select name="roles" multiple><option>党员</option><option>干部</option></select>
      <input name="goals" value=""><button>采用</button></form>
    <form id="decline" method="post" data-guarded><textarea name="text"></textarea><button>不采用</button></form>
    <form id="leave"><button>退出</button></form>`);
  before();
  guard = new Guard(forms, ['goals']);
}

beforeEach(() => page());

/** Whether the page asks who leaves it. */
function asks() {
  const event = new window.Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}
/** Send a form; `held` by another script, which sends it itself or not at all. */
function send(id, held = false) {
  const event = new window.Event('submit', { bubbles: true, cancelable: true });
  if (held) form(id).addEventListener('submit', (one) => one.preventDefault(), { once: true });
  form(id).dispatchEvent(event);
}

test('each kind of field counts, and what is as it was does not', () => {
  assert.equal(asks(), false);
  for (const [change, back] of [
    [() => type(field('take'), '读原著'), () => type(field('take'), '读原著不够')],
    [() => { field('take', 'sure').checked = true; }, () => { field('take', 'sure').checked = false; }],
    [() => { field('take', 'part').value = '原因'; }, () => { field('take', 'part').value = '问题'; }],
    [() => { field('take', 'place').value = '1'; }, () => { field('take', 'place').value = '0'; }],
    [() => { field('take', 'roles').options[1].selected = true; }, () => { field('take', 'roles').options[1].selected = false; }],
  ]) {
    change();
    assert.deepEqual([unsaved(), asks()], [['take'], true]);
    back();
    assert.deepEqual([unsaved(), asks()], [[], false]);
  }
  field('take', 'goals').value = '甲';
  assert.equal(asks(), false);
});

test('the second form of a page is guarded as the first is', () => {
  type(field('decline'), '与已有的重复');
  assert.deepEqual([unsaved(), asks()], [['decline'], true]);
});

test('a form that is sent is not asked for, the others are', () => {
  type(field('take'), '读原著');
  send('take');
  assert.equal(asks(), false);
  send('decline');
  assert.equal(asks(), true);
  send('leave');
  assert.equal(asks(), true);
});

test('a form that is sent by a script, or held back, goes on being guarded', () => {
  type(field('take'), '读原著');
  send('take', true);
  assert.equal(asks(), true);
});

test('where a file was the answer and the page stayed, it is guarded again', () => {
  type(field('take'), '读原著');
  send('take');
  assert.deepEqual([asks(), asks()], [false, true]);
});

test('what was typed before the script came, or is put back by the browser, counts', () => {
  page(() => { field('take').value = '先写的'; });
  assert.equal(asks(), true);
});

test('what the server gave back counts until it is saved', () => {
  page(() => { form('decline').dataset.unsaved = ''; });
  assert.deepEqual(unsaved(), ['decline']);
});

test('a form that comes later is guarded', () => {
  const later = document.createElement('form');
  later.id = 'later';
  later.dataset.guarded = '';
  later.innerHTML = '<textarea name="text">学用脱节</textarea>';
  document.body.append(later);
  assert.equal(asks(), false);
  later.querySelector('textarea').value = '学用两张皮';
  assert.deepEqual([unsaved(), asks()], [['later'], true]);
});
