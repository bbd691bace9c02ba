// How many characters a field has, counted anew only when it says something else: a long page asks
// this of every field at every key.
import { characters } from './characters.js';

const known = new WeakMap(); // field -> [text, characters]

/** The characters of a field, blanks and line breaks left out. */
export function counted(field) {
  const { value } = field;
  const before = known.get(field);
  if (before && before[0] === value) return before[1];
  const number = characters(value);
  known.set(field, [value, number]);
  return number;
}
