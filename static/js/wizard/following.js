// The panel 素材 follows the point that somebody writes in: by its category, else by its words. Only the point's id goes to the server,
// which knows what is saved of it; a search or a filter of one's own wins until it is cleared.
import { Hand, isUnasked } from '../common/hand.js';

const QUIET = 600; // ms after another point was gone to

export class Following {
  constructor(form, autosave, side) {
    this.autosave = autosave;
    this.side = side;
    this.search = document.querySelector('[data-picker]');
    this.list = document.getElementById('phrases');
    if (!side || !this.search || !this.list || !window.htmx) return;
    this.drawer = document.getElementById('picker');
    this.near = document.getElementById('picker-near');
    this.all = document.getElementById('picker-all');
    this.point = ''; // the id of the point written in
    this.asked = ''; // what the list goes by
    this.timer = 0;
    this.hand = new Hand(this.list);
    this.byItself = false; // whether the list that comes was asked for by nobody
    this.opened = []; // the phrases whose skeleton was open before the list came anew
    form.addEventListener('focusin', ({ target }) => this.entered(target.closest('[data-point]')));
    this.list.addEventListener('click', ({ target }) => this.pressed(target.closest('[data-follow]')));
    this.list.addEventListener('htmx:beforeSwap', (event) => this.comes(event));
    this.list.addEventListener('focusout', () => this.later());
    this.list.addEventListener('htmx:afterSwap', () => this.came());
    for (const name of ['input', 'change']) this.search.addEventListener(name, () => this.forgetIfSearched());
    side.panel('phrases', () => this.follow());
    if (this.drawer) this.drawer.addEventListener('shown.bs.offcanvas', () => this.follow());
  }

  entered(card) {
    if (!card || card.dataset.node === this.point) return;
    this.point = card.dataset.node;
    this.later();
  }

  /** Something of the point written in was saved: its category or its words may be others. */
  saved(block) {
    if (this.list && block.id === this.point) this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.follow(), QUIET);
  }

  // What the list would go by now; empty where that is not the point.
  wanted() {
    const block = this.autosave.blocks.get(this.point);
    if (!block || this.searching()) return '';
    const { category, claim, elaboration } = block.values();
    return category ? 'category:' + category : 'words:' + this.point + ':' + claim + ':' + elaboration;
  }

  searching() {
    return Array.from(this.search.querySelectorAll('[type=search], select')).some((field) => field.value.trim());
  }

  // Never from under somebody's fingers, nor where nobody sees it.
  follow() {
    const wanted = this.wanted();
    if (!wanted || wanted === this.asked || this.all.value || !this.seen()) return;
    if (this.autosave.blocks.get(this.point).dirty) return;
    if (this.inHand()) {
      this.later();
      return;
    }
    this.asked = wanted;
    this.byItself = true;
    this.ask(this.point);
  }

  // Whether somebody presses something in the list, is about to, or is in it with the keyboard.
  inHand() {
    return this.hand.there || this.list.contains(document.activeElement);
  }

  // A list that nobody asked for waits while one is at the other: what one is about to press would be another phrase.
  comes({ detail }) {
    if (this.byItself && isUnasked(detail.requestConfig) && this.inHand()) {
      detail.shouldSwap = false;
      this.asked = '';
      this.later();
      return;
    }
    this.opened = this.openFrames();
  }

  seen() {
    return this.side.sees('phrases') && window.getComputedStyle(this.list).visibility === 'visible';
  }

  ask(point) {
    this.near.value = point;
    window.htmx.trigger(this.search, 'refresh');
  }

  pressed(button) {
    if (!button) return;
    this.all.value = button.dataset.follow === 'all' ? '1' : '';
    this.asked = this.all.value ? '' : this.wanted();
    this.byItself = false;
    this.ask(this.point);
  }

  // Of one's own search the list says nothing; when that is cleared it follows again.
  forgetIfSearched() {
    if (this.searching()) this.asked = '';
    else if (this.point) this.asked = this.wanted();
  }

  // The phrases whose skeleton somebody has opened: a list that comes meanwhile leaves it open.
  openFrames() {
    return Array.from(this.list.querySelectorAll('details.frame[open]'), (frame) => frame.closest('[data-phrase]').dataset.phrase);
  }

  came() {
    for (const frame of this.list.querySelectorAll('details.frame')) {
      if (this.opened.includes(frame.closest('[data-phrase]').dataset.phrase)) frame.open = true;
    }
    const total = this.list.querySelector('[data-total]');
    if (total) this.side.count('phrases', Number(total.dataset.total));
    const said = this.list.querySelector('[data-said]');
    document.querySelector('[data-phrases-said]').textContent = said ? said.textContent : '';
    if (this.drawer) this.drawer.scrollTop = 0;
  }
}
