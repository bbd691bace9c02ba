import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../page.js';
import {
  allKept, forget, keep, kept, startOf,
} from '../../../static/js/common/unsent_text.js';

beforeEach(() => { open('', { user: '7', storageQuota: 200 }); });

test('each person, draft and kind has keys of its own', () => {
  assert.equal(startOf('d1'), 'zhaojing:7:d1:');
  assert.equal(startOf('d1', 'review'), 'zhaojing:review:7:d1:');
});

test('kept, given back, forgotten', () => {
  assert.equal(kept('a'), null);
  assert.equal(keep('a', '写了一半𠮷'), true);
  assert.equal(kept('a'), '写了一半𠮷');
  forget('a');
  assert.equal(kept('a'), null);
});

test('all of one beginning, nothing of another', () => {
  keep('zhaojing:7:d1:n1:t', 'one');
  keep('zhaojing:7:d1:n2:t', 'two');
  keep('zhaojing:8:d1:n1:t', 'of somebody else');
  const found = allKept('zhaojing:7:d1:');
  assert.deepEqual(found.sort(), [['zhaojing:7:d1:n1:t', 'one'], ['zhaojing:7:d1:n2:t', 'two']]);
});

test('what finds no room is said not to be kept, and what was kept before stays', () => {
  keep('a', '短');
  assert.equal(keep('a', '长'.repeat(500)), false);
  assert.equal(kept('a'), '短');
});

test('storage that is switched off', () => {
  const off = { get() { throw new Error('denied'); }, configurable: true };
  Object.defineProperty(globalThis, 'localStorage', off);
  assert.equal(keep('a', '短'), false);
  assert.equal(kept('a'), null);
  assert.deepEqual(allKept(''), []);
  forget('a');
});
