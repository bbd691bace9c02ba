import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  HOLE, characters, numeral, points, shortened, units,
} from '../../../static/js/common/characters.js';

// tests/document/test_text.py asks the server the same
const COUNTED = JSON.parse(readFileSync('tests/document/counted.json', 'utf-8'));

for (const { text, counted, holes } of COUNTED) {
  test(`the server's count of ${JSON.stringify(text)}`, () => {
    assert.equal(characters(text), counted);
    assert.deepEqual(text.match(HOLE) || [], holes.map((name) => `{${name}}`));
  });
}

test('code points and UTF-16 units', () => {
  const text = '吉𠮷a😀';
  assert.equal(points(text), 4);
  assert.deepEqual([0, 1, 2, 3, 4, 9].map((count) => units(text, count)), [0, 1, 3, 4, 6, 6]);
});

test('a text is cut between characters, never within one', () => {
  assert.equal(shortened('𠮷𠮷𠮷', 3), '𠮷𠮷𠮷');
  assert.equal(shortened('𠮷𠮷𠮷𠮷', 3), '𠮷𠮷…');
  assert.equal(shortened('', 3), '');
});

test('numerals', () => {
  const some = [1, 9, 10, 11, 20, 21, 90, 99].map(numeral);
  assert.deepEqual(some, ['一', '九', '十', '十一', '二十', '二十一', '九十', '九十九']);
});
