// What is typed in the form of a fact and stored nowhere outlives its page.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, press, type } from '../page.js';

const FORM = `
  <form data-fact-form>
    <input type="hidden" name="fact" value="fresh"><input type="hidden" name="base" value="0">
    <textarea name="what"></textarea>
    <details><textarea name="did"></textarea></details>
    <span data-kept-said></span>
  </form>`;

open(FORM, { url: 'http://127.0.0.1/facts/' });
const { KeptForm } = await import('../../../static/js/facts/kept_form.js');
const { keep } = await import('../../../static/js/wizard/unsent_blocks.js');

function page({ fact = 'fresh', base = '0', what = '' } = {}) {
  document.body.innerHTML = FORM;
  const form = document.querySelector('form');
  Object.entries({ fact, base, what }).forEach(([name, value]) => { form.elements[name].value = value; });
  return new KeptForm(form);
}

const shown = ({ form }) => ['fact', 'base', 'what', 'did'].map((name) => form.elements[name].value);
const keys = () => Object.keys(localStorage);

beforeEach(() => localStorage.clear());

test('a new fact is put back under its own id and forgotten once a page says that it was stored', async () => {
  const first = page();
  type(first.form.elements.what, '灭火器过期');
  type(first.form.elements.did, '没有登记');
  const second = page({ fact: 'other' });
  await second.restore('');
  assert.deepEqual(shown(second), ['fresh', '0', '灭火器过期', '没有登记']);
  assert.equal(second.form.querySelector('details').open, true);
  assert.match(second.said.textContent, /还没有保存。不要了$/);
  const third = page({ fact: 'other' });
  await third.restore('fresh');
  assert.deepEqual(shown(third), ['other', '0', '', '']);
  assert.deepEqual(keys(), []);
});

test('what was typed on another version of a fact comes back with that version', async () => {
  type(page({ fact: 'a', base: '3', what: '旧' }).form.elements.what, '旧的一句');
  const later = page({ fact: 'a', base: '4', what: '新' });
  await later.restore('');
  assert.deepEqual(shown(later), ['a', '3', '旧的一句', '']);
});

test('不要了 brings what is stored back, and so does typing it', async () => {
  type(page({ fact: 'a', base: '3', what: '旧' }).form.elements.what, '旧的一句');
  const later = page({ fact: 'a', base: '3', what: '旧' });
  await later.restore('');
  press(later.form.querySelector('button'));
  assert.deepEqual([shown(later), later.said.textContent, keys()], [['a', '3', '旧', ''], '', []]);
  type(later.form.elements.what, '旧了');
  assert.equal(keys().length, 1);
  type(later.form.elements.what, '旧');
  assert.deepEqual(keys(), []);
});

test('the text of a tab that is closed is put back, never over what is typed here', async () => {
  const entry = { page: { path: '/facts/' }, tab: 'closed', at: 1 };
  keep('facts', 'lost', { what: '那一件', did: '' }, '0', entry);
  const busy = page();
  const wait = busy.restore('');
  type(busy.form.elements.what, '这一件');
  await wait;
  assert.deepEqual(shown(busy), ['fresh', '0', '这一件', '']);
  localStorage.clear();
  keep('facts', 'lost', { what: '那一件', did: '' }, '0', entry);
  const idle = page();
  await idle.restore('');
  assert.deepEqual(shown(idle), ['lost', '0', '那一件', '']);
  assert.equal(keys().length, 1);
});

test('what came back with an error stays as it was sent', async () => {
  type(page().form.elements.what, '第一次');
  document.body.innerHTML = `<div data-errors></div>${FORM}`;
  const form = document.querySelector('form');
  form.elements.what.value = '第二次';
  await new KeptForm(form).restore('');
  assert.equal(form.elements.what.value, '第二次');
});
