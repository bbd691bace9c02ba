import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../page.js';
import { points, units } from '../../../static/js/common/characters.js';
import { placeOf } from '../../../static/js/review/selecting.js';

beforeEach(() => {
  open(`<div id="paper">
    <p data-node="n1">𠮷林路<b>𡋾办事处</b>学习不够</p>
    <p data-node="n2">𠮷作风<mark>不</mark>实</p><p>no node</p></div>`);
});

const paper = () => document.getElementById('paper');
const text = (selector, index = 0) => document.querySelector(selector).childNodes[index];

function range(from, start, to, end) {
  const made = document.createRange();
  made.setStart(from, start);
  made.setEnd(to, end);
  return made;
}

// The words of a place, out of the printed text of its node, as the server cuts them out.
function words({ node, start, end }) {
  const whole = document.querySelector(`[data-node=${node}]`).textContent;
  return whole.slice(units(whole, start), units(whole, end));
}

test('a selection counts code points, over marks and other elements', () => {
  const chosen = range(text('b'), 2, text('[data-node=n1]', 2), 2);
  const place = placeOf(paper(), chosen);
  assert.deepEqual(place, { node: 'n1', start: 4, end: 9, clipped: false });
  assert.equal(words(place), '办事处学习');
  assert.equal(words(place), chosen.toString());
});

test('there and back for every stretch of a text', () => {
  const node = document.querySelector('[data-node=n1]');
  const whole = Array.from(node.textContent);
  const texts = Array.from(node.childNodes, (one) => (one.data === undefined ? one.firstChild : one));
  // the boundaries of characters, as [text node, offset in UTF-16 units]
  const bounds = texts.flatMap((one) => Array.from(
    { length: points(one.data) + 1 },
    (_, index) => [one, units(one.data, index)],
  ));
  let tried = 0;
  bounds.forEach(([from, start], low) => bounds.slice(low + 1).forEach(([to, end]) => {
    const chosen = range(from, start, to, end);
    const place = placeOf(paper(), chosen);
    if (!chosen.toString()) {
      assert.equal(place, null);
      return;
    }
    assert.equal(words(place), chosen.toString());
    assert.equal(whole.slice(place.start, place.end).join(''), chosen.toString());
    tried += 1;
  }));
  assert.ok(tried > 70, String(tried));
});

test('over two nodes it is the first with words of it', () => {
  const first = placeOf(paper(), range(text('b'), 2, text('mark'), 1));
  assert.deepEqual(first, { node: 'n1', start: 4, end: 11, clipped: true });
  const behind = range(text('[data-node=n1]', 2), 4, text('mark'), 1);
  assert.deepEqual(placeOf(paper(), behind), { node: 'n2', start: 0, end: 4, clipped: false });
});

test('what belongs to no node has no place', () => {
  const [last] = document.querySelector('p:last-child').childNodes;
  assert.equal(placeOf(paper(), range(last, 0, last, 2)), null);
});
