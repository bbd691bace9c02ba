// The keys of a list of findings: j and k move, a accepts, i ignores, u undoes; never while somebody types.

const TYPING = 'input:not([type=checkbox]):not([type=hidden]), textarea, select, [contenteditable]';

export class Keys {
  // `root` gives the element that holds the cards now (it is replaced by every answer); `moved` is told of a card moved to.
  constructor(listener, root, moved = () => {}) {
    this.root = root;
    this.moved = moved;
    this.at = -1;
    listener.addEventListener('keydown', (event) => this.pressed(event));
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

  go(index) {
    const cards = this.cards();
    if (!cards.length) { this.at = -1; return; }
    this.mark(Math.max(0, Math.min(index, cards.length - 1)));
    const card = cards[this.at];
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest' });
    this.moved(card);
  }

  // After an answer the card that took the place of the one dealt with is the current one.
  again() {
    if (this.at >= 0) this.go(this.at);
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest(TYPING)) return;
    const card = this.cards()[this.at];
    const undo = this.root() && this.root().querySelector('[data-undo]');
    const act = {
      j: () => this.go(this.at + 1),
      k: () => this.go(this.at - 1),
      a: () => card && this.press(card, '[data-accept]'),
      i: () => card && this.press(card, '[data-ignore]'),
      u: () => undo && undo.click(),
    }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  }

  press(card, selector) {
    const button = card.querySelector(selector);
    if (button) button.click();
  }
}
