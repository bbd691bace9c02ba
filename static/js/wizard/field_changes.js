// The fields of a step's page as undoing knows them: what was changed in one, and writing that back.
import { replaceRange } from '../common/replacement.js';
import { change } from './changes.js';

export const FIELDS = '[data-field], [data-link]';

const isText = (field) => field.matches('textarea, input:not([type=checkbox])');

export function valueOf(field) {
  return field.type === 'checkbox' ? String(field.checked) : field.value;
}

/** The value that the server sent. */
export function sentValue(field) {
  if (field.type === 'checkbox') return String(field.defaultChecked);
  if (field.tagName !== 'SELECT') return field.defaultValue;
  const chosen = Array.from(field.options).find((one) => one.defaultSelected) || field.options[0];
  return chosen ? chosen.value : '';
}

/** What was changed in a field: where the field is, and {at, removed, inserted}; `whole` where the
 *  value is no text (a category, a tick). */
export function fieldChange(field, before) {
  const now = valueOf(field);
  const place = {
    node: field.closest('[data-node]').dataset.node,
    name: field.dataset.field || '',
    link: field.dataset.field ? '' : field.value,
  };
  if (!isText(field)) return Object.assign(place, { at: 0, removed: before, inserted: now, whole: true });
  return Object.assign(place, change(before, now, field.selectionEnd));
}

export function sameField(one, other) {
  return one.node === other.node && one.name === other.name && one.link === other.link;
}

/** The field that was changed, as the page has it now. */
export function findField(form, { node, name, link }) {
  const block = form.querySelector('[data-node="' + node + '"]');
  if (!block || name) return block && block.querySelector('[data-field="' + name + '"]');
  return Array.from(block.querySelectorAll('[data-link]')).find((box) => box.value === link);
}

/** Write a change back ('undo') or again ('redo'), and show it. */
export function writeChange(field, made, way) {
  const [from, to] = way === 'undo' ? [made.inserted, made.removed] : [made.removed, made.inserted];
  const fold = field.closest('details');
  if (fold) fold.open = true;
  if (made.whole) {
    if (field.type === 'checkbox') field.checked = to === 'true';
    else field.value = to;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  } else {
    replaceRange(field, made.at, made.at + from.length, to);
  }
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: 'nearest' });
}
