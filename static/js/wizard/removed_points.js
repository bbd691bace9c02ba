// What was taken out stays at hand below the points after the line with the undo button is gone.
import { shortened } from '../common/characters.js';
import { el } from '../common/elements.js';

const box = (form) => form.querySelector('[data-removed]');

/** A removed point, where it says something. */
export function listRemoved(form, block) {
  if (block.empty()) return;
  const values = block.values();
  const text = (values.claim || values.elaboration || values.example || '').trim();
  box(form).hidden = false;
  box(form).querySelector('ul').prepend(el('li', { 'data-removed-point': block.id },
    el('span', {}, shortened(text, 40)), ' ',
    el('button', { class: 'btn btn-plain btn-sm', type: 'submit', name: 'op', value: 'restore:' + block.id }, '恢复')));
}

/** It is back among the points. */
export function unlistRemoved(form, id) {
  const item = box(form).querySelector('[data-removed-point="' + id + '"]');
  if (item) item.remove();
  box(form).hidden = !box(form).querySelector('li');
}
