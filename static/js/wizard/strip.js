// The strip that stays in sight: the length of the paper as it is typed, the way to what could not
// be saved, and to the panels that its numbers stand for.
import { openDrawer } from './drawer.js';

const STUCK = '[data-notice="theirs"], [data-notice="gone"], [data-notice="invalid"], .conflict:not([data-notice]), .f-bad';

export function thousands(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The length of the paper, where the fields of this step now hold `here` characters. */
export function showLength(here) {
  const place = document.querySelector('[data-strip-length]');
  if (!place) return;
  const { rest, least, most } = place.dataset;
  const whole = Number(rest) + here;
  const long = Number(most) > 0 && whole > Number(most);
  const short = whole < Number(least);
  place.querySelector('b').textContent = thousands(whole);
  place.classList.toggle('is-long', long);
  place.classList.toggle('is-short', short);
  place.querySelector('[data-strip-fit]').textContent = long ? '，超过要求' : short ? '，还不够' : '';
}

/** The other steps are as long as the renewed list of steps says: a point may have moved there. */
export function renewLength(list) {
  const place = document.querySelector('[data-strip-length]');
  if (place && list && list.dataset.whole) place.dataset.rest = String(list.dataset.whole - list.dataset.own);
}

/** What of the paper, and of each point here, is the library's: as the renewed list of steps says. */
export function renewLibrary(list) {
  const place = document.querySelector('[data-strip-share]');
  if (!place || !list || !list.dataset.library) return;
  place.hidden = !('over' in list.dataset);
  place.querySelector('b').textContent = list.dataset.library + '%';
  for (const said of list.querySelectorAll('template[data-own-words-of]')) {
    const line = document.querySelector('[data-node="' + said.dataset.ownWordsOf + '"] [data-own-words]');
    if (line && line.innerHTML !== said.innerHTML) line.innerHTML = said.innerHTML;
  }
}

// What sticks below the strip does so however many lines it has.
function keepUnder(element) {
  const place = () => {
    const top = parseFloat(window.getComputedStyle(element).top) || 0;
    document.documentElement.style.setProperty('--under-strip', `${top + element.offsetHeight}px`);
  };
  place();
  if (window.ResizeObserver) new window.ResizeObserver(place).observe(element);
}

export class Strip {
  constructor(side) {
    this.side = side;
    this.element = document.querySelector('[data-strip]');
    this.go = this.element.querySelector('[data-strip-go]');
    this.go.addEventListener('click', () => this.toWhatIsStuck());
    this.element.addEventListener('click', (event) => {
      const link = event.target.closest('[data-side-open]');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!side || !side.tab(link.dataset.sideOpen)) return; // there is a page of it too
      event.preventDefault();
      event.stopPropagation();
      side.open(link.dataset.sideOpen);
      openDrawer();
      side.tab(link.dataset.sideOpen).focus({ preventScroll: true });
    });
    // the box comes after the word that something is stuck
    document.addEventListener('noticed', () => this.said());
    this.said();
    keepUnder(this.element);
  }

  /** The state of saving has changed: what is stuck can be gone to. */
  said() {
    this.go.hidden = !this.stuck();
  }

  stuck() {
    return document.querySelector('[data-wizard]') && document.querySelector('[data-wizard]').querySelector(STUCK);
  }

  toWhatIsStuck() {
    const found = this.stuck();
    if (!found) return this.said();
    for (let fold = found.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    found.scrollIntoView({ block: 'center' });
    const stop = found.querySelector('button, textarea, input:not([type=hidden])');
    if (stop) stop.focus({ preventScroll: true });
    return undefined;
  }
}
