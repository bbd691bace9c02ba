// The reading page: panels by htmx instead of whole pages, selecting text to comment on, the keys. Without this script every link
// and form does the same by whole pages.
import { Keeper } from './review/keep.js';
import { Keys } from './review/keys.js';
import { Selecting } from './review/select.js';
import { Sheet } from './review/sheet.js';
import { Threads } from './review/threads.js';

const TROUBLE = '暂时连不上服务器，没有改动，写好的文字还在，请稍后再试。';

const reading = document.querySelector('[data-reading]');
const panel = document.querySelector('[data-panel]');
const sheet = new Sheet(reading, panel);
const keeper = new Keeper(reading.dataset.reading);
const threads = new Threads(panel, sheet);
const selecting = new Selecting(reading, (node, start, end, clipped) => {
  const asked = new URLSearchParams({ panel: 'comments', comment: node, start, end });
  if (clipped) asked.set('clipped', '1');
  sheet.open();
  window.htmx.ajax('GET', `?${asked}`, { target: '#panel', swap: 'innerHTML' });
});
new Keys(threads, selecting, panel);

function say(text) {
  const place = panel.querySelector('[data-said]');
  if (!place) return;
  const line = document.createElement('div');
  line.className = 'said said-bad';
  line.textContent = text;
  place.textContent = '';
  place.append(line);
  sheet.open();
  line.scrollIntoView({ block: 'nearest' });
}

function prepare() {
  panel.querySelectorAll('[data-keys], [data-with-script], [data-walk]').forEach((one) => { one.hidden = false; });
  // on a narrow screen the tabs do not all fit
  const tab = panel.querySelector('[data-tab][aria-current]');
  if (tab) tab.parentElement.scrollLeft = tab.offsetLeft + tab.offsetWidth - tab.parentElement.clientWidth;
  keeper.restore(panel);
  sheet.prepare();
  selecting.prepare();
}

// the server sees whether another round was handed in, or somebody else decided, since this was shown
document.body.addEventListener('htmx:configRequest', (event) => {
  event.detail.headers['X-Shown'] = document.querySelector('[data-sheet]').dataset.shown;
});
document.body.addEventListener('htmx:afterSettle', (event) => {
  if (event.detail.target !== panel) return;
  prepare();
  panel.scrollTop = 0;
  const asked = event.detail.requestConfig;
  const wanted = panel.querySelector('[data-focus]');
  if (wanted) wanted.focus({ preventScroll: false });
  else if (asked && asked.verb === 'post') threads.again();
});
document.body.addEventListener('htmx:afterRequest', (event) => {
  if (event.detail.successful) keeper.sent(event.detail.elt);
});
document.body.addEventListener('htmx:responseError', (event) => {
  // signed out, or the paper went out of sight: the page itself says what to do, and what was typed is kept here
  if ([401, 403, 404].includes(event.detail.xhr.status)) window.location.reload();
  else say(TROUBLE);
});
document.body.addEventListener('htmx:sendError', () => say(TROUBLE));
document.body.addEventListener('htmx:timeout', () => say(TROUBLE));

prepare();
