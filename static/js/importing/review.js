// The review of an import: a choice moves its piece at once, and a piece and its source light up together. Without this script each
// piece has a button, and the links between piece and source do.
import { post, renewForms } from '../common/json.js';
import { toast } from '../common/toast.js';

const place = document.querySelector('[data-review]');
const wide = window.matchMedia('(min-width: 992px)');

// Scrolls only the side that the element stands on, never the page.
function bring(element) {
  const side = element.closest('.source, .structure');
  if (!side || !wide.matches) return;
  const box = side.getBoundingClientRect();
  const at = element.getBoundingClientRect();
  // what can be seen of the side, below the masthead
  const top = Math.max(box.top, 60);
  const height = Math.min(box.bottom, window.innerHeight) - top;
  if (at.top < top || at.bottom > top + height) side.scrollTop += at.top - top - Math.max(0, height - at.height) / 3;
}

function light(key, from) {
  for (const lit of place.querySelectorAll('.is-lit')) lit.classList.remove('is-lit');
  if (!key) return;
  const found = [...place.querySelectorAll('[data-of]')].filter((one) => one.dataset.of === key);
  const card = document.getElementById(key);
  for (const one of found) one.classList.add('is-lit');
  if (card) card.classList.add('is-lit');
  if (from === 'card' && found.length) bring(found[0]);
  if (from === 'source' && card) bring(card);
}

function keyOf(target) {
  const card = target.closest('[data-card]');
  if (card) return [card.dataset.card, 'card'];
  const stretch = target.closest('[data-of]');
  if (stretch) return [stretch.dataset.of, 'source'];
  const link = target.closest('[data-to]');
  return link ? [link.dataset.to, 'source'] : null;
}

function say(text, failed) {
  toast(text, { bad: Boolean(failed), brief: !failed });
}

let busy = false;

async function send(form, act) {
  if (busy) return;
  busy = true;
  place.setAttribute('aria-busy', 'true');
  const body = new FormData(form);
  body.append('do', act);
  try {
    const { status, data } = await post(place.dataset.url, null, { form: body });
    if (status === 200) show(data);
    else if (status === 404) say('这份导入已经不在了，请返回重新导入。', true);
    else say(data.message || '没有成功，请刷新页面再试一次。', true);
  } catch {
    say('暂时连不上服务器，没有移动，请稍后再试。', true);
  } finally {
    busy = false;
    place.removeAttribute('aria-busy');
    for (const select of place.querySelectorAll('[data-move]')) select.value = '';
  }
}

function show({ html, message, at, failed }) {
  const tops = ['.source', '.structure'].map((side) => (place.querySelector(side) || {}).scrollTop || 0);
  place.innerHTML = html;
  ['.source', '.structure'].forEach((side, n) => {
    const element = place.querySelector(side);
    if (element) element.scrollTop = tops[n];
  });
  renewForms();
  const version = place.querySelector('[data-tally]').dataset.now;
  for (const input of document.querySelectorAll('[data-version]')) input.value = version;
  const card = at ? document.getElementById(at) : null;
  if (card) {
    card.focus({ preventScroll: wide.matches });
    bring(card);
    light(at, 'card');
  }
  say(message, failed);
}

if (place) {
  document.documentElement.classList.add('scripted');
  let pointed = '';
  place.addEventListener('mouseover', (event) => {
    const found = keyOf(event.target);
    if ((found ? found[0] : '') === pointed) return;
    pointed = found ? found[0] : '';
    if (found) light(...found);
  });
  place.addEventListener('mouseleave', () => { pointed = ''; light(''); });
  place.addEventListener('focusin', (event) => { const found = keyOf(event.target); if (found) light(...found); });
  // Arrow keys change a closed select at every stroke: who uses the keyboard gets the button instead.
  place.addEventListener('keydown', (event) => {
    if (event.target.matches('[data-move]') && event.key !== 'Tab') event.target.form.classList.add('by-keys');
  });
  place.addEventListener('mousedown', (event) => {
    if (event.target.matches('[data-move]')) event.target.form.classList.remove('by-keys');
  });
  place.addEventListener('change', (event) => {
    if (event.target.matches('[data-move]') && event.target.value && !event.target.form.matches('.by-keys')) {
      const form = event.target.form;
      send(form, form.querySelector('button.move').value);
    }
  });
  place.addEventListener('submit', (event) => {
    const form = event.target.closest('[data-piece]');
    if (!form) return;
    const button = event.submitter || document.activeElement;
    if (!button || button.name !== 'do') return;
    event.preventDefault();
    send(form, button.value);
  });
}
