// Points as cards: add, remove with undo, move by button or drag, link; the form's buttons do the
// same without this script.
import { numeral, shortened } from '../common/characters.js';
import { commands, single } from '../common/commands.js';
import { fromHtml } from '../common/elements.js';
import { post } from '../common/json.js';
import { toast } from '../common/toast.js';
import { showCategories, showOpen, showProblems } from './answered.js';
import { PointSteps } from './point_steps.js';
import { listRemoved, unlistRemoved } from './removed_points.js';

const SCRIPTED = /^(add|remove|restore|up|down|answer|meet|unmeet)(:|$)/;

export class Points {
  constructor(form, autosave, { onChanged }) {
    this.form = form;
    this.autosave = autosave;
    this.onChanged = onChanged;
    this.list = form.querySelector('[data-points-list]');
    this.order = []; // the points as the server has them
    this.told = {}; // what the server said of the last thing done
    this.elsewhere = () => false; // whether a point was dragged to another step
    if (!this.list) return;
    this.order = this.cards().map((card) => card.dataset.node);
    this.steps = new PointSteps(this);
    commands(form, { 'button[name="op"]': single((button, event) => this.clicked(button, event)) });
    form.addEventListener('input', () => this.renumber());
    for (const block of autosave.blocks.values()) this.remember(block);
    if (window.Sortable) {
      window.Sortable.create(this.list, {
        handle: '[data-grip]', animation: 120, draggable: '[data-point]',
        onEnd: (event) => {
          if (!this.elsewhere(event) && event.oldDraggableIndex !== event.newDraggableIndex) this.dropped(event);
        },
      });
    }
    this.renumber();
  }

  cards() { return Array.from(this.list.querySelectorAll('[data-point]')); }

  async clicked(button, event) {
    if (!SCRIPTED.test(button.value)) return;
    event.preventDefault();
    if (button.disabled) return;
    await this.act({ op: button.value }, button);
  }

  async dropped(event) {
    const done = await this.act({ op: 'move', point: event.item.dataset.node, index: event.newDraggableIndex });
    if (!done) location.reload();
  }

  /** What a person asks for: done, told of, and a step of what can be undone. Whether it was done. */
  async act(body, button = null) {
    const [name, id] = body.op.split(':');
    const before = { order: this.order, block: this.autosave.blocks.get(id) };
    const done = await this.operate(body, button);
    if (done) this.steps.did(name, id || body.point || this.target, before);
    return done;
  }

  /** A new card at the end: {block, step}, or null where there is none. */
  async add() {
    const done = await this.operate({ op: 'add' });
    return done && { block: this.autosave.blocks.get(this.target), step: this.steps.added(this.target) };
  }

  async operate(body, button = null) {
    const [name, id] = (body.op || '').split(':');
    // an answer changes its problem on the server: what is typed there goes first
    await this.autosave.flush();
    const removed = name === 'remove' ? this.autosave.blocks.get(id) : null;
    const { status, data } = await this.autosave.exclusively(() => this.request(body, removed));
    if (status === 401) {
      await this.autosave.expired();
      return this.operate(body, button);
    }
    if (status === 410 && name !== 'show') {
      // done already, by a request whose answer was lost, or in another window: the page catches up
      await this.operate({ op: 'show' });
      if (name === 'restore' && this.order.includes(id)) return true;
    }
    if (status !== 200) {
      toast(data.message || '没有成功，请刷新页面后再试。');
      return false;
    }
    this.target = data.target;
    this.told = Object.assign({ op: body.op }, data);
    if (data.leave) {
      this.autosave.leaving = true;
      location.href = data.leave;
      return true;
    }
    if (name === 'restore') unlistRemoved(this.form, id);
    if (removed) listRemoved(this.form, removed);
    else this.goOn(data.target, name, button);
    return true;
  }

  // Where the keyboard is afterwards.
  goOn(target, name, button) {
    const here = name === 'answer' && !this.list.querySelector('[data-links]'); // on the step of the causes or measures
    if (name === 'add' || name === 'restore' || here) this.focus(target);
    else if (button && document.contains(button)) this.refocus(button);
  }

  // {status, data} of the server's answer, which is applied where it is the new state; status 0
  // where none came.
  async request(body, removed) {
    const sent = Object.assign({ known: this.known(), links: this.linksSeen(), sending: this.autosave.sending() }, body);
    let answer;
    try {
      answer = await post(this.form.dataset.points, sent);
    } catch {
      return { status: 0, data: { message: '暂时连不上服务器，请稍后再试；您写的文字都还在。' } };
    }
    if (answer.status === 200 && answer.data.order) this.apply(answer.data, removed ? removed.id : '');
    return answer;
  }

  // What the cards show of their links: only others need come.
  linksSeen() {
    const seen = {};
    for (const { dataset, parentElement } of this.list.querySelectorAll('[data-links], [data-met]')) {
      seen[parentElement.closest('[data-node]').dataset.node] = dataset.links || dataset.met;
    }
    return seen;
  }

  known() {
    const bases = {};
    for (const card of this.cards()) bases[card.dataset.node] = this.autosave.blocks.get(card.dataset.node).base;
    return bases;
  }

  // A card at the end of the list has one of its two buttons switched off: the other one takes the
  // focus.
  refocus(button) {
    const other = button.disabled && button.parentElement.querySelector('button[value^="up:"]:enabled, button[value^="down:"]:enabled');
    (other || button).focus();
  }

  // Puts the cards into the server's order; cards that are there already are never replaced, so no
  // text is touched. `removed` is the one taken out here.
  apply(data, removed = '') {
    const here = new Map(this.cards().map((card) => [card.dataset.node, card]));
    const focused = document.activeElement || document.body;
    // who pressed 移除 goes on at what is said of it
    const left = focused.matches('button[value^="remove:"]') ? null : focused.closest('[data-point]');
    const at = this.cards().indexOf(left);
    this.order = data.order;
    const order = this.withUnsaved(data, here, removed);
    for (const id of data.order) {
      if (!here.has(id) && data.cards[id]) here.set(id, fromHtml(data.cards[id]));
    }
    this.arrange(order.filter((id) => here.has(id)), here);
    this.relink(data);
    this.showGuesses(data.guesses || []);
    const open = this.form.querySelector('[data-open]');
    if (open) showOpen(open, data.open || '');
    this.renumber();
    this.onChanged(null);
    if (at >= 0 && !document.contains(left)) this.goOnBeside(at);
  }

  // The card with the keyboard has gone, by Ctrl+Z or elsewhere: on to the one in its place, else the last.
  goOnBeside(at) {
    const cards = this.cards();
    const card = cards[at] || cards[cards.length - 1];
    if (card) this.focus(card.dataset.node);
    else this.form.querySelector('button[value="add"]').focus();
  }

  // The server's order, and in it the cards that are gone there while they hold unsaved text: these
  // stay, and offer to be brought back, or save it where they stand now. The others that are gone
  // are taken off the page, and out of `here`.
  withUnsaved({ order: wanted, elsewhere = {} }, here, removed) {
    const order = wanted.slice();
    let before = -1;
    for (const [id, card] of here) {
      const block = this.autosave.blocks.get(id);
      if (order.includes(id)) {
        before = order.indexOf(id);
      } else if (block && block.dirty && id !== removed) {
        before += 1;
        order.splice(before, 0, id);
        if (elsewhere[id]) this.autosave.moved(block, elsewhere[id]);
        else if (block.stuck !== 'gone') this.autosave.gone(block, {});
      } else {
        this.autosave.detach(id);
        card.remove();
        here.delete(id);
      }
    }
    return order;
  }

  // Which places are still to be looked at.
  showGuesses(ids) {
    for (const box of this.list.querySelectorAll('[data-guess]')) {
      box.hidden = !ids.includes(box.closest('[data-node]').dataset.node);
    }
    const sum = this.form.querySelector('[data-guesses]');
    if (!sum) return;
    sum.hidden = ids.length < 2;
    sum.querySelector('b').textContent = String(ids.length);
  }

  // The cards as the server has them: one was dragged away and not dropped among them.
  settle() {
    const here = new Map(this.cards().map((card) => [card.dataset.node, card]));
    const known = this.order.filter((id) => here.has(id));
    this.arrange(known.concat(Array.from(here.keys()).filter((id) => !known.includes(id))), here);
  }

  arrange(order, here) {
    const focused = document.activeElement;
    let next = null;
    for (const id of order.slice().reverse()) {
      const card = here.get(id);
      if (card.parentElement !== this.list || card.nextElementSibling !== next) this.list.insertBefore(card, next);
      next = card;
    }
    if (focused && document.contains(focused) && focused !== document.activeElement) focused.focus();
    for (const id of order) {
      if (!this.autosave.blocks.has(id)) {
        this.remember(this.autosave.attach(here.get(id)));
        this.onChanged(here.get(id));
      }
    }
  }

  relink(data) {
    for (const [id, [seen, html]] of Object.entries(data.links)) {
      const block = this.autosave.blocks.get(id);
      if (!block) continue;
      block.relink(html, seen, data.bases[id]);
      showProblems(block.element, html, seen);
    }
    showCategories(this.autosave.blocks, data.categories || {}, data.bases);
    for (const [id, base] of Object.entries(data.bases)) {
      const block = this.autosave.blocks.get(id);
      if (block && !data.links[id] && block.element.querySelector('[data-links]')) block.base = base;
    }
  }

  // A new category brings other suggestions.
  remember(block) {
    const category = block.field('category');
    block.shownFor = category ? category.value : '';
  }

  saved(block) {
    const category = block.field('category');
    if (!category || !block.element.querySelector('[data-links]')) return; // only problems have suggestions
    if (category.value !== block.shownFor) {
      block.shownFor = category.value;
      this.operate({ op: 'show' });
    }
  }

  focus(id) {
    const block = this.autosave.blocks.get(id);
    if (!block) return;
    block.element.scrollIntoView({ block: 'center' });
    const field = block.field('claim');
    if (field) field.focus({ preventScroll: true });
  }

  // The numbers as they will be printed: only what says something counts, and a single point has
  // none.
  renumber() {
    const cards = this.cards();
    const blocks = cards.map((card) => this.autosave.blocks.get(card.dataset.node)).filter(Boolean);
    const living = blocks.filter((block) => !block.empty());
    for (const block of blocks) {
      const marker = block.element.querySelector('[data-marker]');
      const at = living.indexOf(block);
      const number = at < 0 ? '' : numeral(at + 1);
      const causes = this.form.dataset.markers === '（一）';
      marker.textContent = !number || living.length < 2 ? '·' : causes ? '（' + number + '）' : number + '是';
      marker.title = at < 0 ? '还没有写，不占序号' : living.length < 2 ? '只有一条，不印序号' : '将印出的序号';
      const length = block.element.querySelector('[data-length-of-point]');
      if (length) length.textContent = String(block.length());
    }
    cards.forEach((card, index) => {
      const claim = card.querySelector('[data-field="claim"]');
      const words = claim ? claim.value.trim() : '';
      card.setAttribute('aria-label', '第 ' + (index + 1) + ' 条' + (words && '：' + shortened(words, 24)));
      const up = card.querySelector('button[value^="up:"]');
      const down = card.querySelector('button[value^="down:"]');
      if (up) up.disabled = index === 0;
      if (down) down.disabled = index === cards.length - 1;
    });
  }
}
