import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, type } from '../page.js';

const window = open('<textarea data-grows id="name"></textarea><textarea id="plain"></textarea>');
const field = document.getElementById('name');
const plain = document.getElementById('plain');
const watched = [];
window.ResizeObserver = class {
  constructor(tell) { this.tell = tell; }
  observe(target) { watched.push(() => this.tell([{ target }])); }
};
let width = 400; // px

// As a browser lays it out: 24 px for each line, a letter being 20 px wide, and one line of room at first.
for (const one of [field, plain]) {
  const room = () => (one.style.height ? parseInt(one.style.height, 10) : 24);
  Object.defineProperty(one, 'clientWidth', { get: () => width });
  Object.defineProperty(one, 'clientHeight', { get: room });
  Object.defineProperty(one, 'scrollHeight', { get: () => Math.max(room(), 24 * Math.ceil(one.value.length / (width / 20))) });
}

function becomes(pixels) {
  width = pixels;
  for (const tell of watched) tell();
}

const { growingFields } = await import('../../../static/js/common/growing.js');

test('a field that asks for it shows all its text, at first and when its width changes', () => {
  field.value = plain.value = '面'.repeat(40);
  growingFields();
  assert.equal(field.style.height, '52px');
  becomes(200);
  assert.equal(field.style.height, '100px');
  becomes(400);
  assert.equal(field.style.height, '52px');
  type(field, '面'.repeat(80));
  assert.equal(field.style.height, '100px');
  assert.equal(plain.style.height, '');
});

test('a fold that closes leaves it alone, one that opens fits it', () => {
  becomes(0);
  assert.equal(field.style.height, '100px');
  becomes(100);
  assert.equal(field.style.height, '388px');
});

test('what a hand has drawn larger stays', () => {
  field.style.height = '600px';
  becomes(400);
  assert.equal(field.style.height, '600px');
});
