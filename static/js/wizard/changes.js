// Changes of texts, as undoing needs them: what was taken out at a place and what came in, in
// UTF-16 units.

const isLow = (unit) => unit >= 0xdc00 && unit < 0xe000;

// Never between the two units of one character.
function whole(text, at) {
  return at > 0 && at < text.length && isLow(text.charCodeAt(at)) ? at - 1 : at;
}

/** What makes `after` of `before`: {at, removed, inserted}; null where they are the same. `cursor`
 *  is where the cursor stands in `after`, which tells which of several equal letters is the new
 *  one. */
export function change(before, after, cursor = after.length) {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let tail = 0;
  while (tail < Math.min(most, after.length - cursor)
    && before[before.length - tail - 1] === after[after.length - tail - 1]) tail += 1;
  let at = 0;
  while (at < most - tail && before[at] === after[at]) at += 1;
  while (tail < most - at
    && before[before.length - tail - 1] === after[after.length - tail - 1]) tail += 1;
  at = Math.min(whole(before, at), whole(after, at));
  while (tail && (isLow(before.charCodeAt(before.length - tail))
    || isLow(after.charCodeAt(after.length - tail)))) tail -= 1;
  return {
    at,
    removed: before.slice(at, before.length - tail),
    inserted: after.slice(at, after.length - tail),
  };
}

/** Whether `next` is the same typing as `last`, going on where it ended. */
export function continues(last, next, kind) {
  if (kind === 'insert') return !next.removed && next.at === last.at + last.inserted.length;
  return kind === 'delete' && !next.inserted && !last.inserted
    && (next.at + next.removed.length === last.at || next.at === last.at);
}

/** Two changes of one typing as one. */
export function joined(last, next) {
  if (next.inserted) return Object.assign({}, last, { inserted: last.inserted + next.inserted });
  return next.at === last.at
    ? Object.assign({}, last, { removed: last.removed + next.removed })
    : Object.assign({}, last, { at: next.at, removed: next.removed + last.removed });
}

/** Where what a change has put in stands after later changes of the same text; `later` without it
 *  beside that: {at, later}. Null where one of them wrote in it. */
export function past(made, later) {
  const more = made.inserted.length - made.removed.length;
  let { at } = made;
  const without = [];
  for (const next of later) {
    if (next.at + next.removed.length <= at) {
      without.push(next);
      at += next.inserted.length - next.removed.length;
    } else if (next.at >= at + made.inserted.length) {
      without.push(Object.assign({}, next, { at: next.at - more }));
    } else {
      return null;
    }
  }
  return { at, later: without };
}
