import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Findings } from '../../../static/js/wizard/findings.js';
import { MarkCard } from '../../../static/js/wizard/mark_card.js';
import { marks } from '../../../static/js/wizard/marks.js';
import { open, press, type } from '../page.js';

open('');

const TEXT = '手边的书翻得少，，想得也浅。𠮷日';

// As templates/drafting/proofing/_panel_card.html has it.
const card = (id, field, start, quote, { near = '', kind = 'error', more = '' } = {}) => `
  <li data-proof-card aria-label="错误：标点重复" data-finding="${id}" data-kind="${kind}" data-at-node="a" data-field-name="${field}"
    data-start="${start}" data-near="${near}" data-quote="${quote}" ${more}>
    <div class="proof-head">标点重复</div><p class="panel-fix">改为，</p><p data-why>只留一个。</p>
    <button type="button" data-accept>采纳</button></li>`;

let form;
let findings;
let opened;
let acted;

beforeEach(() => {
  document.body.innerHTML = `<form><div data-node="a">
    <div class="hl"><textarea data-field="claim">读原著少</textarea></div>
    <div class="hl"><textarea data-field="elaboration">${TEXT}</textarea></div></div></form><ul></ul><button id="out">别处</button>`;
  form = document.querySelector('form');
  const field = (name) => form.querySelector(`[data-field=${name}]`);
  findings = new Findings(form, (id) => (id === 'a' ? { field } : undefined));
  acted = [];
  const act = (name) => (one) => acted.push([name, one.dataset.finding]);
  opened = new MarkCard(form, findings, { accept: act('accept'), ignore: act('ignore'), go: act('go'), none: () => acted.push('none') });
});

const field = (name) => form.querySelector(`[data-field=${name}]`);
const box = () => document.querySelector('[data-mark-card]');
const marked = (name) => marks.of('finding', field(name)).map(({ start, end, kind }) => [field(name).value.slice(start, end), kind]);

function show(...html) {
  document.querySelector('ul').innerHTML = html.join('');
  findings.show(Array.from(document.querySelectorAll('[data-proof-card]')));
}

function click(name, place) {
  field(name).focus();
  field(name).setSelectionRange(place, place);
  press(field(name));
}

function key(target, name) {
  target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
}

const COMMAS = card('1', 'elaboration', 7, '，，', { near: '的书翻得少' });

test('findings are marked where their words stand; what is uncertain is not', () => {
  show(
    COMMAS,
    card('2', 'elaboration', 15, '日', { near: '也浅。𠮷', kind: 'advice' }), // behind a character of two units
    card('3', 'elaboration', 40, '没有这些字'),
    card('4', 'example', 0, '手边'), // a field that is not there
  );
  assert.deepEqual(marked('elaboration'), [['，，', 'error'], ['日', 'advice']]);
  assert.deepEqual(marked('claim'), []);
});

test('where a letter is missing the one before it is marked, and nothing is lost of the place', () => {
  show(card('1', 'claim', 4, '', { near: '原著少', kind: 'warning' }));
  assert.deepEqual(marked('claim'), [['少', 'warning']]);
  const one = document.querySelector('[data-proof-card]');
  assert.equal(findings.place(one).at, 4);
  type(field('claim'), '我读原著少');
  assert.equal(findings.place(one).at, 5);
});

test('a finding follows its words while somebody writes, and its place is not certain when they are gone', () => {
  show(COMMAS);
  const [one] = document.querySelectorAll('[data-proof-card]');
  type(field('elaboration'), '，，' + TEXT);
  assert.equal(findings.place(one).at, 9);
  type(field('elaboration'), '手边的书翻得少。');
  assert.equal(findings.place(one).at, -1);
});

test('a click in a mark opens its card beside the field, and the focus stays where it is', () => {
  show(COMMAS);
  click('elaboration', 8);
  assert.match(box().textContent, /标点重复.*只留一个.*采纳忽略/s);
  assert.equal(box().parentElement, field('elaboration').parentElement);
  assert.equal(document.activeElement, field('elaboration'));
  click('elaboration', 2);
  assert.equal(box(), null);
});

test('it goes when its words are changed, when the cursor leaves, when somebody presses elsewhere', () => {
  show(COMMAS);
  click('elaboration', 8);
  type(field('elaboration'), TEXT.replace('，，', '，'));
  assert.equal(box(), null);
  type(field('elaboration'), TEXT);
  show(COMMAS);
  click('elaboration', 8);
  field('elaboration').setSelectionRange(1, 1);
  field('elaboration').dispatchEvent(new KeyboardEvent('keyup', { key: 'Home', bubbles: true }));
  assert.equal(box(), null);
  click('elaboration', 8);
  document.getElementById('out').dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
  assert.equal(box(), null);
});

test('F8 goes into the card of the mark under the cursor, then to the next one and round; Esc leads back', () => {
  show(COMMAS, card('2', 'claim', 1, '原著', { near: '读', kind: 'advice' }));
  field('elaboration').focus();
  field('elaboration').setSelectionRange(8, 8);
  key(field('elaboration'), 'F8');
  assert.equal(document.activeElement.textContent, '采纳');
  key(document.activeElement, 'F8');
  assert.equal(box().parentElement, field('claim').parentElement);
  key(document.activeElement, 'F8');
  assert.equal(box().parentElement, field('elaboration').parentElement);
  key(document.activeElement, 'Escape');
  assert.equal(box(), null);
  assert.equal(document.activeElement, field('elaboration'));
  assert.equal(field('elaboration').selectionStart, 7);
});

test('F8 says so where nothing is marked, and is no command while a word is being composed', () => {
  show();
  key(field('claim'), 'F8');
  assert.deepEqual(acted, ['none']);
  show(COMMAS);
  const composing = new KeyboardEvent('keydown', { key: 'F8', bubbles: true, isComposing: true });
  field('claim').dispatchEvent(composing);
  assert.equal(box(), null);
});

test('its buttons act on the finding and close it; one that is mended elsewhere offers the way', () => {
  show(card('7', 'elaboration', 7, '，，', { near: '的书翻得少', more: 'data-aim-node="a" data-aim-field="example"' }));
  const labels = ['采纳', '去补写', '忽略'];
  for (const label of labels) {
    click('elaboration', 8);
    press(Array.from(box().querySelectorAll('button')).find((one) => one.textContent === label));
    assert.equal(box(), null);
  }
  assert.deepEqual(acted, [['accept', '7'], ['go', '7'], ['ignore', '7']]);
});

test('a card stays open when the same finding comes again, and goes when it does not', () => {
  show(COMMAS);
  click('elaboration', 8);
  const before = box();
  show(COMMAS);
  opened.look();
  assert.equal(box(), before);
  show();
  opened.look();
  assert.equal(box(), null);
});
