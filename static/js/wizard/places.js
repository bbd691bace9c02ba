// Where words stand in a text field. The server counts characters (code points), a text field
// UTF-16 units.
import { units } from '../common/characters.js';

/** Where the quoted words stand in a text now, in UTF-16 units; -1 where that is not certain any
 *  more. `start` is where they stood when the server looked, in code points, and `near` what
 *  stood right before them. */
export function locate(text, start, near, quote) {
  const at = units(text, start);
  if (text.slice(Math.max(0, at - near.length), at) === near && text.startsWith(quote, at)) return at;
  return between(text, near, quote, '');
}

/** Where a text stands between the given neighbours; -1 where it does not, or more than once. */
export function between(text, before, wanted, after) {
  const whole = before + wanted + after;
  const first = whole ? text.indexOf(whole) : -1;
  return first >= 0 && text.indexOf(whole, first + 1) < 0 ? first + before.length : -1;
}
