import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, type } from '../page.js';
import { Keeper } from '../../../static/js/review/unsent_forms.js';

const FORM = `<form method="post" hx-post="/comment" data-keep="new-n1">
  <details><textarea name="text"></textarea></details>
  <input type="checkbox" name="reason" value="facts"><input name="show" value="open"></form>`;

let keeper = null;

function show(options = {}) {
  open(`<div id="panel">${FORM}</div><form id="other"><textarea name="text"></textarea></form>`, options);
  keeper = new Keeper('d1');
}

// A panel put in the place of the old one: the same form, empty.
function again() {
  document.getElementById('panel').innerHTML = FORM;
  keeper.restore(document.getElementById('panel'));
}

const text = () => document.querySelector('#panel textarea');
const tick = () => document.querySelector('[type=checkbox]');

function set(box, checked) {
  box.checked = checked;
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

beforeEach(() => show());

test('what is typed and ticked outlives its panel, and is seen', () => {
  type(text(), '此处与事实不符𠮷');
  set(tick(), true);
  again();
  assert.equal(text().value, '此处与事实不符𠮷');
  assert.equal(tick().checked, true);
  assert.equal(text().closest('details').open, true);
  assert.deepEqual(Object.keys(localStorage).sort(), [
    'zhaojing:review:7:d1:new-n1:reason:facts', 'zhaojing:review:7:d1:new-n1:text',
  ]);
});

test('what is as it was before is not kept', () => {
  type(text(), '写了');
  set(tick(), true);
  type(text(), '');
  set(tick(), false);
  assert.equal(localStorage.length, 0);
});

test('an answer, or giving it up, clears it', () => {
  type(text(), '写了');
  keeper.forget(text().form);
  again();
  assert.equal(text().value, '');
  assert.equal(localStorage.length, 0);
});

test('an answer of another form, or of none, clears nothing', () => {
  type(text(), '写了');
  keeper.forget(document.getElementById('other'));
  keeper.forget(null);
  again();
  assert.equal(text().value, '写了');
});

test('a form that goes to another page is that page\'s to give back', () => {
  type(text(), '写了');
  text().form.removeAttribute('hx-post');
  text().form.dispatchEvent(new Event('submit', { bubbles: true }));
  assert.equal(localStorage.length, 0);
});

test('a form that is none of the panel is not kept', () => {
  type(document.querySelector('#other textarea'), '别处');
  assert.equal(localStorage.length, 0);
});

test('with storage full the form still has the text', () => {
  show({ storageQuota: 100 });
  type(text(), '长'.repeat(200));
  assert.equal(text().value, '长'.repeat(200));
  assert.equal(localStorage.length, 0);
});
