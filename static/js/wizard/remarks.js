// The tab 批注 beside the text: what the reviewers ask, with its words marked in the text. Answers are pieces from the server;
// a suggestion is typed in the page's own field, saved like any other change, and counts as taken when it is saved.

import { commands } from '../common/commands.js';
import { Hand, isUnasked } from '../common/hand.js';
import { begin, end } from '../common/once.js';
import { formOf, onTrouble } from '../common/pieces.js';
import { toast } from '../common/toast.js';
import { Keeper } from '../review/unsent_forms.js';
import { fieldOf, placeIn } from './arrival.js';
import { closeDrawer, openDrawer } from './drawer.js';
import { marks } from './marks.js';
import { RemarkBar } from './remark_bar.js';
import { RemarkKeys } from './remark_keys.js';
import { markWaiting, NAME } from './remark_marks.js';
import { reveal, showElement } from './reveal.js';
import { Suggestions } from './suggestions.js';

const LATER = 2500; // ms after a save
const WIDE = window.matchMedia('(min-width: 1200px)');
const AWAY = '暂时连不上服务器，没有发出；写好的文字还在，请稍后再试。';
const TROUBLE = '没有成功，写好的文字还在，请稍后再试。';

export class Remarks {
  // `autosave` is null where nothing can be written
  constructor(autosave, side, steps) {
    this.panel = document.getElementById('comments-panel');
    this.autosave = autosave;
    this.side = side;
    this.steps = steps;
    if (!side || !this.panel || !window.htmx) return;
    this.current = ''; // the comment dealt with, by its id
    this.index = 0; // its place in the list
    this.stale = false;
    this.timer = 0;
    this.pointed = null; // the field with the words brought out
    this.keeper = new Keeper(this.panel.dataset.remarks);
    const press = (form) => window.htmx.trigger(form, 'submit');
    this.suggestions = autosave && new Suggestions(autosave, this.panel, press);
    this.keys = new RemarkKeys(this);
    this.wirePresses();
    this.wireRequests();
    side.panel(NAME, () => { if (this.stale) this.refresh(); });
    window.addEventListener('focus', () => { this.stale = true; this.later(); });
    this.prepare();
    this.choose(this.list().dataset.at || '');
    const bar = document.querySelector('[data-arrival][data-panel="' + NAME + '"]');
    this.bar = bar && new RemarkBar(bar, this);
  }

  list() { return this.panel.querySelector('[data-comments]'); }

  /** The cards that wait for an answer, in reading order. */
  cards() { return Array.from(this.panel.querySelectorAll('[data-comment][data-waiting]')); }

  card(comment) { return this.panel.querySelector('[data-comment="' + comment + '"]'); }

  /** The card of a comment that waits for an answer; null of any other. */
  waits(comment) { return this.panel.querySelector('[data-comment="' + comment + '"][data-waiting]'); }

  wirePresses() {
    commands(this.panel, {
      '[data-walk-on]': () => this.walk(1),
      '[data-walk-back]': () => this.walk(-1),
      'button[data-goto]': (button) => this.show(button.closest('[data-comment]'), true),
      'summary[data-explain]': (summary) => {
        const fold = summary.parentElement;
        setTimeout(() => { if (fold.open) fold.querySelector('textarea').focus(); }); // it opens after the press
      },
      'button, a, form, summary, textarea': () => {},
      '[data-comment]': (card) => { this.choose(card.dataset.comment); this.show(card); },
    });
    commands(document, {
      '[data-remarks-open]': (link, event) => { event.preventDefault(); event.stopPropagation(); this.open(); },
    });
    document.addEventListener('click', ({ target }) => this.pressedOn(target));
    this.panel.addEventListener('focusin', ({ target }) => {
      const card = target.closest('[data-comment]');
      if (card) this.choose(card.dataset.comment);
    });
    this.panel.addEventListener('focusout', () => { if (this.stale) this.later(); });
  }

  /** Into sight, with the focus on the comment dealt with. */
  open() {
    this.side.open(NAME);
    openDrawer();
    const card = this.card(this.current) || this.cards()[0];
    this.focus(card || this.panel);
  }

  /** Begin among the comments, where they are in sight; says whether that is so. */
  stay() {
    const card = WIDE.matches && this.card(this.current);
    if (!card) return false;
    if (card.closest('[data-settled]')) card.closest('[data-settled]').open = true;
    this.focus(card);
    this.show(card);
    return true;
  }

  // Words marked in the text lead to their comment, where there is room beside the text.
  pressedOn(field) {
    if (!field.matches('[data-field]') || field.selectionStart !== field.selectionEnd) return;
    const range = marks.under(NAME, field, field.selectionStart);
    if (!range || !WIDE.matches) return;
    this.side.open(NAME);
    this.choose(range.comment);
    const card = this.card(range.comment);
    if (card) card.scrollIntoView({ block: 'nearest' });
  }

  choose(comment) {
    const cards = this.cards();
    const index = cards.findIndex((card) => card.dataset.comment === comment);
    this.current = comment;
    if (index >= 0) this.index = index;
    for (const card of this.panel.querySelectorAll('[data-comment]')) {
      card.classList.toggle('is-current', card.dataset.comment === comment);
    }
    if (this.bar) this.bar.follow();
  }

  focus(element) {
    if (element.matches('[data-comment]')) this.choose(element.dataset.comment);
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
  }

  /** To the next or the former comment; at the ends to that on another step. */
  walk(by) {
    const card = this.after(by);
    const way = by > 0 ? this.wayOn() : this.panel.querySelector('[data-way-back]');
    if (card) {
      this.focus(card);
      this.show(card);
    } else if (way) way.click();
  }

  /** The card after the one dealt with, or before it. */
  after(by = 1) {
    const cards = this.cards();
    const at = cards.findIndex((card) => card.dataset.comment === this.current);
    return cards[at < 0 ? Math.min(this.index, cards.length - 1) : at + by] || null;
  }

  /** The link to the next comment that is not on this step. */
  wayOn() { return this.panel.querySelector('[data-way-on]'); }

  /** Shows the words of a comment in their field; `go` puts the cursor there. */
  show(card, go = false) {
    const { block, field } = fieldOf(card.dataset);
    if (!block) {
      const link = go && card.querySelector('a[data-goto]');
      if (link) link.click();
      return;
    }
    if (go) closeDrawer().then(() => this.reveal(card, block, field, true));
    else this.reveal(card, block, field, false);
  }

  reveal(card, block, field, go) {
    const [range] = field ? marks.of(NAME, field).filter(({ comment }) => comment === card.dataset.comment) : [];
    if (range) this.point(field, range);
    const at = placeIn(field, card.dataset);
    if (at >= 0) reveal(field, at, at + card.dataset.quote.length, go);
    else if (field) reveal(field, 0, 0, go);
    else showElement(block);
  }

  point(field, range) {
    if (this.pointed) marks.point(this.pointed, null);
    this.pointed = field;
    marks.point(field, range);
  }

  // Something was saved: look again when it has been quiet for a while, but only for somebody who looks.
  saved() {
    if (!this.suggestions) return;
    this.stale = true;
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { if (this.stale && this.side.sees(NAME)) this.refresh(); }, LATER);
  }

  refresh() {
    clearTimeout(this.timer);
    if (this.writing()) { this.stale = true; return; }
    this.stale = false;
    const address = this.panel.getAttribute('hx-get') + (this.list().dataset.scope ? '?scope=all' : '');
    window.htmx.ajax('GET', address, { source: this.panel, target: this.panel, swap: 'innerHTML settle:0ms' });
  }

  // An explanation being written is not taken from under the hand.
  writing() {
    return this.panel.contains(document.activeElement) && document.activeElement.matches('textarea');
  }

  wireRequests() {
    this.panel.addEventListener('htmx:confirm', (event) => this.confirm(event));
    this.hand = new Hand(this.panel);
    this.panel.addEventListener('htmx:beforeSwap', ({ detail }) => this.beforeSwap(detail));
    // when htmx has put the classes of the new elements in their place
    this.panel.addEventListener('htmx:afterSettle', ({ detail }) => this.settled(detail));
    onTrouble(this.panel, { refused: (status, { detail }) => this.refused(status, detail), away: () => this.away(), own: true });
  }

  // What is answered is what is saved; a suggestion is typed and saved first.
  async confirm(event) {
    if (event.detail.verb === 'get') return;
    event.preventDefault();
    const form = event.target.closest('form');
    if (!begin(form)) return;
    if (await this.ready(form)) event.detail.issueRequest(true);
    else end(form);
  }

  async ready(form) {
    if (!this.suggestions) return true;
    const card = form.closest('[data-comment]') || this.card(form.dataset.takeBack);
    if ('accepting' in form.dataset) return this.suggestions.take(card, form);
    if ('takeBack' in form.dataset) return this.suggestions.putBack(card);
    await this.autosave.flush();
    return true;
  }

  beforeSwap(detail) {
    const post = detail.requestConfig.verb !== 'get';
    const held = this.hand.there && isUnasked(detail.requestConfig);
    if (held || (!post && this.writing())) {
      detail.shouldSwap = false;
      this.stale = true;
      if (held) this.later();
      return;
    }
    if (detail.xhr.status === 422) {
      detail.shouldSwap = true;
      detail.isError = false;
    } else if (post && detail.xhr.status === 200) this.keeper.forget(formOf({ detail }));
    this.inside = this.panel.contains(document.activeElement);
  }

  settled(detail) {
    if (detail.target !== this.panel) return;
    this.stale = false; // what is shown is as of now
    clearTimeout(this.timer);
    if (detail.requestConfig.verb !== 'get') this.steps.later(); // the list of steps counts them too
    const before = this.index;
    this.prepare();
    const { at } = this.list().dataset;
    const chosen = at || this.current;
    this.choose(chosen);
    const card = this.card(chosen);
    if (this.suggestions) this.suggestions.swapped();
    if (!this.inside && !at) return;
    if (card && (at || 'waiting' in card.dataset)) {
      if (card.closest('[data-settled]')) card.closest('[data-settled]').open = true;
      this.focus(card);
      if (at) this.show(card);
    } else this.goOn(before);
  }

  // The comment dealt with has left the list: the one that took its place is the next.
  goOn(index) {
    const cards = this.cards();
    const card = cards[Math.min(index, cards.length - 1)];
    const way = this.panel.querySelector('[data-way-on], [data-all-settled] a');
    this.focus(card || way || this.panel);
    if (card) this.show(card);
  }

  async refused(status, { requestConfig }) {
    const form = formOf({ detail: { requestConfig } });
    if (status === 401 && this.autosave) {
      await this.autosave.expired();
      if (form && document.contains(form)) window.htmx.trigger(form, 'submit');
      else this.refresh();
    } else if (form) toast(TROUBLE, { bad: true });
    else this.stale = true;
  }

  away() {
    this.stale = true;
    toast(AWAY, { bad: true });
  }

  prepare() {
    const { number, total } = this.list().dataset;
    this.side.count(NAME, Number(number));
    for (const place of document.querySelectorAll('[data-remarks-total]')) {
      place.textContent = ' ' + total;
      place.parentElement.classList.toggle('is-waiting', total !== '0');
    }
    this.keeper.restore(this.panel);
    markWaiting(this.cards());
  }
}
