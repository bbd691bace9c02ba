// The page 校对: buttons and filters by htmx instead of whole pages, and the keys. Without this script the forms do the same.
import { onTroubleOfPage } from '../common/pieces.js';
import { complain } from '../common/toast.js';
import { Keys } from './keys.js';

const TROUBLE = '暂时连不上服务器，没有改动，请稍后再试。';

const root = () => document.querySelector('[data-proof]');
const keys = new Keys(document, root);

function prepare() {
  const hint = document.querySelector('[data-keys]');
  if (hint) hint.hidden = false;
  const rules = document.querySelector('[data-rules]');
  if (rules && window.matchMedia('(max-width: 991.98px)').matches) rules.open = false;
}

let ignoredOpen = false;
document.body.addEventListener('htmx:beforeSwap', () => {
  const ignored = document.querySelector('[data-ignored]');
  ignoredOpen = Boolean(ignored && ignored.open);
});
document.body.addEventListener('htmx:afterSwap', (event) => {
  prepare();
  const ignored = document.querySelector('[data-ignored]');
  if (ignored) ignored.open = ignoredOpen;
  const asked = event.detail.requestConfig;
  if (asked && asked.verb === 'post') keys.again();
  else keys.mark(-1);
});
onTroubleOfPage(() => {
  const place = document.querySelector('.proof-said');
  if (place) complain(place, TROUBLE);
});

prepare();
