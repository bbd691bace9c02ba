// The keys of a list of findings: j and k move, a accepts, i ignores, u undoes; never while somebody types.
import { commandKeys } from '../common/keys.js';

export class Keys {
  // `root` gives the element that holds the cards now (it is replaced by every answer); `moved` is told of a card moved to, and
  // `undo` may take the last action back itself (it says whether it did).
  constructor(listener, root, { moved = () => {}, undo = () => false } = {}) {
    this.root = root;
    this.moved = moved;
    this.undo = undo;
    this.at = -1;
    commandKeys(listener, (key) => this.act(key));
    listener.addEventListener('focusin', (event) => {
      const card = event.target.closest('[data-proof-card]');
      if (card) this.mark(this.cards().indexOf(card));
    });
  }

  cards() {
    const root = this.root();
    return root ? Array.from(root.querySelectorAll('[data-proof-card]')) : [];
  }

  mark(index) {
    this.at = index;
    this.cards().forEach((card, number) => card.classList.toggle('is-current', number === index));
  }

  go(index, tell = true) {
    const cards = this.cards();
    if (!cards.length) {
      this.at = -1;
      if (this.root()) this.root().focus({ preventScroll: true }); // so that u is still heard
      return;
    }
    this.mark(Math.max(0, Math.min(index, cards.length - 1)));
    const card = cards[this.at];
    const folded = card.closest('[data-folded]');
    if (folded) folded.open = true;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest' });
    if (tell) this.moved(card);
  }

  // After an answer the card that took the place of the one dealt with is the current one.
  again() {
    if (this.at >= 0) this.go(this.at, false);
  }

  act(key) {
    const card = this.cards()[this.at];
    return {
      j: () => this.go(this.at + 1),
      k: () => this.go(this.at - 1),
      a: () => this.press(card, '[data-accept]'),
      i: () => this.press(card, '[data-ignore]'),
      u: () => this.undo() || this.press(this.root(), '[data-undo]'),
    }[key];
  }

  press(place, selector) {
    const button = place && place.querySelector(selector);
    if (button) button.click();
  }
}
