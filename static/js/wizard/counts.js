// Live character counts and fields that grow with their text.
import { characters } from './text.js';

function grow(field) {
  if (field.scrollHeight > field.clientHeight + 2) field.style.height = field.scrollHeight + 4 + 'px';
}

function count(field) {
  const shown = document.querySelector('[data-count="' + field.id + '"]');
  if (shown) shown.textContent = String(characters(field.value));
  if (shown && field.dataset.max) {
    shown.parentElement.classList.toggle('over', Array.from(field.value).length > Number(field.dataset.max));
  }
}

export function liveCounts(form) {
  form.addEventListener('input', (event) => {
    const field = event.target.closest('[data-field]');
    if (!field) return;
    count(field);
    if (field.tagName === 'TEXTAREA') grow(field);
    total(form);
  });
  for (const field of form.querySelectorAll('textarea[data-field]')) grow(field);
}

export function total(form) {
  const shown = document.querySelector('[data-length-of-step] b');
  if (!shown) return;
  let sum = 0;
  for (const field of form.querySelectorAll('textarea[data-field]')) sum += characters(field.value);
  shown.textContent = String(sum);
}
