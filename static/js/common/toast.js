// What a script has to say: in a line over the page, or where a part of the page has a place for
// it.
import { el } from './elements.js';

const STAYS = 8000; // ms
const BRIEFLY = 3000; // ms, for what only confirms

let place = null; // a live region has to be there before something is put into it
let timer = 0;

function close(back) {
  clearTimeout(timer);
  if (!place) return;
  const inside = place.contains(document.activeElement);
  place.textContent = '';
  if (inside && back && document.contains(back)) back.querySelector('textarea, select').focus();
}

// Not while somebody's keyboard is there.
function closeLater(wait) {
  timer = setTimeout(() => {
    if (place.contains(document.activeElement)) closeLater(wait);
    else close();
  }, wait);
}

function lineOf(text, action, back, bad) {
  const said = el('span', { class: 'toast-said' }, text);
  const line = el('div', { class: bad ? 'toast-line is-bad' : 'toast-line' }, said);
  const button = (label, look, act) => el('button', { type: 'button', class: look, onclick: act }, label);
  if (action) {
    const [label, act] = action;
    line.append(button(label, 'btn btn-sm btn-light', () => { close(back); act(); }));
  }
  line.append(button('知道了', 'linklike', () => close(back)));
  return line;
}

// On a phone the line stands under what stays at the top, for its buttons are at the bottom; while a drawer is open, whose own
// are at the top, it stands at the bottom.
function giveItsPlace(line) {
  const heads = Array.from(document.querySelectorAll('.masthead, .wizard-head'), (one) => one.getBoundingClientRect().bottom);
  line.style.setProperty('--under-heads', Math.max(0, ...heads) + 'px');
  if (document.querySelector('.offcanvas-xl.show')) line.classList.add('is-low');
}

/** Say it over the page, in place of what was said before; an empty text takes that away.
 *
 *  `action` is [label, act], a button; the line then stays until it is answered, unless it is
 *  `passing` (there is another way to do the same). `back` says that the button takes the focus,
 *  and in which element it goes on when the line is closed. `bad`: something went wrong; `brief`:
 *  nobody need read it to the end. */
export function toast(text, {
  action = null, back, bad = false, brief = false, passing = false,
} = {}) {
  if (!place || !document.contains(place)) {
    place = el('div', { role: 'status' });
    document.body.append(place);
  }
  close();
  if (!text) return;
  const line = lineOf(text, action, back, bad);
  giveItsPlace(line);
  place.append(line);
  if (back !== undefined) line.querySelector('button').focus();
  if (!action || passing) closeLater(brief ? BRIEFLY : STAYS);
}

/** Say in `where`, a place of the page for it, that something went wrong; returns the line. */
export function complain(where, text) {
  const line = el('div', { class: 'said said-bad' }, text);
  where.textContent = '';
  where.append(line);
  return line;
}
