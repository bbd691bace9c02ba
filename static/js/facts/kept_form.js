// The form of a fact, or of opinions, is sent as a whole. What is typed in it is kept on this machine
// until a page says that it was stored, and put back into the form where it was not.
import { el } from '../common/elements.js';
import { moment } from '../wizard/offers.js';
import { allEntries, forget, keep, kept, livingTabs } from '../wizard/unsent_blocks.js';

/** Stand for the paper in the keys of what is kept. */
export const NOTEBOOK = 'facts';
export const OPINIONS = 'opinions';
export const CRITICISM = 'criticism';
/** How people call the pages of these. */
export const CALLED = { [NOTEBOOK]: '事实本', [OPINIONS]: '意见和谈话', [CRITICISM]: '批评意见' };
const NOT_TYPED = ['csrfmiddlewaretoken', 'fact', 'batch', 'base'];
const FULL = '本机不能暂存，请尽快点按钮保存。';

export class KeptForm {
  constructor(form, place = NOTEBOOK) {
    this.form = form;
    this.place = place;
    this.named = form.elements[place === NOTEBOOK ? 'fact' : 'batch'];
    this.said = form.querySelector('[data-kept-said]');
    this.new = form.elements.base.value === '0';
    this.begun = { id: this.id, base: this.base, values: this.values() };
    // what came back with an error or beside another window's words is stored nowhere
    this.sent = Boolean(document.querySelector('[data-errors], .alert-danger'));
    form.addEventListener('input', () => this.typed());
    form.addEventListener('change', () => this.typed());
  }

  get id() { return this.named.value; }

  get base() { return this.form.elements.base.value; }

  fields() {
    return Array.from(this.form.elements).filter(({ name }) => name && !NOT_TYPED.includes(name));
  }

  values() {
    return Object.fromEntries(this.fields().map(({ name, value }) => [name, value]));
  }

  same(values) {
    return JSON.stringify(values) === JSON.stringify(this.begun.values);
  }

  typed() {
    const values = this.values();
    if (this.same(values) && !this.sent) {
      forget(this.place, this.id);
      return;
    }
    const page = { path: window.location.pathname, step: CALLED[this.place] };
    if (!keep(this.place, this.id, values, this.base, { page })) this.said.textContent = FULL;
  }

  /** Put back what was typed in this window, or in one that is closed, and is stored nowhere.
   *  `stored` is the id of the fact that this page says was stored. */
  async restore(stored) {
    if (stored) forget(this.place, stored);
    if (this.sent) return;
    if (this.put(this.left(null))) return;
    const others = await livingTabs();
    this.put(this.left(others));
  }

  // The newest entry for this form: of any fact not stored yet where the form is for a new one.
  left(others) {
    const { pathname } = window.location;
    if (!this.new) return kept(this.place, this.id, others)[0];
    return allEntries(others || new Set())
      .filter((entry) => entry.draft === this.place && entry.page && entry.page.path === pathname)
      .find((entry) => others || kept(this.place, entry.node).some(({ tab }) => tab === entry.tab));
  }

  put(entry) {
    if (!entry || !this.same(this.values())) return false; // nothing, or somebody writes already
    const node = entry.node || this.id;
    if (this.same(entry.values)) {
      forget(this.place, node, entry.tab);
      return false;
    }
    this.named.value = node;
    this.form.elements.base.value = entry.base;
    this.fill(entry.values);
    forget(this.place, node, entry.tab);
    this.typed();
    this.form.classList.add('is-kept');
    this.said.textContent = moment(entry.at) + '写的，还没有保存。';
    this.said.append(el('button', { type: 'button', class: 'linklike', onclick: () => this.drop() }, '不要了'));
    return true;
  }

  fill(values) {
    for (const field of this.fields()) {
      if (!(field.name in values)) continue;
      const fold = field.closest('details');
      if (fold && values[field.name] !== this.begun.values[field.name]) fold.open = true;
      field.value = values[field.name];
    }
  }

  drop() {
    forget(this.place, this.id);
    this.named.value = this.begun.id;
    this.form.elements.base.value = this.begun.base;
    this.fill(this.begun.values);
    this.form.classList.remove('is-kept');
    this.said.textContent = '';
    this.form.querySelector('textarea').focus();
  }
}
