import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../page.js';

open('');
const { paneKey } = await import('../../../static/js/wizard/pane_key.js');

const PAGE = `<form><details><textarea data-field="lead"></textarea></details>
  <textarea data-field="claim"></textarea><textarea data-field="elaboration"></textarea>
  <button type="button" data-bs-toggle="offcanvas">素材、校对</button></form>
  <aside id="picker"><a href="#a" role="tab" aria-selected="false">素材</a>
  <a href="#b" role="tab" aria-selected="true">校对</a><button>采纳</button></aside>`;

const field = (name) => document.querySelector('[data-field=' + name + ']');
const press = (more = {}) => {
  const event = new window.KeyboardEvent('keydown', { key: 'F6', bubbles: true, cancelable: true, ...more });
  document.activeElement.dispatchEvent(event);
  return new Promise((done) => { setTimeout(() => done(event.defaultPrevented), 0); });
};
const here = () => document.activeElement.textContent || document.activeElement.dataset.field || document.activeElement.tagName;

beforeEach(() => {
  open(PAGE);
  paneKey(document.getElementById('picker'), document.querySelector('form'));
});

test('F6 leads to the panel in sight, and back to where one wrote', async () => {
  field('elaboration').focus();
  assert.equal(await press(), true);
  assert.equal(here(), '校对');
  document.querySelector('form button').focus(); // which the column was opened by
  document.querySelector('#picker button').focus();
  await press();
  assert.equal(here(), 'elaboration');
});

test('where nothing was written, or that is gone, it comes back to the first field in sight', async () => {
  await press();
  assert.equal(here(), '校对');
  await press();
  assert.equal(here(), 'claim');
  field('elaboration').focus();
  await press();
  field('elaboration').remove();
  await press();
  assert.equal(here(), 'claim');
});

test('not with other keys, nor while a dialog asks something', async () => {
  field('claim').focus();
  assert.equal(await press({ ctrlKey: true }), false);
  document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog>');
  assert.equal(await press(), false);
  assert.equal(here(), 'claim');
});
