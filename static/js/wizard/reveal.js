// Bringing words of a text field before the eyes: unfolded, selected, and themselves in the middle
// of the screen, for a field may be higher than that.
import { marks } from './marks.js';

function unfold(element) {
  for (let fold = element.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
}

function topOf(field, start, end) {
  const range = { start, end };
  marks.set('reveal', field, [range]);
  const [box] = marks.rectangles(field, range);
  marks.set('reveal', field, []);
  return box ? box.top : null;
}

/** Show an element that has no words to show. */
export function showElement(element) {
  unfold(element);
  element.scrollIntoView({ block: 'center' });
}

/** Show the words from `start` to `end` of a field and select them; `focus` puts the cursor there,
 *  else the focus stays where it is. */
export function reveal(field, start, end, focus = true) {
  unfold(field);
  if (focus) field.focus({ preventScroll: true });
  if (!field.disabled) field.setSelectionRange(start, end);
  const top = end > start ? topOf(field, start, end) : null;
  if (top === null) field.scrollIntoView({ block: 'center' });
  else window.scrollBy(0, top - window.innerHeight * 0.4);
}
