// A form is sent once, however often its button is pressed: a second answer would take the place of
// the first, which may be the only one that says what was done (one-time passwords), and what is
// asked for twice may be done twice.
import { formOf } from './pieces.js';

// ms: as long as the server works at one request (drafting/gunicorn_conf.py).
const PATIENCE = 60000;

const underWay = new Map(); // form -> the timer that ends its wait

const posts = (form) => form.matches('form') && form.method === 'post';
const buttons = (form) => Array.from(form.elements).filter((one) => one.type === 'submit');

/** Whether the form may be sent now; from then on, until `end`, it may not be sent again. */
export function begin(form, patience = PATIENCE) {
  if (underWay.has(form)) return false;
  underWay.set(form, setTimeout(() => end(form), patience));
  form.setAttribute('aria-busy', 'true');
  return true;
}

/** The form may be sent again: it was answered, or was not sent after all. */
export function end(form) {
  clearTimeout(underWay.get(form));
  underWay.delete(form);
  form.removeAttribute('aria-busy');
  for (const button of form.querySelectorAll('[data-held]')) {
    button.removeAttribute('data-held');
    button.disabled = false;
  }
}

function hold(form) {
  for (const button of buttons(form).filter((one) => !one.disabled)) {
    button.setAttribute('data-held', '');
    button.disabled = true;
  }
}

function wireForms(patience, show) {
  // before any other script hears of it
  window.addEventListener('submit', (event) => {
    if (!posts(event.target) || !underWay.has(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  // after all of them: who sends a form by script (prevented here) begins and ends it too
  window.addEventListener('submit', (event) => {
    const form = event.target;
    if (!posts(form) || event.defaultPrevented || !begin(form, patience)) return;
    // after the values are collected: a disabled button is not sent
    if (show) setTimeout(() => { if (underWay.has(form)) hold(form); }, 0);
  });
  // back on the page without a new one
  window.addEventListener('pageshow', () => { Array.from(underWay.keys()).forEach(end); });
}

function wirePieces(patience) {
  document.addEventListener('htmx:beforeSend', (event) => {
    const form = formOf(event);
    if (form) begin(form, patience);
  });
  document.addEventListener('htmx:afterRequest', (event) => {
    const form = formOf(event);
    if (form) end(form);
  });
}

/** For every form of the page, those that come later too. `show` says that the buttons are
 *  switched off meanwhile. */
export function sendOnce({ patience = PATIENCE, show = true } = {}) {
  wireForms(patience, show);
  wirePieces(patience);
}
