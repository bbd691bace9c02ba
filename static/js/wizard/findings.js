// The findings of the panel 校对, marked at their words in the fields of the page.
import { marks } from './marks.js';
import { locate } from './places.js';

const NAME = 'finding';

export class Findings {
  /** `block(id)` gives the block of a node. */
  constructor(form, block) {
    this.form = form;
    this.block = block;
    this.hidden = false; // somebody does not want to see them
  }

  fields() {
    return Array.from(this.form.querySelectorAll('textarea[data-field], input[data-field]'));
  }

  /** Mark what these cards speak of. Words that are not certain to be where the server found them
   *  are left alone. */
  show(cards) {
    const found = new Map();
    for (const card of this.hidden ? [] : cards) {
      const { field, at } = this.place(card);
      if (!field || at < 0) continue;
      if (!found.has(field)) found.set(field, []);
      found.get(field).push(this.same(field, rangeOf(card, field.value, at)));
    }
    for (const field of this.fields()) marks.set(NAME, field, found.get(field) || []);
  }

  // Of the same finding the same range, so that a card that is open at it stays.
  same(field, fresh) {
    const { finding } = fresh.card.dataset;
    const old = marks.of(NAME, field).find(({ card }) => card.dataset.finding === finding);
    return old ? Object.assign(old, fresh) : fresh;
  }

  /** Mark one of them again, beside the others. */
  add(card) {
    const { field, at } = this.place(card);
    if (field && at >= 0 && !this.hidden) marks.set(NAME, field, [...marks.of(NAME, field), rangeOf(card, field.value, at)]);
  }

  /** {block, field, at} of a card's words as the page has them now; `at` is -1 where they are not
   *  to be found, `field` null where they are in none. */
  place(card) {
    const { atNode, fieldName, start, near, quote } = card.dataset;
    const block = this.block(atNode);
    const field = block && fieldName ? block.field(fieldName) : null;
    if (!field) return { block, field: null, at: -1 };
    const marked = marks.of(NAME, field).find((range) => range.card === card);
    const at = marked ? marked.start + marked.inset : locate(field.value, Number(start), near, quote);
    return { block, field, at: field.value.startsWith(quote, at) ? at : -1 };
  }

  /** The mark at a place of a field. */
  under(field, place) {
    return marks.under(NAME, field, place);
  }

  /** Whether a range is still marked in a field: its words are as they were. */
  stands(field, range) {
    return marks.of(NAME, field).includes(range);
  }

  /** {field, range} of the mark behind a place; of the first one of the page where there is none
   *  behind it, null where there is none at all. */
  next(field, place) {
    const all = this.fields().flatMap((one, order) => marks.of(NAME, one).map((range) => ({ field: one, range, order })));
    if (!all.length) return null;
    all.sort((one, two) => one.order - two.order || one.range.start - two.range.start);
    const here = this.fields().indexOf(field);
    return all.find(({ range, order }) => order > here || (order === here && range.start > place)) || all[0];
  }

  get number() {
    return this.fields().reduce((sum, field) => sum + marks.of(NAME, field).length, 0);
  }
}

// Where a letter is missing there is nothing to underline: the letter before it stands for it.
function rangeOf(card, text, at) {
  const { quote, kind } = card.dataset;
  const size = quote.length;
  const inset = size || at === 0 ? 0 : letterBefore(text, at);
  const end = at + (size || (inset ? 0 : 1));
  return { start: at - inset, end, inset, kind, card };
}

function letterBefore(text, at) {
  return at > 1 && /[\udc00-\udfff]/.test(text[at - 1]) ? 2 : 1;
}
