import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forget } from '../clock.js';
import { open, press } from '../page.js';
import { replaceRange } from '../../../static/js/common/replacement.js';
import { undo } from '../../../static/js/wizard/undo.js';

let now = 0;
let form = null;

beforeEach(() => {
  forget();
  now = 0;
  Date.now = () => now;
  open(`<form><section data-node="n1"><textarea data-field="claim">学习不够</textarea>
    <textarea data-field="example"></textarea>
    <select data-field="category"><option value="">请选择</option><option value="A1">甲</option></select>
    <label><input type="checkbox" data-link value="n9"></label></section></form>
    <input type="search"><button>别处</button>`);
  form = document.querySelector('form');
  undo.forget();
  undo.wire(form);
});

const field = (name) => form.querySelector(`[data-field=${name}]`);
const link = () => form.querySelector('[data-link]');
const said = () => (document.querySelector('.toast-said') || {}).textContent || '';
const texts = () => [field('claim').value, field('example').value];

// As a browser does when somebody types `text` at `at` in place of `much` units.
function typed(name, at, text, { much = 0, inputType = 'insertText', isComposing = false } = {}) {
  const one = field(name);
  one.value = one.value.slice(0, at) + text + one.value.slice(at + much);
  one.setSelectionRange(at + text.length, at + text.length);
  one.dispatchEvent(new window.InputEvent('input', { bubbles: true, inputType, isComposing }));
}

function key(letter, { target = field('claim'), shiftKey = false, isComposing = false } = {}) {
  const event = new KeyboardEvent('keydown', {
    key: letter, ctrlKey: true, shiftKey, isComposing, bubbles: true, cancelable: true,
  });
  target.dispatchEvent(event);
  return event.defaultPrevented;
}

const rest = () => undo.running;
async function back(count = 1) {
  for (let n = 0; n < count; n += 1) key('z');
  await rest();
}

test('typing is taken back in the strokes it was done in, and done again', async () => {
  typed('claim', 4, '深');
  typed('claim', 5, '入');
  now = 5000;
  typed('claim', 6, '，𠮷');
  typed('example', 0, '比如');
  await back();
  assert.deepEqual(texts(), ['学习不够深入，𠮷', '']);
  await back();
  assert.deepEqual(texts(), ['学习不够深入', '']);
  await back();
  assert.deepEqual(texts(), ['学习不够', '']);
  key('y');
  key('Z', { shiftKey: true });
  await rest();
  assert.deepEqual(texts(), ['学习不够深入，𠮷', '']);
  await back(3);
  assert.deepEqual(texts(), ['学习不够', '']);
  assert.equal(said(), '没有可以撤销的了。');
  key('y', { target: document.querySelector('button') });
  await rest();
  assert.deepEqual(texts(), ['学习不够深入', '']);
  typed('claim', 0, '我');
  key('y');
  await rest();
  assert.equal(said(), '没有可以重做的了。');
});

test('letters taken out one by one come back together', async () => {
  for (const at of [3, 2]) typed('claim', at, '', { much: 1, inputType: 'deleteContentBackward' });
  for (const at of [0, 0]) typed('claim', at, '', { much: 1, inputType: 'deleteContentForward' });
  assert.equal(field('claim').value, '');
  await back();
  assert.equal(field('claim').value, '学习');
  await back();
  assert.equal(field('claim').value, '学习不够');
});

test('a character that shares its first unit with another is whole', async () => {
  typed('claim', 4, '𠮷');
  now = 3000;
  typed('claim', 4, '𠮸', { much: 2 });
  assert.deepEqual(undo.done.map(({ parts: [part] }) => [part.removed, part.inserted]), [['', '𠮷'], ['𠮷', '𠮸']]);
  await back();
  assert.equal(field('claim').value, '学习不够𠮷');
});

test('a word that an input method makes is one step, and the letters none', async () => {
  const one = field('claim');
  one.dispatchEvent(new window.CompositionEvent('compositionstart', { bubbles: true }));
  typed('claim', 4, 'xue', { inputType: 'insertCompositionText', isComposing: true });
  assert.equal(key('z', { isComposing: true }), false);
  typed('claim', 4, '学', { much: 3, inputType: 'insertCompositionText', isComposing: true });
  one.dispatchEvent(new window.CompositionEvent('compositionend', { bubbles: true }));
  assert.equal(undo.done.length, 1);
  await back();
  assert.equal(one.value, '学习不够');
});

test('several fields, a category and a tick are one step where they were one act', async () => {
  field('claim').focus();
  const step = undo.writing('采用', () => {
    replaceRange(field('claim'), 4, 4, '深入');
    replaceRange(field('example'), 0, 0, '比如，{时间}');
    field('category').value = 'A1';
    field('category').dispatchEvent(new Event('change', { bubbles: true }));
    link().click();
  });
  undo.tell('已采用。', step);
  const all = () => [...texts(), field('category').value, link().checked];
  assert.deepEqual(all(), ['学习不够深入', '比如，{时间}', 'A1', true]);
  await back();
  assert.deepEqual(all(), ['学习不够', '', '', false]);
  assert.equal(said(), '已撤销：采用。');
  key('y');
  await rest();
  assert.deepEqual(all(), ['学习不够深入', '比如，{时间}', 'A1', true]);
});

const takeBack = () => press(Array.from(document.querySelectorAll('.toast-line button'))
  .find((one) => one.textContent === '撤销'));

test('撤销 beside what is said takes it back once, whatever the keys did', async () => {
  const step = undo.writing('采纳', () => replaceRange(field('claim'), 2, 4, '不深'));
  undo.tell('已采纳。', step);
  const button = document.querySelector('.toast-line button');
  await back();
  assert.equal(field('claim').value, '学习不够');
  button.click();
  await rest();
  assert.deepEqual([field('claim').value, undo.undone.length], ['学习不够', 1]);
  key('y');
  await rest();
  undo.tell('已采纳。', undo.done[0]);
  takeBack();
  await back();
  assert.deepEqual([field('claim').value, said()], ['学习不够', '没有可以撤销的了。']);
});

test('and leaves what was typed elsewhere since, which the keys then take back', async () => {
  const step = undo.writing('采纳', () => replaceRange(field('claim'), 2, 3, '还很'));
  undo.tell('已采纳。', step);
  typed('claim', 0, '我');
  typed('claim', 6, '。');
  assert.equal(field('claim').value, '我学习还很够。');
  takeBack();
  await rest();
  assert.equal(field('claim').value, '我学习不够。');
  await back(2);
  assert.equal(field('claim').value, '学习不够');
});

test('where somebody wrote in it since, nothing is overwritten, and it says so', async () => {
  const step = undo.writing('插入', () => replaceRange(field('claim'), 4, 4, '在{时间}'));
  undo.tell('已插入。', step);
  typed('claim', 5, '十月', { much: 4 });
  takeBack();
  await rest();
  assert.equal(field('claim').value, '学习不够在十月');
  assert.match(said(), /后来又改过，没有撤销/);
  await back(2);
  assert.equal(field('claim').value, '学习不够');
});

test('a text that became another one unheard is left as it is', async () => {
  typed('claim', 4, '深');
  field('claim').value = '另一个窗口的话';
  await back();
  assert.deepEqual([field('claim').value, said()], ['另一个窗口的话', '这一处的文字已经不是原来的了，没有改动。']);
});

test('what is no typing is undone in its turn, the server asked once for each', async () => {
  const asked = [];
  const does = (name, answer = true) => async () => { asked.push(name); return answer; };
  typed('claim', 4, '深');
  undo.did({ label: '上移', undo: does('下去'), redo: does('上来') });
  typed('claim', 5, '入');
  await back(3);
  assert.deepEqual([asked, field('claim').value], [['下去'], '学习不够']);
  key('y');
  key('y');
  key('y');
  await rest();
  assert.deepEqual([asked, field('claim').value], [['下去', '上来'], '学习不够深入']);
  let answers = [false, true];
  undo.did({ label: '移到', undo: async () => answers.shift(), redo: does('') });
  await back();
  assert.equal(said(), '没有成功，请稍后再试。');
  await back();
  assert.equal(said(), '已撤销：移到。');
  answers = ['这一条已经不在了。'];
  undo.did({ label: '移到', undo: async () => answers.shift(), redo: does('') });
  await back();
  assert.equal(said(), '这一条已经不在了。');
  await back();
  assert.equal(field('claim').value, '学习不够深');
});

test('what was done while the server took something back keeps its words and its 撤销', async () => {
  let answer = null;
  undo.did({ label: '下移', undo: () => new Promise((done) => { answer = done; }), redo: async () => true });
  key('z');
  await Promise.resolve();
  const step = undo.writing('采纳', () => replaceRange(field('claim'), 2, 4, '不深'));
  undo.tell('已采纳。', step);
  answer(true);
  await rest();
  assert.equal(said(), '已采纳。');
  document.querySelector('.toast-line button').click();
  await rest();
  assert.deepEqual([field('claim').value, said()], ['学习不够', '已撤销：采纳。']);
});

test('two acts that belong together are taken back together', async () => {
  const order = [];
  const step = undo.did({
    label: '添加一条',
    undo: async () => { order.push(field('claim').value); return true; },
    redo: async () => true,
  });
  const whole = undo.writing('采用', () => replaceRange(field('claim'), 4, 4, '深'), { onto: step });
  assert.equal(whole, step);
  await back();
  assert.deepEqual([order, undo.done.length, said()], [['学习不够'], 0, '已撤销：采用。']);
});

test('a field that is no text of the paper keeps its own history', async () => {
  typed('claim', 4, '深');
  const search = document.querySelector('input[type=search]');
  search.focus();
  search.value = '学';
  assert.equal(key('z', { target: search }), false);
  search.value = '';
  assert.equal(key('y', { target: search }), false);
  assert.equal(key('z', { target: search }), true);
  await rest();
  assert.equal(field('claim').value, '学习不够');
  assert.equal(key('z', { target: document.querySelector('button') }), true);
  assert.equal(key('c'), false);
});

test('撤销 of the browser menu is this one', async () => {
  typed('claim', 4, '深');
  const event = new window.InputEvent('beforeinput', { bubbles: true, cancelable: true, inputType: 'historyUndo' });
  field('claim').dispatchEvent(event);
  await rest();
  assert.deepEqual([event.defaultPrevented, field('claim').value], [true, '学习不够']);
});

test('what is pasted is told of', async () => {
  typed('claim', 4, '粘贴的话', { inputType: 'insertFromPaste' });
  assert.equal(said(), '已粘贴。');
  takeBack();
  await rest();
  assert.deepEqual([field('claim').value, said()], ['学习不够', '已撤销：粘贴。']);
});
