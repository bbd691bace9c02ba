// Fields that grow with their text, so that nobody reads it through a slit.

const SHORTER = 0.7; // the part of a text below which a field that grew with it is made smaller again
const grown = new WeakMap(); // field -> {height, length}: how high it was made here, and for how long a text

/** Make a field as high as its text; what a hand has drawn larger or smaller stays. */
export function grow(field) {
  const { height, length } = grown.get(field) || {};
  if (height && field.style.height === height && field.value.length < length * SHORTER) field.style.height = '';
  if (field.scrollHeight <= field.clientHeight + 2) return;
  field.style.height = field.scrollHeight + 4 + 'px';
  grown.set(field, { height: field.style.height, length: field.value.length });
}

function refit(field) {
  const { height } = grown.get(field) || {};
  if (height && field.style.height === height) field.style.height = '';
  grow(field);
}

/** Let these fields grow now, and anew when their width changes: a phone was turned, a fold opened. */
export function keepGrown(fields) {
  const widths = new WeakMap();
  const watcher = window.ResizeObserver && new window.ResizeObserver((seen) => {
    for (const { target } of seen) {
      const width = target.clientWidth;
      if (width === widths.get(target)) continue;
      widths.set(target, width);
      if (width) refit(target);
    }
  });
  for (const field of fields) {
    grow(field);
    widths.set(field, field.clientWidth);
    if (watcher) watcher.observe(field);
  }
}

/** The fields of a page that ask for it. */
export function growingFields() {
  keepGrown(document.querySelectorAll('textarea[data-grows]'));
  document.addEventListener('input', (event) => {
    if (event.target.matches('textarea[data-grows]')) grow(event.target);
  });
}
