import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { open } from '../page.js';
import { commandKeys } from '../../../static/js/common/keys.js';

const EARLY = readFileSync('static/js/common/early_keys.js', 'utf-8');

let done = [];
const acts = (name) => (['j', 'k', '[', '?'].includes(name) ? () => done.push(name) : undefined);

beforeEach(() => {
  done = [];
  const window = open('<textarea></textarea><select></select><input type="checkbox"><p>text</p>');
  window.eval(EARLY);
});

function key(name, where = 'p', more = {}) {
  const options = Object.assign({ key: name, bubbles: true, cancelable: true }, more);
  const event = new KeyboardEvent('keydown', options);
  document.querySelector(where).dispatchEvent(event);
  return event;
}

const ready = () => document.dispatchEvent(new Event('DOMContentLoaded'));

test('keys wait for the script, and for htmx, in the order they were pressed', () => {
  key('j');
  key('k');
  commandKeys(document, acts); // the page's module has come
  key('k');
  assert.deepEqual(done, []);
  ready();
  assert.deepEqual(done, ['j', 'k', 'k']);
  key('j');
  assert.deepEqual(done, ['j', 'k', 'k', 'j']);
  assert.equal(window.takeEarlyKeys().length, 0);
});

test('letters that somebody typed meanwhile are none', () => {
  key('j', 'textarea');
  key('k', 'p', { ctrlKey: true });
  commandKeys(document, acts);
  ready();
  assert.deepEqual(done, []);
});

test('never while somebody types, composes, or holds a modifier', () => {
  commandKeys(document, acts);
  ready();
  for (const where of ['textarea', 'select']) key('j', where);
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) key('j', 'p', more);
  key('j', 'p', { isComposing: true });
  assert.deepEqual(done, []);
  key('j', 'input');
  assert.deepEqual(done, ['j']);
});

test('capitals and what a Chinese input method gives', () => {
  commandKeys(document, acts);
  ready();
  for (const name of ['J', '【', '？', 'x']) key(name);
  assert.deepEqual(done, ['j', '[', '?']);
});

test('only a key that does something is taken from the browser', () => {
  commandKeys(document, acts);
  ready();
  assert.equal(key('j').defaultPrevented, true);
  assert.equal(key('x').defaultPrevented, false);
});

test('a part of the page hears what is pressed in it, at once', () => {
  commandKeys(document.querySelector('p'), acts);
  key('j');
  key('k', 'input');
  assert.deepEqual(done, ['j']);
});
