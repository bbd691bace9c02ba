import assert from 'node:assert/strict';
import { test } from 'node:test';
import { between, locate } from '../../../static/js/wizard/places.js';

test('words behind characters outside the BMP', () => {
  // the same words, with the same before them, stand there twice
  const text = '𠮷林路𡋾，学习，学习不够';
  assert.equal(locate(text, 8, '，', '学习'), 10);
  assert.equal(locate(text, 5, '，', '学习'), 7);
});

test('words that are such characters', () => {
  const text = 'a𠮷𡋾b';
  const at = locate(text, 1, 'a', '𠮷𡋾');
  assert.equal(text.slice(at, at + '𠮷𡋾'.length), '𠮷𡋾');
});

test('words that moved are found by what stood before them', () => {
  assert.equal(locate('现在前面𠮷多了一句。学风不正', 0, '一句。', '学风'), 11);
});

test('words that are gone, or no longer certain, are not found', () => {
  assert.equal(locate('学风好', 0, '', '作风'), -1);
  assert.equal(locate('x学风，学风', 0, '', '学风'), -1);
  assert.equal(between('', '', '', ''), -1);
});

test('words between their neighbours', () => {
  assert.equal(between('改为𠮷前后', '改为', '𠮷', '前'), 2);
});
