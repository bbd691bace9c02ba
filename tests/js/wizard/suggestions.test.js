import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, type } from '../page.js';
import { Suggestions } from '../../../static/js/wizard/suggestions.js';
import { undo } from '../../../static/js/wizard/undo.js';

const TEXT = '开头𠮷，平时拿起原著读得少，没有养成习惯。';
const WORDS = '平时拿起原著读得少';
const WORDING = '平时读原著少';
const CARD = `<li data-comment="9" data-node-at="n1" data-field-name="claim" data-start="4" data-near="开头𠮷，" data-quote="${WORDS}">
  <details class="fix-both"></details>`;
const ACCEPTING = '<form data-accepting="9"><input type="hidden" name="suggestion"></form>';
const TAKE_BACK = '<form data-take-back="9"></form>';

let pressed = [];
let block = null;
let saves = true;

// Enough of autosave for what is typed: the block is dirty until it is sent.
const autosave = {
  composing: false,
  blocks: new Map(),
  async send(one) { if (saves) one.dirty = false; },
};

const field = () => document.querySelector('textarea');
const panel = () => document.getElementById('panel');
const card = () => panel().querySelector('[data-comment]');
const form = () => panel().querySelector('form');

function show(inside) {
  panel().innerHTML = CARD + inside + '</li>';
  const wording = panel().querySelector('[name=suggestion]');
  if (wording) wording.value = WORDING;
}

function suggestions() {
  return new Suggestions(autosave, panel(), (one) => pressed.push(Object.keys(one.dataset)[0]));
}

beforeEach(() => {
  open(`<form id="step"><section id="node-n1" data-node="n1"><textarea data-field="claim">${TEXT}</textarea></section></form>
    <div id="panel"></div>`);
  undo.forget();
  undo.wire(document.getElementById('step'));
  pressed = [];
  saves = true;
  block = { id: 'n1', dirty: false, stuck: '' };
  autosave.blocks.set('n1', block);
  field().addEventListener('input', () => { block.dirty = true; });
  show(ACCEPTING);
});

test('a suggestion is typed, and noted with its place once it is saved', async () => {
  assert.equal(await suggestions().take(card(), form()), true);
  assert.equal(field().value, TEXT.replace(WORDS, WORDING));
  const { node, field: name, start } = form().elements;
  assert.deepEqual([node.value, name.value, start.value], ['n1', 'claim', '4']);
});

test('what is not saved is not noted, and is as soon as the list is fresh and it is saved', async () => {
  saves = false;
  const held = suggestions();
  assert.equal(await held.take(card(), form()), false);
  held.swapped();
  assert.deepEqual(pressed, []);
  block.dirty = false;
  held.swapped();
  assert.deepEqual(pressed, ['accepting']);
});

test('words that have changed are not replaced, and both are shown', async () => {
  type(field(), '全都重写了。');
  assert.equal(await suggestions().take(card(), form()), false);
  assert.equal(field().value, '全都重写了。');
  assert.ok(card().querySelector('.fix-both').open);
});

test('nothing is typed while a word is being composed', async () => {
  autosave.composing = true;
  assert.equal(await suggestions().take(card(), form()), false);
  autosave.composing = false;
  assert.equal(field().value, TEXT);
});

test('Ctrl+Z takes the text out and the note back, Ctrl+Y brings both again', async () => {
  const held = suggestions();
  await held.take(card(), form());
  show(TAKE_BACK);
  await undo.turn('undo');
  assert.equal(field().value, TEXT);
  assert.deepEqual(pressed, ['takeBack']);
  assert.equal(await held.putBack(card()), true, 'the note may go: the text is out');
  show(ACCEPTING);
  await undo.turn('redo');
  assert.equal(field().value, TEXT.replace(WORDS, WORDING));
  assert.deepEqual(pressed, ['takeBack', 'accepting']);
});

test('taken back before it was noted, the note goes as soon as it comes', async () => {
  const held = suggestions();
  await held.take(card(), form());
  await undo.turn('undo');
  assert.deepEqual(pressed, []);
  show(TAKE_BACK);
  held.swapped();
  assert.deepEqual(pressed, ['takeBack']);
});

test('撤销 in the list takes the text out too, through the history', async () => {
  const held = suggestions();
  await held.take(card(), form());
  show(TAKE_BACK);
  assert.equal(await held.putBack(card()), false);
  await undo.running;
  assert.equal(field().value, TEXT);
  assert.deepEqual(pressed, ['takeBack']);
});

test('what an earlier page put in is taken out where it stands', async () => {
  field().value = TEXT.replace(WORDS, WORDING);
  undo.wire(document.getElementById('step'));
  show(TAKE_BACK);
  Object.assign(card().dataset, { accepted: '', original: WORDS, suggested: WORDING, before: '开头𠮷，', after: '，没有养成习' });
  assert.equal(await suggestions().putBack(card()), true);
  assert.equal(field().value, TEXT);
  assert.equal(block.dirty, false);
});

test('what was written over meanwhile stays', async () => {
  field().value = '全都重写了。';
  show(TAKE_BACK);
  Object.assign(card().dataset, { accepted: '', original: WORDS, suggested: WORDING, before: '开头𠮷，', after: '，没有养成习' });
  assert.equal(await suggestions().putBack(card()), true);
  assert.equal(field().value, '全都重写了。');
});
