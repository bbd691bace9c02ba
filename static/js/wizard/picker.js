// The phrase picker: puts a phrase's texts where the person is writing, and records that it was taken.
import { post } from './http.js';
import { closeDrawer } from './drawer.js';
import { selectFirstHole } from './holes.js';

const TEXTS = ['claim', 'elaboration', 'example'];

export class Picker {
  constructor(form, autosave, points) {
    this.autosave = autosave;
    this.points = points;
    this.last = null; // the text field last written in
    form.addEventListener('focusin', (event) => {
      if (event.target.matches('textarea[data-field]')) this.last = event.target;
    });
    const panel = document.getElementById('picker');
    if (panel) panel.addEventListener('click', (event) => this.clicked(event));
  }

  async clicked(event) {
    const button = event.target.closest('[data-insert]');
    if (!button) return;
    event.preventDefault();
    const phrase = button.closest('[data-phrase]');
    const what = button.dataset.insert;
    const names = what === 'whole' ? TEXTS : [what];
    const block = await this.target(what);
    if (!block) return;
    let first = null;
    for (const name of names) {
      const source = phrase.querySelector('[data-text="' + name + '"]');
      if (!source) continue;
      const field = block.field(name) || block.field('elaboration') || block.field('text') || block.field('lead');
      this.insert(field, source.textContent);
      first = first || field;
    }
    const category = block.field('category');
    if (category && !category.value && phrase.dataset.category) {
      category.value = phrase.dataset.category;
      category.dispatchEvent(new Event('change', { bubbles: true }));
    }
    closeDrawer();
    const filled = TEXTS.map((name) => block.field(name)).concat(first).filter(Boolean);
    if (!filled.some((field) => selectFirstHole(field)) && first) first.focus();
    block.element.scrollIntoView({ block: 'nearest' });
    const { use } = document.querySelector('[data-picker]').dataset;
    post(use, { phrase: Number(phrase.dataset.phrase), node: block.id, field: what }).catch(() => {});
  }

  // The card written in last; a whole phrase goes into an empty card or a new one, never among what is there.
  async target(what) {
    const element = this.last && document.contains(this.last) && this.last.closest('[data-node]');
    const current = element && this.autosave.blocks.get(element.dataset.node);
    if (!this.points.list) {
      const running = (block) => block.field('text') || block.field('lead');
      return current && running(current) ? current : Array.from(this.autosave.blocks.values()).find(running);
    }
    const cards = this.points.cards().map((card) => this.autosave.blocks.get(card.dataset.node));
    const free = (block) => block && cards.includes(block) && block.empty();
    if (what !== 'whole' && cards.includes(current)) return current;
    if (free(current)) return current;
    const empty = cards.find(free);
    if (empty) return empty;
    if (what !== 'whole') return cards[cards.length - 1];
    const before = new Set(this.autosave.blocks.keys());
    if (!(await this.points.operate({ op: 'add' }))) return null;
    return Array.from(this.autosave.blocks.values()).find((block) => !before.has(block.id));
  }

  // At the cursor where the field is the one written in, else at its end.
  insert(field, text) {
    const at = field === this.last ? [field.selectionStart, field.selectionEnd] : [field.value.length, field.value.length];
    field.setRangeText(text, at[0], at[1], 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
