// Coming to a step from a list (去修改): the words that it is about are selected and in view.
import { locate } from './places.js';
import { reveal, showElement } from './reveal.js';

/** The field of an element that says where words stand (data-node-at, data-field-name). */
export function fieldOf({ nodeAt, fieldName }) {
  const block = nodeAt && document.getElementById('node-' + nodeAt);
  const field = block && fieldName ? block.querySelector('[data-field="' + fieldName + '"]') : null;
  return { block, field };
}

/** Where its words stand in the field now, -1 where that is not certain. */
export function placeIn(field, { start, near, quote }) {
  return field && quote ? locate(field.value, Number(start), near, quote) : -1;
}

function go(bar) {
  const { block, field } = fieldOf(bar.dataset);
  if (!block) return null;
  if (!field) {
    const answers = bar.dataset.fieldName === 'links' && block.querySelector('[data-links] details');
    if (answers) answers.open = true;
    showElement(answers || block);
    if (answers) answers.querySelector('summary').focus({ preventScroll: true });
    return null;
  }
  const at = placeIn(field, bar.dataset);
  const { length } = field.value;
  if (at < 0) reveal(field, length, length);
  else reveal(field, at, at + bar.dataset.quote.length);
  return field;
}

/** Go to the words that the bar names; without one the browser goes where the address says. */
export function arrive(bar) {
  const field = go(bar);
  if (document.readyState === 'complete') return;
  if (!field) {
    // that takes the focus away too
    const { body, activeElement } = document;
    if (activeElement !== body) window.addEventListener('load', () => setTimeout(() => { if ([body, activeElement].includes(document.activeElement)) go(bar); }, 0), { once: true });
    return;
  }
  const { selectionStart, selectionEnd } = field;
  // until a page is loaded the browser scrolls to what its address names
  window.addEventListener('load', () => setTimeout(() => {
    const left = document.activeElement !== field || field.selectionStart !== selectionStart || field.selectionEnd !== selectionEnd;
    if (!left) go(bar);
  }, 0), { once: true });
}
