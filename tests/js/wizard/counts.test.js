import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, type } from '../page.js';
import { card, stepForm } from './step_form.js';

open('');
const { liveCounts } = await import('../../../static/js/wizard/counts.js');

const LINE = 20; // characters
const field = () => document.getElementById('n1-claim');
const height = () => field().style.height;

// As a browser lays it out: a line of 24 px for every twenty letters, two lines of room at first.
function layOut(one) {
  const room = () => (one.style.height ? parseInt(one.style.height, 10) : 48);
  Object.defineProperty(one, 'clientHeight', { get: room });
  Object.defineProperty(one, 'scrollHeight', { get: () => Math.max(room(), 24 * Math.ceil(one.value.length / LINE)) });
}

beforeEach(() => {
  open(stepForm('', [card('n1')]));
  layOut(field());
  liveCounts(document.querySelector('form'));
});

test('a field grows with its text, and is made smaller again when most of it is gone', () => {
  type(field(), '长'.repeat(200));
  assert.equal(height(), '244px');
  type(field(), '长'.repeat(180));
  assert.equal(height(), '244px');
  type(field(), '长'.repeat(80));
  assert.equal(height(), '100px');
  type(field(), '短');
  assert.equal(height(), '');
});

test('what a hand has drawn larger stays', () => {
  type(field(), '长'.repeat(200));
  field().style.height = '500px';
  type(field(), '短');
  assert.equal(height(), '500px');
});
