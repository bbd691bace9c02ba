import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editBetween, moved, pieces } from '../../../static/js/wizard/ranges.js';

const plain = (ranges) => ranges.map(({ start, end }) => [start, end]);

test('an edit is what gave way to what, and the cursor tells which of several like letters came', () => {
  assert.deepEqual(editBetween('学习不够', '学习得不够'), { start: 2, removed: 0, added: 1 });
  assert.deepEqual(editBetween('学习不够', '学习'), { start: 2, removed: 2, added: 0 });
  assert.deepEqual(editBetween('学而不思', '学以致思'), { start: 1, removed: 2, added: 2 });
  assert.deepEqual(editBetween('啊啊', '啊啊啊', 1), { start: 0, removed: 0, added: 1 });
  assert.deepEqual(editBetween('啊啊', '啊啊啊', 3), { start: 2, removed: 0, added: 1 });
  assert.deepEqual(editBetween('啊啊啊', '啊啊', 1), { start: 1, removed: 1, added: 0 });
  // a cursor that is somewhere else altogether tells nothing
  assert.deepEqual(editBetween('甲乙丙', '甲乙丁丙', 0), { start: 2, removed: 0, added: 1 });
  assert.deepEqual(editBetween('甲', '甲'), { start: 0, removed: 0, added: 0 });
});

test('words before an edit stay, words behind it move, words that were changed lose their mark', () => {
  const ranges = () => [{ start: 0, end: 2 }, { start: 4, end: 6 }, { start: 8, end: 9 }];
  // written right before and right behind the middle words, then within them
  assert.deepEqual(plain(moved(ranges(), { start: 4, removed: 0, added: 3 })), [[0, 2], [7, 9], [11, 12]]);
  assert.deepEqual(plain(moved(ranges(), { start: 6, removed: 0, added: 1 })), [[0, 2], [4, 6], [9, 10]]);
  assert.deepEqual(plain(moved(ranges(), { start: 5, removed: 0, added: 1 })), [[0, 2], [9, 10]]);
  assert.deepEqual(plain(moved(ranges(), { start: 3, removed: 2, added: 2 })), [[0, 2], [8, 9]]);
  assert.deepEqual(plain(moved(ranges(), { start: 0, removed: 9, added: 0 })), []);
});

test('a range that lasts takes the change in, until nothing is left of it', () => {
  const passage = () => [{ start: 4, end: 8, lasts: true }];
  assert.deepEqual(plain(moved(passage(), { start: 6, removed: 0, added: 2 })), [[4, 10]]);
  assert.deepEqual(plain(moved(passage(), { start: 5, removed: 2, added: 0 })), [[4, 6]]);
  assert.deepEqual(plain(moved(passage(), { start: 4, removed: 4, added: 0 })), []);
});

test('a text is cut where ranges begin and end; what does not lie in it is left out', () => {
  const a = { start: 1, end: 4 };
  const b = { start: 3, end: 6 };
  const out = { start: 5, end: 9 };
  const names = new Map([[a, 'a'], [b, 'b'], [out, 'out']]);
  const cut = pieces(7, [a, b, out]).map(({ start, end, ranges }) => [start, end, ranges.map((one) => names.get(one)).join('')]);
  assert.deepEqual(cut, [[0, 1, ''], [1, 3, 'a'], [3, 4, 'ab'], [4, 6, 'b'], [6, 7, '']]);
  assert.deepEqual(pieces(0, [a]), []);
});
