// Ranges of a text ({start, end, …} in UTF-16 units) and what becomes of them when somebody writes in it.

/** What was done to a text in one stroke: `removed` units from `start` on gave way to `added` ones. `cursor` is where the cursor
 *  stands now; it tells which of several like letters came (null where nobody knows). */
export function editBetween(before, after, cursor = null) {
  const most = Math.min(before.length, after.length);
  let end = 0; // units that both texts end with
  const behind = cursor === null ? -1 : after.length - cursor;
  if (behind >= 0 && behind <= most && before.endsWith(after.slice(after.length - behind))) end = behind;
  else while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  let start = 0;
  while (start < most - end && before[start] === after[start]) start += 1;
  return { start, removed: before.length - end - start, added: after.length - end - start };
}

/** The ranges where they stand after an edit. One whose own words were changed is gone; one that `lasts` takes the change in,
 *  and goes when nothing is left of it. */
export function moved(ranges, { start, removed, added }) {
  const end = start + removed;
  const by = added - removed;
  const found = [];
  for (const range of ranges) {
    if (end <= range.start) found.push(shifted(range, range.start + by, range.end + by));
    else if (start >= range.end) found.push(range);
    else if (range.lasts) {
      const from = Math.min(range.start, start);
      const to = Math.max(range.end, end) + by;
      if (to > from) found.push(shifted(range, from, to));
    }
  }
  return found;
}

// The same object, so that who holds it sees where it stands now.
function shifted(range, start, end) {
  range.start = start;
  range.end = end;
  return range;
}

/** A text of `length` units cut where ranges begin and end: [{start, end, ranges}], each with the ranges that hold all of it. */
export function pieces(length, ranges) {
  const inside = ranges.filter(({ start, end }) => start >= 0 && start < end && end <= length);
  const cuts = new Set([0, length]);
  for (const { start, end } of inside) cuts.add(start).add(end);
  const places = Array.from(cuts).sort((one, two) => one - two);
  return places.slice(1).map((end, index) => {
    const start = places[index];
    return { start, end, ranges: inside.filter((range) => range.start <= start && range.end >= end) };
  });
}
