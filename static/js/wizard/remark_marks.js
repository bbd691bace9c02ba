// The words of the comments that wait, marked in the text of a step.
import { fieldOf, placeIn } from './arrival.js';
import { marks } from './marks.js';

/** The panel 批注, by the name that its tab and its marks have. */
export const NAME = 'remarks';

/** Mark the words of these cards where they stand in the fields of the page. */
export function markWaiting(cards) {
  const found = new Map();
  for (const card of cards) {
    const { field } = fieldOf(card.dataset);
    const at = placeIn(field, card.dataset);
    if (at < 0) continue;
    const { quote, kind, comment } = card.dataset;
    const range = { start: at, end: at + quote.length, kind: 'remark-' + kind, lasts: true, comment };
    found.set(field, (found.get(field) || []).concat(range));
  }
  for (const field of document.querySelectorAll('#step-form [data-field]')) marks.set(NAME, field, found.get(field) || []);
}
