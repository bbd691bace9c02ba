// Going from comment to comment, and between a comment and its words on the paper.

const NARROW = window.matchMedia('(max-width: 991.98px)');

export class Threads {
  constructor(panel, sheet) {
    this.panel = panel;
    this.sheet = sheet;
    this.at = -1;
    panel.addEventListener('focusin', (event) => {
      const card = event.target.closest('[data-thread]');
      if (card) this.mark(this.cards().indexOf(card), false);
    });
  }

  cards() {
    return Array.from(this.panel.querySelectorAll('[data-thread]'));
  }

  words(card) {
    return Array.from(document.querySelectorAll('[data-sheet] mark[data-marks]')).filter((mark) => mark.dataset.marks.split(' ').includes(card.dataset.thread));
  }

  mark(index, scroll = true) {
    this.at = index;
    document.querySelectorAll('[data-sheet] mark.is-current').forEach((mark) => mark.classList.remove('is-current'));
    this.cards().forEach((card, number) => card.classList.toggle('is-current', number === index));
    const card = this.cards()[index];
    if (!card) return;
    const words = this.words(card);
    words.forEach((mark) => mark.classList.add('is-current'));
    const place = words[0] || (card.dataset.nodeAt && document.getElementById('node-' + card.dataset.nodeAt));
    if (scroll && place) this.sheet.show(place);
  }

  go(index) {
    const cards = this.cards();
    if (!cards.length) return;
    this.mark(Math.max(0, Math.min(index, cards.length - 1)));
    cards[this.at].focus({ preventScroll: true });
    cards[this.at].scrollIntoView({ block: 'nearest' });
  }

  on() { this.go(this.at + 1); }

  back() { this.go(this.at - 1); }

  /** After an answer: the card that it speaks of, else the one that took the place of the one dealt with. */
  again() {
    const current = this.cards().findIndex((card) => 'current' in card.dataset);
    if (current >= 0) this.go(current);
    else if (this.at >= 0 && this.cards().length) this.go(this.at);
    else this.panel.focus({ preventScroll: true });
  }

  /** To the words on the paper: those of the comment whose link it is, else the beginning of the paragraph. */
  leave(link, event) {
    const card = link.closest('[data-thread]');
    const words = card ? this.words(card) : [];
    const place = words[0] || document.querySelector(link.getAttribute('href'));
    if (!place) return;
    event.preventDefault();
    if (NARROW.matches) this.sheet.close();
    document.querySelectorAll('.reading-line.is-here').forEach((line) => line.classList.remove('is-here'));
    const line = place.closest('.reading-line');
    if (line) line.classList.add('is-here');
    place.scrollIntoView({ block: 'center' });
    const spot = line && line.querySelector('.reading-spot');
    if (spot) spot.focus({ preventScroll: true });
  }

  /** From words on the paper to their comment. */
  find(mark) {
    const keys = mark.dataset.marks.split(' ');
    const index = this.cards().findIndex((card) => keys.includes(card.dataset.thread));
    if (index < 0) return;
    this.sheet.open();
    this.mark(index, false);
    this.cards()[index].focus({ preventScroll: true });
    this.cards()[index].scrollIntoView({ block: 'nearest' });
  }
}
