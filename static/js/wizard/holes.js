// Holes ({时间} {事项} …) of library phrasing: marked in the text, listed below it, filled in place.
import { HOLE, el } from './text.js';

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

class HoleField {
  constructor(field) {
    this.field = field;
    this.wrap = field.parentElement;
    this.back = null;
    this.chips = null;
    field.addEventListener('input', () => this.update());
    field.addEventListener('scroll', () => { if (this.back) this.back.scrollTop = field.scrollTop; });
    field.addEventListener('beforeinput', () => { if (this.selected()) this.filling = field.selectionStart; });
    field.addEventListener('blur', () => { this.filling = undefined; });
    field.addEventListener('keydown', (event) => this.key(event));
    this.update();
  }

  selected() {
    const { selectionStart, selectionEnd } = this.field;
    return holesIn(this.field.value).some((hole) => hole.start === selectionStart && hole.end === selectionEnd);
  }

  // Tab goes on to the next hole, of this field or the next one of the card, only while a hole is selected or has just been written
  // over, so the keyboard is never trapped.
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
    const block = this.field.closest('[data-node]');
    const fields = Array.from(block.querySelectorAll('textarea[data-field]'));
    if (fields.slice(fields.indexOf(this.field) + 1).some((field) => selectFirstHole(field))) event.preventDefault();
  }

  update() {
    const { field } = this;
    const holes = holesIn(field.value);
    if (!holes.length) {
      if (this.back) { this.back.remove(); this.back = null; field.classList.remove('on-top'); }
      if (this.chips) { this.chips.remove(); this.chips = null; }
      return;
    }
    if (!this.back) {
      this.back = el('div', { class: 'hl-back form-control', 'aria-hidden': 'true' });
      this.wrap.prepend(this.back);
      field.classList.add('on-top');
      this.chips = el('div', { class: 'hole-chips' });
      this.wrap.after(this.chips);
    }
    const pieces = [];
    let at = 0;
    for (const hole of holes) {
      pieces.push(field.value.slice(at, hole.start), el('mark', { class: 'hole' }, field.value.slice(hole.start, hole.end)));
      at = hole.end;
    }
    // a last line break needs something after it, or the copy is one line shorter than the field
    pieces.push(field.value.slice(at) + '\n');
    this.back.textContent = '';
    this.back.append(...pieces);
    this.back.scrollTop = field.scrollTop;
    this.chips.textContent = '';
    this.chips.append(el('span', { class: 'soft small' }, '待填：'));
    for (const hole of holes) {
      this.chips.append(el('button', { type: 'button', class: 'chip chip-hole', onclick: () => select(field, hole) }, hole.name));
    }
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
