// Ctrl+H on a step leads to 查找和替换, with the words that are selected. They go by this window's
// storage: an address is logged.

const KEPT = 'zhaojing.find';
const LONGEST = 500;

/** The words that were brought along, once. */
export function takeWords() {
  try {
    const words = sessionStorage.getItem(KEPT) || '';
    sessionStorage.removeItem(KEPT);
    return words;
  } catch {
    return '';
  }
}

function selected() {
  const field = document.activeElement;
  if (!field || !field.matches('textarea, input[type=text]')) return '';
  const text = field.value.slice(field.selectionStart, field.selectionEnd);
  return text.includes('\n') || text.length > LONGEST ? '' : text;
}

function bring() {
  try { sessionStorage.setItem(KEPT, selected()); } catch { /* then they are typed again */ }
}

/** `link` leads to the page; the key presses it, so that what is unsent is sent first. */
export function replaceKey(link) {
  if (!link) return;
  link.addEventListener('mousedown', bring); // while the words are still selected
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
    if (event.key.toLowerCase() !== 'h') return;
    event.preventDefault();
    if (event.repeat) return;
    bring();
    link.click();
  });
}
