// Long steps as an outline: each point folds to its claim line, remembered for the step. What is
// unsaved, in conflict, faulty or being written in is never folded, and whatever puts the cursor
// into a folded point unfolds it: its fields stay where they are, and only out of sight.
import { shortened } from '../common/characters.js';
import { el } from '../common/elements.js';
import { PREFIX } from '../common/unsent_text.js';

const FROM = 8; // points
const LINE = 60; // characters
const STOPS = 'textarea, select, input, button, summary, a';
const EMPTY = '（还没有写观点句）';

export class Folding {
  constructor(form, autosave, list) {
    this.form = form;
    this.autosave = autosave;
    this.list = list;
    if (!list) return;
    this.key = [PREFIX, 'folded', document.body.dataset.user, form.dataset.draft, form.dataset.points].join(':');
    this.bar = el(
      'p',
      { class: 'fold-bar', hidden: '' },
      el('button', { type: 'button', class: 'btn btn-sm btn-plain', onclick: () => this.all(true) }, '全部折叠'),
      ' ',
      el('button', { type: 'button', class: 'btn btn-sm btn-plain', onclick: () => this.all(false) }, '全部展开'),
      el('span', { class: 'soft small', 'data-fold-said': '', role: 'status' }),
    );
    list.before(this.bar);
    for (const name of ['focusin', 'input', 'change', 'noticed']) {
      list.addEventListener(name, (event) => this.touched(event));
    }
    window.addEventListener('hashchange', () => this.arrive());
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href*="#"]');
      if (link && link.hash.length > 1) this.reveal(document.getElementById(link.hash.slice(1)));
    });
    this.cardsChanged();
    const folded = this.remembered();
    for (const card of this.cards()) if (folded.includes(card.dataset.node)) this.fold(card);
    this.arrive();
  }

  cards() { return Array.from(this.list.querySelectorAll('[data-point]')); }

  remembered() {
    try {
      const found = JSON.parse(localStorage.getItem(this.key));
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  }

  remember() {
    const folded = this.cards().filter((card) => card.matches('.is-folded')).map((card) => card.dataset.node);
    try {
      if (folded.length) localStorage.setItem(this.key, JSON.stringify(folded));
      else localStorage.removeItem(this.key);
    } catch {
      // full or switched off: it is folded all the same, till the page goes
    }
  }

  /** Cards came or went. */
  cardsChanged() {
    if (!this.list) return;
    const cards = this.cards();
    const long = cards.length >= FROM;
    this.bar.hidden = !long;
    for (const card of cards) {
      const button = card.querySelector('[data-fold]');
      if (long && !button) card.querySelector('.point-length').before(this.button(card));
      if (!long && card.matches('.is-folded')) this.unfold(card);
      if (!long && button) button.remove();
    }
  }

  button(card) {
    const press = () => {
      if (!card.matches('.is-folded')) this.fold(card, true);
      else this.unfold(card);
      this.remember();
    };
    return el(
      'button',
      { type: 'button', class: 'fold', 'data-fold': '', 'aria-expanded': 'true', 'aria-label': '折叠这一条', onclick: press },
      el('i', { class: 'bi bi-chevron-down', 'aria-hidden': 'true' }),
      el('span', { class: 'fold-line', 'data-fold-line': '' }),
    );
  }

  all(on) {
    let left = 0;
    for (const card of this.cards()) {
      if (!on) this.unfold(card);
      else if (!this.fold(card)) left += 1;
    }
    this.remember();
    const said = left ? '有 ' + left + ' 条没有折叠：还没保存，或者有要处理的提示。' : '';
    this.bar.querySelector('[data-fold-said]').textContent = said;
  }

  // Whether somebody has to see what is in it.
  holds(card, pressed) {
    const block = this.autosave.blocks.get(card.dataset.node);
    if (!block || block.dirty || block.stuck || card.querySelector('[data-notice], .f-bad, .conflict')) return true;
    const active = document.activeElement;
    return card.contains(active) && !(pressed && active.matches('[data-fold]')) && !active.closest('.point-head');
  }

  /** Whether it is folded now. */
  fold(card, pressed = false) {
    const button = card.querySelector('[data-fold]');
    if (!button) return false;
    if (this.holds(card, pressed)) {
      this.bar.querySelector('[data-fold-said]').textContent = pressed ? '这一条还没保存，或者有要处理的提示，先不折叠。' : '';
      return false;
    }
    this.show(card, button, true);
    return true;
  }

  unfold(card) {
    const button = card.querySelector('[data-fold]');
    if (button && card.matches('.is-folded')) this.show(card, button, false);
  }

  show(card, button, folded) {
    card.classList.toggle('is-folded', folded);
    button.setAttribute('aria-expanded', String(!folded));
    const claim = card.querySelector('[data-field="claim"]');
    const text = claim ? claim.value.trim() : '';
    button.setAttribute('aria-label', (folded ? '展开：' : '折叠：') + (text || EMPTY));
    button.querySelector('[data-fold-line]').textContent = folded ? shortened(text, LINE) || EMPTY : '';
    for (const part of card.children) {
      if (part.matches('.point-head')) continue;
      part.setAttribute('aria-hidden', String(folded));
      if (!folded) {
        part.removeAttribute('aria-hidden');
        part.scrollTop = 0;
      }
      for (const stop of part.querySelectorAll(STOPS)) {
        if (folded) stop.setAttribute('tabindex', '-1');
        else stop.removeAttribute('tabindex');
      }
    }
  }

  touched(event) {
    const card = event.target.closest('.is-folded');
    if (!card || event.target.closest('.point-head')) return;
    this.unfold(card);
    this.remember();
  }

  /** Show an element that may be in a folded point. */
  reveal(element) {
    const card = element && element.closest('.is-folded');
    if (!card || !this.list.contains(card)) return;
    this.unfold(card);
    this.remember();
  }

  // The address names a point, or a field of one.
  arrive() {
    const element = document.getElementById(window.location.hash.slice(1));
    if (!element || !element.closest('.is-folded') || !this.list.contains(element)) return;
    this.reveal(element);
    element.scrollIntoView({ block: 'start' });
  }
}
