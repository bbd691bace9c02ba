// The list of steps: renewed after saves, for it says how far each of them is.
import { onTrouble } from '../common/pieces.js';
import { renewLength, renewLibrary } from './strip.js';

const LATER = 800; // ms

export class Steps {
  constructor(side) {
    this.side = side;
    this.timer = 0;
    this.open = true;
    if (window.matchMedia('(max-width: 991.98px)').matches) {
      this.list().open = false;
      // the first field comes before what helps to fill it
      for (const fold of document.querySelectorAll('[data-fold-narrow]')) fold.open = false;
    }
    side.addEventListener('htmx:beforeSwap', (event) => {
      // never from under somebody's fingers
      if (side.contains(document.activeElement)) event.detail.shouldSwap = false;
      this.open = this.list().open;
    });
    side.addEventListener('htmx:afterSwap', () => {
      this.list().open = this.open;
      renewLength(this.list());
      renewLibrary(this.list());
    });
    // the next save tries again
    onTrouble(side, { refused: () => {}, away: () => {}, own: true });
  }

  list() {
    return this.side.querySelector('[data-steps]');
  }

  /** `mark` stands for the findings of all steps as they are known now. */
  known(mark) {
    if (this.list().dataset.findings !== mark) this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { window.htmx.trigger(this.list(), 'refresh'); }, LATER);
  }
}
