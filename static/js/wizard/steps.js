// The list of steps: renewed after saves, for it says how far each of them is. A save that fills or empties a field renews it at once;
// while somebody writes on, it rests between two times, for each of them costs the server as much as three saves.
import { Hand } from '../common/hand.js';
import { onTrouble } from '../common/pieces.js';
import { renewGoal } from './goal.js';
import { renewLength, renewLibrary } from './strip.js';

const LATER = 800; // ms
const REST = 15000; // ms

// Which fields of a block have something, and how many links it has.
const shapeOf = (block) => Object.values(block.values()).map((value) => (Array.isArray(value) ? value.length : Number(value.trim() !== ''))).join();

export class Steps {
  constructor(side) {
    this.side = side;
    this.timer = 0;
    this.resting = 0;
    this.owed = false; // whether something was saved while it rested
    this.shapes = new Map(); // of the blocks as they were saved last
    this.open = true;
    if (window.matchMedia('(max-width: 991.98px)').matches) {
      this.list().open = false;
      // the first field comes before what helps to fill it
      for (const fold of document.querySelectorAll('[data-fold-narrow]')) fold.open = false;
    }
    const hand = new Hand(side);
    side.addEventListener('htmx:beforeSwap', (event) => {
      // never from under somebody's fingers
      if (side.contains(document.activeElement)) event.detail.shouldSwap = false;
      if (hand.there) {
        event.detail.shouldSwap = false;
        this.owed = true;
      }
      this.open = this.list().open;
    });
    side.addEventListener('htmx:afterSwap', () => {
      this.list().open = this.open;
      renewLength(this.list());
      renewGoal(this.list(), document.querySelector('[data-wizard]'));
      renewLibrary(this.list());
    });
    // the next save tries again
    onTrouble(side, { refused: () => {}, away: () => {}, own: true });
  }

  list() {
    return this.side.querySelector('[data-steps]');
  }

  /** A block was saved. */
  saved(block) {
    const shape = shapeOf(block);
    const same = this.shapes.get(block.id) === shape;
    this.shapes.set(block.id, shape);
    if (same && this.resting) this.owed = true;
    else this.later();
  }

  /** `mark` stands for the findings of all steps as they are known now. */
  known(mark) {
    if (this.list().dataset.findings !== mark) this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.renew(), LATER);
  }

  renew() {
    this.owed = false;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.resting = 0;
      if (this.owed) this.later();
    }, REST);
    window.htmx.trigger(this.list(), 'refresh');
  }
}
