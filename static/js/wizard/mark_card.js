// The card of a finding at its mark in the text: opened by a click in the mark or by F8, beside the field, so that Tab leads into it.
import { el } from '../common/elements.js';
import { marks } from './marks.js';

const GAP = 6; // px between the words and the card
const BAR = 64; // px at the top of the window that the page's head may take

export class MarkCard {
  /** `findings` know the marks; `acts` gives what the buttons do, each with the panel's card of the
   *  finding: accept, ignore, go. */
  constructor(form, findings, acts) {
    this.findings = findings;
    this.acts = acts;
    this.box = null;
    this.field = null;
    this.range = null;
    form.addEventListener('click', (event) => this.clicked(event));
    form.addEventListener('input', () => this.look());
    form.addEventListener('keyup', (event) => { if (this.box && event.target === this.field) this.look(); });
    document.addEventListener('keydown', (event) => this.pressed(event, form));
    document.addEventListener('mousedown', (event) => { if (this.box && !this.holds(event.target)) this.close(); });
    form.addEventListener('focusin', (event) => { if (this.box && !this.holds(event.target)) this.close(); });
    if (window.visualViewport) window.visualViewport.addEventListener('resize', () => this.place());
  }

  holds(element) {
    return element === this.field || this.box.contains(element);
  }

  clicked({ target }) {
    if (!target.matches('textarea, input') || target.selectionStart !== target.selectionEnd) return;
    const range = this.findings.under(target, target.selectionStart);
    if (range) this.open(target, range);
    else this.close();
  }

  // The cursor has left the mark, or its words were changed.
  look() {
    if (!this.box) return;
    const { field, range } = this;
    const inside = field.selectionStart >= range.start && field.selectionEnd <= range.end;
    if (!this.findings.stands(field, range) || (document.activeElement === field && !inside)) this.close();
  }

  pressed(event, form) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape' && this.box) {
      event.preventDefault();
      this.close(true);
    }
    if (event.key === 'F8' && (form.contains(event.target) || event.target === document.body)) {
      event.preventDefault();
      this.step(event.target);
    }
  }

  // From a field to the mark that holds its cursor, from an open card to the next one.
  step(target) {
    const field = this.box ? this.field : target;
    const place = this.box ? this.range.start : target.selectionStart;
    const here = !this.box && typeof place === 'number' ? this.findings.under(field, place) : null;
    const found = here ? { field, range: here } : this.findings.next(field, typeof place === 'number' ? place : -1);
    if (!found) this.acts.none();
    else this.go(found);
  }

  /** Open the card of a mark, with its words in sight, and go into it. */
  go({ field, range }) {
    const fold = field.closest('details');
    if (fold) fold.open = true;
    field.focus({ preventScroll: true });
    field.setSelectionRange(range.start, range.start);
    this.open(field, range);
    this.reveal();
    this.box.querySelector('.actions button').focus({ preventScroll: true });
  }

  open(field, range) {
    if (this.box && this.range === range) return;
    this.close();
    this.field = field;
    this.range = range;
    this.box = this.build(range.card);
    field.closest('.hl').append(this.box);
    marks.point(field, range);
    this.place();
    if (this.fixed) this.reveal(); // else it would lie over the words
  }

  get fixed() {
    return window.getComputedStyle(this.box).position === 'fixed';
  }

  build(card) {
    const copy = (selector) => { const part = card.querySelector(selector); return part ? part.cloneNode(true) : ''; };
    const button = (label, act, look = 'btn-plain') => el('button', { type: 'button', class: 'btn btn-sm ' + look, onclick: act }, label);
    const title = card.getAttribute('aria-label');
    const line = el('div', { class: 'actions' });
    if (card.querySelector('[data-accept]')) line.append(button('采纳', () => this.done('accept'), 'btn-primary'));
    if (card.dataset.aimNode) line.append(button('去补写', () => this.done('go'), 'btn-primary'));
    line.append(button('忽略', () => this.done('ignore')));
    if (this.findings.number > 1) line.append(button('下一处', () => this.step(this.field)));
    const away = el('button', { type: 'button', class: 'btn-close', 'aria-label': '收起', onclick: () => this.close(true) });
    const head = copy('.proof-head');
    return el('div', { class: 'mark-card', role: 'dialog', 'aria-label': title, tabindex: '-1', 'data-mark-card': '' }, head, copy('.panel-fix'), copy('[data-why]'), line, away);
  }

  // Below the last line of the words, above the first where there is no room; on a telephone the style sheet has it at the bottom.
  place() {
    if (!this.box) return;
    const rectangles = marks.rectangles(this.field, this.range);
    const [first, last] = [rectangles[0], rectangles[rectangles.length - 1]];
    if (!first) return;
    const around = this.box.parentElement.getBoundingClientRect();
    const { offsetWidth, offsetHeight, style } = this.box;
    const above = last.bottom + GAP + offsetHeight > window.innerHeight && first.top - GAP - offsetHeight > BAR;
    const inField = (place) => Math.max(0, Math.min(place, around.height)); // the field may be scrolled
    style.top = (above ? inField(first.top - around.top) - GAP - offsetHeight : inField(last.bottom - around.top) + GAP) + 'px';
    style.left = Math.max(0, Math.min(last.left - around.left, around.width - offsetWidth)) + 'px';
    const view = window.visualViewport;
    style.setProperty('--keyboard', (view ? Math.max(0, window.innerHeight - view.height - view.offsetTop) : 0) + 'px');
  }

  // The words and the card are in sight, whatever lies over the window's edges.
  reveal() {
    const [words] = marks.rectangles(this.field, this.range);
    const card = this.box.getBoundingClientRect();
    if (!words) return;
    const { fixed } = this;
    const bottom = fixed ? card.top : window.innerHeight;
    if (words.top < BAR + 40 || words.bottom > bottom - 40 || (!fixed && card.bottom > bottom)) {
      window.scrollBy(0, words.top - (BAR + bottom) / 3);
      this.place();
    }
  }

  /** Take the card away; with `back` the focus goes to the words again. */
  close(back = false) {
    const { box, field, range } = this;
    if (!box) return;
    this.box = null;
    const inside = box.contains(document.activeElement);
    box.remove();
    marks.point(field, null);
    if (inside || back) field.focus({ preventScroll: true });
    if (back && this.findings.stands(field, range)) field.setSelectionRange(range.start, range.start);
  }

  done(name) {
    const { card } = this.range;
    this.close(true);
    this.acts[name](card);
  }
}
