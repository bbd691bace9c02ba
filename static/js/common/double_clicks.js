// Who clicks twice in a row means it once: the second click neither moves a card again nor falls on
// what the first one has brought under the pointer, nor folds away what the first one has opened.

const PRESSED = 'button, summary, label, a[href], input[type=submit], input[type=checkbox], input[type=radio]';
const TEXT = 'textarea, select, input:not([type=submit]):not([type=checkbox]):not([type=radio])';

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** For every page, before any other script hears of a click. */
export function pressOnce() {
  window.addEventListener('click', (event) => {
    const { target } = event;
    if (event.detail > 1 && target.closest(PRESSED) && !target.closest(TEXT)) swallow(event);
  }, true);
  // a key that is held down presses again and again
  window.addEventListener('keydown', (event) => {
    const held = event.repeat && (event.key === 'Enter' || event.key === ' ');
    if (held && event.target.closest('button, summary')) swallow(event);
  }, true);
}
