// Keys that are commands: one place that knows when a key is a letter somebody types, what a Chinese input method gives, and what
// was pressed before the script was there (early_keys.js).

const TYPING = 'input:not([type=checkbox]):not([type=radio]):not([type=hidden]), textarea, select, [contenteditable]';
const FULL_WIDTH = { '【': '[', '】': ']', '？': '?' };

/** `acts` gives, for a key in lower case, what it does here (a function), or nothing; only keys pressed within `listener` count.
 *  With the document as listener the page must load early_keys.js in its head. */
export function commandKeys(listener, acts) {
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest(TYPING)) return;
    const act = acts(FULL_WIDTH[event.key] || event.key.toLowerCase());
    if (!act) return;
    event.preventDefault();
    act();
  };
  const listen = () => listener.addEventListener('keydown', pressed);
  if (listener !== document) {
    listen();
    return;
  }
  // a page's module runs before htmx has seen the page; from this event on everything answers
  document.addEventListener('DOMContentLoaded', () => {
    window.takeEarlyKeys().forEach(pressed);
    listen();
  }, { once: true });
}
