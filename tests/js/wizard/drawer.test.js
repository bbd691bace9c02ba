import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../page.js';

open('');
const { keepFocus } = await import('../../../static/js/wizard/drawer.js');

const column = () => document.getElementById('picker');
const tab = (name) => column().querySelector('[data-side=' + name + ']');
const heard = (name) => column().dispatchEvent(new window.Event(name + '.bs.offcanvas', { bubbles: true }));
// as Bootstrap does it: the drawer itself has the focus before it says that it is there
const arrive = () => { column().focus(); heard('shown'); };

beforeEach(() => {
  open(`<button>素材、校对</button><aside id="picker" tabindex="-1"><a href="#a" data-side="phrases">素材</a>
    <a href="#b" data-side="proof">校对</a></aside>`);
  keepFocus(column());
});

test('a key pressed while the drawer slides in is not lost', () => {
  heard('show');
  tab('phrases').focus();
  tab('proof').focus();
  arrive();
  assert.equal(document.activeElement, tab('proof'));
});

test('who only opened it is at the drawer, as ever', () => {
  tab('proof').focus();
  heard('show');
  arrive();
  assert.equal(document.activeElement, column());
});

test('what has gone from the drawer meanwhile takes no focus', () => {
  heard('show');
  tab('proof').focus();
  tab('proof').remove();
  arrive();
  assert.equal(document.activeElement, column());
});
