// Suggested rewordings put into the text by typing. The history of the page takes them out again, and the server's note that a
// suggestion was taken goes and comes with the text (undo.js).
import { points, shortened } from '../common/characters.js';
import { replaceRange } from '../common/replacement.js';
import { toast } from '../common/toast.js';
import { fieldOf, placeIn } from './arrival.js';
import { between } from './places.js';
import { undo } from './undo.js';

const LABEL = '采纳建议';
const MOVED = '这里的文字已经改动过，没有采纳；请对照着改。';
const UNSAVED = '建议的改法已经写进正文，还没有存上；存上以后就记为已采纳。';
const LEFT = '这里后来又改过，正文没有动，只撤销了采纳的记录。';
const CLOSE = 8; // units on either side by which a place is found again

export class Suggestions {
  // `panel` holds the cards; `press` sends a form of it
  constructor(autosave, panel, press) {
    this.autosave = autosave;
    this.panel = panel;
    this.press = press;
    this.taken = new Map(); // comment -> what was typed
    this.waiting = new Set(); // typed, and not known to be saved
    this.unwanted = new Set(); // to be taken back as soon as they are noted
    this.undone = new Set(); // whose text is taken out already
  }

  /** Type the suggestion of a card and save it; says whether the server may note it now. */
  async take(card, form) {
    const { comment } = card.dataset;
    if ('reworded' in card.dataset && !this.taken.has(comment)) return true;
    if (!this.taken.has(comment) && !this.type(card, form.elements.suggestion.value)) return false;
    const typed = this.taken.get(comment);
    this.waiting.add(comment);
    await this.autosave.send(typed.block);
    const at = this.find(typed);
    if (typed.block.dirty || typed.block.stuck || at < 0) {
      toast(UNSAVED);
      return false;
    }
    this.waiting.delete(comment);
    const start = points(typed.field.value.slice(0, at));
    const { field } = typed.field.dataset;
    for (const [name, value] of Object.entries({ node: typed.block.id, field, start })) this.hidden(form, name, value);
    return true;
  }

  hidden(form, name, value) {
    let input = form.elements[name];
    if (!input) {
      input = document.createElement('input');
      Object.assign(input, { type: 'hidden', name });
      form.append(input);
    }
    input.value = String(value);
  }

  type(card, wording) {
    const { comment, quote, nodeAt } = card.dataset;
    const { field } = fieldOf(card.dataset);
    const block = this.autosave.blocks.get(nodeAt);
    const at = placeIn(field, card.dataset);
    if (!block || block.stuck || at < 0 || this.autosave.composing) {
      toast(MOVED);
      const both = card.querySelector('.fix-both');
      if (both) both.open = true;
      return false;
    }
    const step = undo.writing(LABEL, () => replaceRange(field, at, at + quote.length, wording));
    const after = field.value;
    const around = [after.slice(Math.max(0, at - CLOSE), at), after.slice(at + wording.length, at + wording.length + CLOSE)];
    const typed = { block, field, after, at, wording, around, step };
    this.taken.set(comment, typed);
    undo.did({ label: LABEL, undo: () => this.unnote(comment), redo: () => this.note(comment, typed), onto: step });
    const now = wording ? '改为“' + shortened(wording, 20) + '”' : '已删去';
    undo.tell('已采纳：“' + shortened(quote, 12) + '”' + now + '。', step);
    return true;
  }

  /** Where what was typed stands now; -1 where that is not certain. */
  find({ field, after, at, around, wording }) {
    return field.value === after ? at : between(field.value, around[0], wording, around[1]);
  }

  // The text is taken out: the note goes too, at once or as soon as it is there.
  unnote(comment) {
    this.taken.delete(comment);
    this.waiting.delete(comment);
    this.undone.add(comment);
    if (!this.pressFor(comment, 'take-back')) this.unwanted.add(comment);
    return true;
  }

  // The text is there again.
  note(comment, typed) {
    this.taken.set(comment, typed);
    this.unwanted.delete(comment);
    this.undone.delete(comment);
    if (!this.pressFor(comment, 'accepting')) this.waiting.add(comment);
    return true;
  }

  pressFor(comment, name) {
    const form = this.panel.querySelector('[data-' + name + '="' + comment + '"]');
    if (form) this.press(form);
    return Boolean(form);
  }

  /** Take out what a card accepted; says whether the server may take its note back now. */
  async putBack(card) {
    const comment = card ? card.dataset.comment : '';
    if (this.undone.delete(comment)) return true;
    const typed = this.taken.get(comment);
    if (typed && undo.done.includes(typed.step)) {
      undo.takeBack(typed.step); // which takes the note back
      return false;
    }
    const found = card && this.known(card);
    if (found) await this.putOriginal(found);
    return true;
  }

  // What the server tells of a suggestion that another page or an earlier one has put in.
  known(card) {
    const { original, suggested, before, after, nodeAt } = card.dataset;
    const { field } = fieldOf(card.dataset);
    const block = this.autosave.blocks.get(nodeAt);
    if (!('accepted' in card.dataset) || !block || !field) return null;
    return { block, field, original, suggested, at: between(field.value, before, suggested, after) };
  }

  async putOriginal({ block, field, original, suggested, at }) {
    if (at < 0) {
      toast(LEFT);
      return;
    }
    undo.writing('撤销采纳', () => replaceRange(field, at, at + suggested.length, original));
    await this.autosave.send(block);
  }

  /** The list is a fresh one: what was typed and is saved by now is noted, what was taken out
   *  meanwhile is not. */
  swapped() {
    for (const comment of Array.from(this.waiting)) {
      const typed = this.taken.get(comment);
      if (typed && !typed.block.dirty) this.pressFor(comment, 'accepting');
    }
    for (const comment of Array.from(this.unwanted)) {
      if (this.pressFor(comment, 'take-back')) this.unwanted.delete(comment);
    }
  }
}
