// Holes ({时间} {事项} …) of library phrasing: marked in the text, listed below it, filled in place.
import { HOLE } from '../common/characters.js';
import { el } from '../common/elements.js';
import { marks } from './marks.js';

function holesIn(text) {
  const found = [];
  let match;
  HOLE.lastIndex = 0;
  while ((match = HOLE.exec(text)) !== null) found.push({ start: match.index, end: match.index + match[0].length, name: match[0].slice(1, -1) });
  return found;
}

function select(field, hole) {
  field.focus();
  field.setSelectionRange(hole.start, hole.end);
}

// Says whether the field has a hole.
export function selectFirstHole(field) {
  const [hole] = holesIn(field.value);
  if (hole) select(field, hole);
  return Boolean(hole);
}

// Not folded away.
function inSight(field) {
  const fold = field.closest('details');
  return !fold || fold.open;
}

const HINT = '点击空项可直接填写，按 Tab 到下一处。';

let hint = null; // stands once on the page, at its first hole

function placeHint() {
  const first = Array.from(document.querySelectorAll('.hole-chips')).find(inSight);
  if (!hint) hint = el('span', { class: 'hole-hint soft small' }, HINT);
  if (!first) hint.remove();
  else if (first.lastElementChild !== hint) first.append(hint);
}

// Words that fit into any paper, as the server knows them (data-hollow of the form).
function hollowIn(form, words) {
  const known = form && form.dataset.hollow;
  const found = known && new RegExp(known).exec(words);
  return found ? found[0] : '';
}

class HoleField {
  constructor(field) {
    this.field = field;
    this.hollow = ''; // what was written over a hole and says nothing
    this.wrap = field.parentElement;
    this.chips = null;
    field.addEventListener('input', () => this.update());
    field.addEventListener('beforeinput', () => { if (this.selected()) this.filling = field.selectionStart; });
    field.addEventListener('blur', () => { this.filling = undefined; });
    field.addEventListener('keydown', (event) => this.key(event));
    // one click selects a hole, another one sets the cursor in it
    field.addEventListener('mousedown', () => { this.before = this.selected(); });
    field.addEventListener('click', (event) => { if (event.detail < 2 && !this.before) this.clicked(); });
    this.update();
  }

  selected() {
    const { selectionStart, selectionEnd } = this.field;
    return holesIn(this.field.value).some((hole) => hole.start === selectionStart && hole.end === selectionEnd);
  }

  clicked() {
    const { selectionStart, selectionEnd } = this.field;
    if (selectionStart !== selectionEnd) return;
    const hole = holesIn(this.field.value).find(({ start, end }) => start < selectionStart && selectionStart < end);
    if (hole) select(this.field, hole);
  }

  // Tab goes on to the next hole, of this field or a later one of the step, only while a hole is selected or has just been written
  // over, so the keyboard is never trapped: behind the last one Tab is Tab again.
  key(event) {
    if (event.key !== 'Tab' || event.shiftKey || event.isComposing) return;
    const { selectionStart, selectionEnd } = this.field;
    const filling = this.filling !== undefined && selectionStart === selectionEnd && selectionStart >= this.filling;
    if (!filling && !this.selected()) return;
    const next = holesIn(this.field.value).find((hole) => hole.start >= selectionEnd);
    if (next) {
      event.preventDefault();
      select(this.field, next);
      return;
    }
    const fields = Array.from(this.field.form.querySelectorAll('textarea[data-field]'));
    const later = fields.slice(fields.indexOf(this.field) + 1).filter(inSight);
    if (later.some((field) => selectFirstHole(field))) event.preventDefault();
  }

  // A hole takes any words, and says at once where they fit into anybody's paper.
  lookAtFilling() {
    const { field, filling } = this;
    if (filling !== undefined) {
      this.hollow = hollowIn(field.form, field.value.slice(filling, field.selectionStart)) || this.hollow;
    }
    if (this.hollow && !field.value.includes(this.hollow)) this.hollow = '';
    if (this.said) this.said.remove();
    this.said = null;
    if (!this.hollow) return;
    const text = '“' + this.hollow + '”放在谁的材料里都行，等于没有写。换成自己的事实：哪一天、哪件事、同谁、在哪里。';
    this.said = el('p', { class: 'hole-hollow small', role: 'status' }, text);
    (this.chips || this.wrap).after(this.said);
  }

  update() {
    this.updateChips();
    this.lookAtFilling();
  }

  updateChips() {
    const { field } = this;
    const holes = holesIn(field.value);
    marks.set('hole', field, holes.map(({ start, end }) => ({ start, end })));
    if (!holes.length) {
      if (this.chips) {
        this.chips.remove();
        this.chips = null;
        placeHint();
      }
      return;
    }
    if (!this.chips) {
      this.chips = el('div', { class: 'hole-chips' });
      this.wrap.after(this.chips);
    }
    this.chips.textContent = '';
    this.chips.append(el('span', { class: 'soft small' }, '待填：'));
    for (const hole of holes) {
      this.chips.append(el('button', { type: 'button', class: 'chip chip-hole', onclick: () => select(field, hole) }, hole.name));
    }
    placeHint();
  }
}

export function markHoles(root) {
  for (const field of root.querySelectorAll('textarea[data-field]')) {
    if (!field.dataset.holes) {
      field.dataset.holes = 'on';
      new HoleField(field);
    }
  }
}
