// What the cards of causes and measures show of the problems they answer (回应的问题), and the categories that a proposal gave them.
import { notUnderAPress } from '../common/press.js';
import { undo } from './undo.js';

/** The problems of a card as the server has them now: what was unfolded stays so, and the keyboard stays at its button. */
export function showProblems(card, html, seen) {
  const holder = card.querySelector('[data-met]');
  if (holder) notUnderAPress(holder, () => show(holder, html, seen));
}

function show(holder, html, seen) {
  const before = holder.querySelector('details');
  const open = before && before.open;
  const buttons = () => Array.from(holder.querySelectorAll('button'));
  const at = buttons().indexOf(document.activeElement);
  const inside = holder.contains(document.activeElement);
  holder.innerHTML = html;
  holder.dataset.met = seen;
  const details = holder.querySelector('details');
  details.open = Boolean(open);
  if (inside) (buttons()[at] || details.querySelector('summary')).focus({ preventScroll: true });
}

/** The problems that nothing answers yet, as the server has them now: where they were unfolded they stay so. */
export function showOpen(holder, html) {
  const before = holder.querySelector('details');
  holder.innerHTML = html;
  const details = holder.querySelector('details');
  if (details && before) details.open = before.open;
}

/** A proposal gives an empty card its category: the page shows it, and does not save its own empty one over it. `bases` are the
 *  versions of the cards whose text is still the page's. */
export function showCategories(blocks, categories, bases) {
  for (const [id, category] of Object.entries(categories)) {
    const block = blocks.get(id);
    const field = block && block.field('category');
    if (!field || !(id in bases) || block.dirty || field.value === category) continue;
    field.value = category;
    block.saved = JSON.stringify(block.values());
    block.base = bases[id];
    undo.quietly(() => field.dispatchEvent(new Event('change', { bubbles: true })));
  }
}
