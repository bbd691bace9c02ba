// The reading page: panels by htmx instead of whole pages, selecting text to comment on, the keys. Without this script every link
// and form does the same by whole pages.
import { commands } from '../common/commands.js';
import { formOf, onTroubleOfPage } from '../common/pieces.js';
import { complain } from '../common/toast.js';
import { HalfWritten } from './half_written.js';
import { Keys } from './keys.js';
import { Selecting } from './selecting.js';
import { Sheet } from './sheet.js';
import { Threads } from './threads.js';
import { Keeper } from './unsent_forms.js';

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
const half = new HalfWritten(panel, keeper, {
  shown: () => document.querySelector('[data-sheet]').dataset.shown.split(' ')[0],
  ask: (query) => window.htmx.ajax('GET', query, { target: '#panel', swap: 'innerHTML' }),
});
new Keys(threads, selecting, panel);
commands(document, {
  '[data-sheet-open], [data-add]': () => sheet.open(),
  '[data-close]': () => sheet.close(),
  '[data-drop]': (link) => keeper.forget(link.closest('form[data-keep]')),
  '[data-walk-on]': () => threads.on(),
  '[data-walk-back]': () => threads.back(),
  '[data-goto]': (link, event) => threads.leave(link, event),
  'mark[data-marks]': (mark) => { if (!document.getSelection().toString()) threads.find(mark); },
});

function say(text) {
  const place = panel.querySelector('[data-said]');
  if (!place) return;
  const line = complain(place, text);
  sheet.open();
  line.scrollIntoView({ block: 'nearest' });
}

function prepare() {
  panel.querySelectorAll('[data-keys], [data-with-script], [data-walk]').forEach((one) => { one.hidden = false; });
  // on a narrow screen the tabs do not all fit
  const tab = panel.querySelector('[data-tab][aria-current]');
  if (tab) tab.parentElement.scrollLeft = tab.offsetLeft + tab.offsetWidth - tab.parentElement.clientWidth;
  keeper.restore(panel);
  half.show();
  sheet.prepare();
  selecting.prepare();
}

// the words that a comment is written on, for whoever came from a finding or an older place
function scrollToWords() {
  const words = document.querySelector('[data-sheet] mark[data-marks~=new]');
  if (!words) return;
  const { top, bottom } = words.getBoundingClientRect();
  if (sheet.isOpen() || top < 64 || bottom > window.innerHeight) sheet.show(words);
}

// the server sees whether another round was handed in, or somebody else decided, since this was shown
document.body.addEventListener('htmx:configRequest', (event) => {
  half.leadBack(event.detail);
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
  scrollToWords();
});
// before the panel that is put in place is given back what is kept
document.body.addEventListener('htmx:beforeSwap', (event) => {
  if (event.detail.xhr.status < 400) keeper.forget(formOf(event));
});
// what was typed is kept here
onTroubleOfPage(() => say(TROUBLE));

prepare();
