// The phrase picker: puts a claim, or a part of a skeleton, where the person is writing, each by itself; records that it was
// taken, and shows the questions that it leaves beside the point.
import { commands, single } from '../common/commands.js';
import { el } from '../common/elements.js';
import { post } from '../common/json.js';
import { replaceRange } from '../common/replacement.js';
import { closeDrawer } from './drawer.js';
import { selectFirstHole } from './holes.js';
import { undo } from './undo.js';

export class Picker {
  constructor(form, autosave, points) {
    this.autosave = autosave;
    this.points = points;
    this.last = null; // the text field last written in
    form.addEventListener('focusin', (event) => {
      if (event.target.matches('textarea[data-field]')) this.last = event.target;
    });
    const panel = document.getElementById('picker');
    const insert = (button, event) => this.clicked(button, event);
    if (panel) commands(panel, { '[data-insert]': single(insert) });
  }

  async clicked(button, event) {
    event.preventDefault();
    const phrase = button.closest('[data-phrase]');
    const what = button.dataset.insert;
    const { block, step: onto } = (await this.target(what)) || {};
    if (!block) return;
    const note = (undone) => this.note({ phrase: Number(phrase.dataset.phrase), node: block.id, field: what, undone });
    const recorded = undo.did({
      label: '插入',
      undo: async () => { await note(true); return true; },
      redo: async () => { await note(false); return true; },
      onto,
    });
    let field = null;
    const step = undo.writing('插入', () => {
      field = this.write(block, what, phrase);
    }, { onto: recorded });
    undo.tell(what === 'claim' ? '已采用这句观点，表现和事例请写自己的事。' : '已插入。', step);
    closeDrawer();
    const next = what === 'claim' ? block.field('elaboration') : null;
    if (field && !selectFirstHole(field)) (next || field).focus();
    block.element.scrollIntoView({ block: 'nearest' });
    this.used(phrase);
    note(false);
  }

  // The record of what was taken; the questions that are left at the point come back.
  async note(taken) {
    const { use } = document.querySelector('[data-picker]').dataset;
    try {
      const { status, data } = await post(use, taken);
      const block = this.autosave.blocks.get(taken.node);
      const place = block && block.element.querySelector('[data-asked]');
      if (status === 200 && place) place.innerHTML = data.asked;
    } catch { /* the text is in its field all the same */ }
  }

  // As the server says it from now on.
  used(phrase) {
    const place = phrase.querySelector('.phrase-head > :last-child');
    if (place.querySelector('.badge-state')) return;
    place.prepend(el('span', { class: 'badge-state good', title: '这份材料里用过这一条' }, '已用'), ' ');
  }

  // The field that the text was written in.
  write(block, what, phrase) {
    const source = phrase.querySelector('[data-text="' + what + '"]');
    const field = block.field(what) || block.field('elaboration') || block.field('text') || block.field('lead');
    this.insert(field, source.textContent);
    const category = block.field('category');
    if (category && !category.value && phrase.dataset.category) {
      category.value = phrase.dataset.category;
      category.dispatchEvent(new Event('change', { bubbles: true }));
    }
    return field;
  }

  // {block, step}: where it goes, and the step that made the place. The card written in last; a claim never beside another claim,
  // but into a card without one, else into a new one.
  async target(what) {
    const element = this.last && document.contains(this.last) && this.last.closest('[data-node]');
    const current = element && this.autosave.blocks.get(element.dataset.node);
    if (!this.points.list) {
      const running = (block) => block.field('text') || block.field('lead');
      const there = current && running(current);
      return { block: there ? current : Array.from(this.autosave.blocks.values()).find(running) };
    }
    const cards = this.points.cards().map((card) => this.autosave.blocks.get(card.dataset.node));
    const unclaimed = (block) => what !== 'claim' || !block.field('claim').value.trim();
    if (cards.includes(current) && unclaimed(current)) return { block: current };
    const empty = cards.find((block) => block.empty());
    if (empty) return { block: empty };
    if (what !== 'claim' && cards.length) return { block: cards[cards.length - 1] };
    return this.points.add();
  }

  // At the cursor where the field is the one written in, else at its end.
  insert(field, text) {
    const at = field === this.last ? [field.selectionStart, field.selectionEnd] : [field.value.length, field.value.length];
    replaceRange(field, at[0], at[1], text);
  }
}
