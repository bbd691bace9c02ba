import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../page.js';

open('');
sessionStorage.setItem('zhaojing:tab', 'mine');
const blocks = await import('../../../static/js/wizard/unsent_blocks.js');
const { forget, keep, kept, livingTabs, setAside } = blocks;

beforeEach(() => { open('', { user: '7', storageQuota: 2000 }); });

const VALUES = { claim: '学习不够𠮷', links: ['m1'] };

test('kept with its version and time, given back, forgotten', () => {
  assert.equal(keep('d1', 'n1', VALUES, 4, { at: 1000 }), true);
  assert.deepEqual(kept('d1', 'n1'), [{ tab: 'mine', values: VALUES, base: 4, at: 1000 }]);
  assert.deepEqual(Object.keys(localStorage), ['zhaojing:7:d1:n1:mine']);
  assert.deepEqual(kept('d1', 'n2'), []);
  assert.deepEqual(kept('d2', 'n1'), []);
  forget('d1', 'n1');
  assert.deepEqual(kept('d1', 'n1'), []);
});

test('the newest first; what a living tab writes is its own business', () => {
  keep('d1', 'n1', VALUES, 1, { tab: 'other', at: 3 });
  keep('d1', 'n1', VALUES, 1, { at: 2 });
  keep('d1', 'n1', VALUES, 1, { tab: 'left-1', at: 1 });
  assert.deepEqual(kept('d1', 'n1').map(({ tab }) => tab), ['mine', 'left-1']);
  const tabs = (living) => kept('d1', 'n1', new Set(living)).map(({ tab }) => tab);
  assert.deepEqual(tabs([]), ['other', 'mine', 'left-1']);
  assert.deepEqual(tabs(['other']), ['mine', 'left-1']);
});

test('an entry set aside is not overwritten by what is typed next', () => {
  keep('d1', 'n1', VALUES, 4, { at: 1000 });
  const aside = setAside('d1', 'n1', kept('d1', 'n1')[0]);
  assert.deepEqual(aside, { tab: 'left-1000', values: VALUES, base: 4, at: 1000 });
  assert.deepEqual(kept('d1', 'n1'), [aside]);
  keep('d1', 'n1', { claim: '新写的' }, 4, { at: 2000 });
  assert.deepEqual(kept('d1', 'n1').map(({ values }) => values.claim), ['新写的', '学习不够𠮷']);
});

test('with storage full it says so, and an entry set aside stays where it is', () => {
  const long = { claim: '长'.repeat(700) };
  assert.equal(keep('d1', 'n1', long, 1, { at: 5 }), true);
  assert.equal(keep('d1', 'n2', { claim: '长'.repeat(1500) }, 1), false);
  const [entry] = kept('d1', 'n1');
  open('', { user: '7', storageQuota: 800 });
  keep('d1', 'n1', long, 1, { at: 5 });
  assert.equal(setAside('d1', 'n1', entry), entry);
  assert.equal(kept('d1', 'n1').length, 1);
});

test('what is no entry stops no other', () => {
  localStorage.setItem('zhaojing:7:d1:n1:left-1', '{"values": ');
  keep('d1', 'n1', VALUES, 4);
  assert.deepEqual(kept('d1', 'n1').map(({ values }) => values), [VALUES]);
});

test('tabs that live answer, and are answered', async () => {
  const other = new BroadcastChannel('zhaojing');
  const heard = [];
  other.onmessage = ({ data }) => {
    heard.push(data);
    if (data.ask) other.postMessage({ alive: 'other' });
  };
  const living = await livingTabs();
  assert.deepEqual(Array.from(living), ['other']);
  other.postMessage({ ask: 'third' });
  await new Promise((done) => { setTimeout(done, 50); });
  other.close();
  assert.deepEqual(heard, [{ ask: 'mine' }, { alive: 'mine' }]);
  assert.equal(living.has('third'), true);
});
