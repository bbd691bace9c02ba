// The pasted text of an import: kept on this machine till it has been read, and offered back.
import { forget, keep, kept, paperKey } from '../common/unsent_text.js';

const field = document.querySelector('[data-paper]');

if (field) {
  const fold = field.closest('details');
  const offer = fold.querySelector('[data-kept]');
  const text = kept(paperKey());
  field.addEventListener('input', () => {
    if (field.value.trim()) keep(paperKey(), field.value);
    else if (offer.hidden) forget(paperKey());
  });
  if (field.value.trim()) {
    keep(paperKey(), field.value);
  } else if (text) {
    fold.open = true;
    offer.hidden = false;
    offer.querySelector('[data-back]').addEventListener('click', () => {
      field.value = text;
      offer.hidden = true;
      field.focus();
    });
    offer.querySelector('[data-away]').addEventListener('click', () => {
      forget(paperKey());
      offer.hidden = true;
      field.focus();
    });
  }
} else if (document.querySelector('[data-pasted]')) {
  forget(paperKey()); // it has been read: the server has it
}
