// F6, as in a word processor: from the text to the column beside it, and from there back to where one wrote.
import { closeDrawer, openDrawer } from './drawer.js';

export function paneKey(column, form) {
  let left = null; // where one was in the text
  document.addEventListener('focusin', ({ target }) => {
    if (form.contains(target) && !target.matches('[data-bs-toggle]')) left = target; // not what opens the column
  });

  const over = () => {
    openDrawer();
    column.querySelector('[role=tab][aria-selected=true]').focus();
  };
  const back = async () => {
    await closeDrawer();
    const there = left && document.contains(left);
    const shown = Array.from(form.querySelectorAll('[data-field]')).find((field) => !field.closest('details:not([open])'));
    (there ? left : shown).focus();
  };
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    if (column.contains(document.activeElement)) back();
    else over();
  });
}
