import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open, press } from '../page.js';
import { commands, single } from '../../../static/js/common/commands.js';

let done = [];
beforeEach(() => {
  done = [];
  open(`
    <a href="#out" data-go>outside</a>
    <div id="root"><article data-card><button data-go><i>icon</i></button><p>text</p></article></div>`);
});

const note = (name) => (element) => { done.push([name, element.tagName]); };

test('the first that fits acts, for a press on what lies in it too', () => {
  const table = { '[data-go]': note('go'), '[data-card]': note('card') };
  commands(document.getElementById('root'), table);
  press(document.querySelector('i'));
  press(document.querySelector('p'));
  press(document.querySelector('a'));
  assert.deepEqual(done, [['go', 'BUTTON'], ['card', 'ARTICLE']]);
});

test('an element around the root is none of its commands', () => {
  commands(document.querySelector('p'), { '[data-card]': note('card') });
  press(document.querySelector('p'));
  assert.deepEqual(done, []);
});

test('a double click is one press', async () => {
  commands(document, { '[data-go]': single(note('go')) });
  const click = (detail) => document.querySelector('button')
    .dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }));
  for (const detail of [1, 2, 3]) {
    click(detail);
    await new Promise((go) => { setImmediate(go); }); // the first is done by then
  }
  assert.deepEqual(done, [['go', 'BUTTON']]);
  click(1);
  assert.equal(done.length, 2);
});

test('a press while the first is under way is none, nor does the form go', async () => {
  const ends = [];
  const act = (element, event) => {
    event.preventDefault();
    done.push(element.tagName);
    return new Promise((end, fail) => { ends.push({ end, fail }); });
  };
  commands(document, { '[data-go]': single(act) });
  const button = document.querySelector('button');
  const click = () => new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 });
  press(button);
  const second = click();
  button.dispatchEvent(second);
  assert.equal(second.defaultPrevented, true);
  press(document.querySelector('a'));
  assert.deepEqual(done, ['BUTTON', 'A']);
  ends[0].end();
  await Promise.resolve().then(() => {}).then(() => {});
  press(button);
  assert.deepEqual(done, ['BUTTON', 'A', 'BUTTON']);
});
