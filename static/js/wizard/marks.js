// Words marked in text fields. A copy of the text lies behind the field, whose ground is transparent: the copy carries the marks, the
// field keeps everything else (input methods, undo, the cursor). One copy holds the marks of all who mark: holes, findings, comments.
import { el } from '../common/elements.js';
import { editBetween, moved, pieces } from './ranges.js';

const layers = new WeakMap();

/** Mark these ranges of a field, in place of what `name` had marked there: {start, end, kind} in UTF-16 units, with whatever else
 *  belongs to them. They follow the words while somebody writes; a range whose words are changed goes (one that `lasts` stays).
 *  A piece has the classes `mark-NAME` and `mark-KIND` of every range that holds it. */
function set(name, field, ranges) {
  const layer = layers.get(field);
  if (layer) layer.set(name, ranges);
  else if (ranges.length && field.closest('.hl')) {
    const fresh = new Layer(field);
    layers.set(field, fresh);
    fresh.set(name, ranges);
  }
}

/** The ranges that `name` has marked in a field, where they stand now. */
function of(name, field) {
  const layer = layers.get(field);
  return layer ? layer.groups.get(name) || [] : [];
}

/** The range of `name` that holds a place between two letters, its ends included; the shortest of several. */
function under(name, field, place) {
  const found = of(name, field).filter(({ start, end }) => start <= place && place <= end);
  return found.sort((one, two) => (one.end - one.start) - (two.end - two.start))[0] || null;
}

/** Where a range is on the screen, a rectangle for each line of it; empty where it is not marked any more. */
function rectangles(field, range) {
  const layer = layers.get(field);
  return layer ? layer.rectangles(range) : [];
}

/** Bring out one range of a field (class `is-current`), or none. */
function point(field, range) {
  const layer = layers.get(field);
  if (layer) layer.point(range);
}

export const marks = { set, of, under, rectangles, point };

class Layer {
  constructor(field) {
    this.field = field;
    this.line = field.tagName === 'INPUT';
    this.groups = new Map(); // name -> ranges
    this.text = field.value;
    this.current = null;
    this.back = null;
    this.drawn = []; // {classes, node, start, end} of each piece
    this.due = false;
    field.addEventListener('input', () => this.written());
    for (const name of ['scroll', 'keyup', 'mouseup', 'blur']) field.addEventListener(name, () => this.follow());
    if (window.ResizeObserver) new window.ResizeObserver(() => this.fit()).observe(field);
  }

  set(name, ranges) {
    this.written();
    const before = this.groups.get(name) || [];
    if (ranges.length) this.groups.set(name, ranges);
    else this.groups.delete(name);
    if (ranges.length || before.length) this.later();
  }

  // The ranges follow what was written.
  written() {
    const { value, selectionEnd } = this.field;
    if (value === this.text) return;
    const edit = editBetween(this.text, value, document.activeElement === this.field ? selectionEnd : null);
    this.text = value;
    for (const [name, ranges] of this.groups) this.groups.set(name, moved(ranges, edit));
    this.later();
  }

  point(range) {
    if (this.current === range) return;
    this.current = range;
    this.later();
  }

  // Once for all that is changed in one go, before the browser paints.
  later() {
    if (this.due) return;
    this.due = true;
    Promise.resolve().then(() => this.draw());
  }

  draw() {
    this.due = false;
    const ranges = Array.from(this.groups).flatMap(([name, found]) => found.map((range) => ({ name, range, start: range.start, end: range.end })));
    if (!ranges.length) { this.away(); return; }
    const wanted = pieces(this.text.length, ranges).map(({ start, end, ranges: here }) => ({ start, end, classes: this.classes(here) }));
    const same = this.back && wanted.length === this.drawn.length && wanted.every(({ classes }, index) => classes === this.drawn[index].classes);
    if (same) this.refill(wanted);
    else this.build(wanted);
    this.follow();
  }

  classes(here) {
    const names = new Set();
    for (const { name, range } of here) {
      names.add('mark-' + name);
      if (range.kind) names.add('mark-' + range.kind);
      if (range === this.current) names.add('is-current');
    }
    return Array.from(names).join(' ');
  }

  // Only the places or one piece's letters changed: nothing is made anew.
  refill(wanted) {
    wanted.forEach(({ start, end }, index) => {
      const piece = this.drawn[index];
      const text = this.text.slice(start, end);
      if (piece.letters.data !== text) piece.letters.data = text;
      Object.assign(piece, { start, end });
    });
  }

  build(wanted) {
    if (!this.back) this.appear();
    this.drawn = wanted.map(({ start, end, classes }) => {
      const letters = document.createTextNode(this.text.slice(start, end));
      return { start, end, classes, letters, node: classes ? el('mark', { class: classes }, letters) : letters };
    });
    this.back.textContent = '';
    // a last line break needs something after it, or the copy is one line shorter than the field
    this.back.append(...this.drawn.map(({ node }) => node), '\n');
  }

  appear() {
    this.back = el('div', { class: this.line ? 'hl-back hl-line form-control' : 'hl-back form-control', 'aria-hidden': 'true' });
    this.field.before(this.back);
    this.field.classList.add('on-top');
    this.fit();
  }

  away() {
    if (this.back) this.back.remove();
    this.back = null;
    this.drawn = [];
    this.field.classList.remove('on-top');
  }

  // A scroll bar takes its width from the field's lines.
  fit() {
    if (!this.back) return;
    const { offsetWidth, clientWidth, clientLeft } = this.field;
    const bar = Math.max(0, offsetWidth - clientWidth - 2 * clientLeft);
    this.back.style.right = bar + 'px';
    this.follow();
  }

  follow() {
    if (!this.back) return;
    const { scrollTop, scrollLeft } = this.field;
    if (this.back.scrollTop !== scrollTop) this.back.scrollTop = scrollTop;
    if (this.back.scrollLeft !== scrollLeft) this.back.scrollLeft = scrollLeft;
  }

  rectangles(range) {
    if (this.due) this.draw();
    const inside = this.drawn.filter(({ start, end, classes }) => classes && start >= range.start && end <= range.end);
    return inside.flatMap(({ node }) => Array.from(node.getClientRects()));
  }
}
