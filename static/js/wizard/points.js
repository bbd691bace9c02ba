// Points as cards: add, remove with undo, move by button or drag, link; the form's buttons do the same without this script.
import { post } from './http.js';
import { el, numeral } from './text.js';

const SCRIPTED = /^(add|remove|restore|up|down|answer)(:|$)/;

export class Points {
  constructor(form, autosave, { toast, onChanged }) {
    this.form = form;
    this.autosave = autosave;
    this.toast = toast;
    this.onChanged = onChanged;
    this.list = form.querySelector('[data-points-list]');
    if (!this.list) return;
    form.addEventListener('click', (event) => this.clicked(event));
    form.addEventListener('input', () => this.renumber());
    for (const block of autosave.blocks.values()) this.remember(block);
    if (window.Sortable) {
      window.Sortable.create(this.list, {
        handle: '[data-grip]', animation: 120, draggable: '[data-point]',
        onEnd: (event) => { if (event.oldDraggableIndex !== event.newDraggableIndex) this.dropped(event); },
      });
    }
    this.renumber();
  }

  cards() { return Array.from(this.list.querySelectorAll('[data-point]')); }

  async clicked(event) {
    const button = event.target.closest('button[name="op"]');
    if (!button || !SCRIPTED.test(button.value)) return;
    event.preventDefault();
    if (button.disabled) return;
    await this.operate({ op: button.value }, button);
  }

  async dropped(event) {
    const done = await this.operate({ op: 'move', point: event.item.dataset.node, index: event.newDraggableIndex });
    if (!done) location.reload();
  }

  async operate(body, button = null) {
    const [name, id] = (body.op || '').split(':');
    // an answer changes its problem on the server: what is typed there goes first
    await this.autosave.flush();
    let removed = null;
    const { status, data } = await this.autosave.exclusively(async () => {
      let answer;
      try {
        answer = await post(this.form.dataset.points, Object.assign({ known: this.known() }, body));
      } catch (error) {
        return { status: 0, data: { message: '暂时连不上服务器，请稍后再试；您写的文字都还在。' } };
      }
      if (answer.status === 200) {
        if (name === 'remove') removed = this.autosave.blocks.get(id);
        this.apply(answer.data, name === 'remove' ? id : '');
      }
      return answer;
    });
    if (status === 401) {
      await this.autosave.expired();
      return this.operate(body, button);
    }
    if (status !== 200) {
      this.toast(data.message || '没有成功，请刷新页面后再试。');
      return false;
    }
    if (removed) this.listRemoved(removed);
    if (name === 'restore') this.unlistRemoved(id);
    if (removed) {
      const claim = removed.values().claim;
      this.toast('已移除' + (claim ? '“' + claim.slice(0, 16) + '”' : '一条') + '。', ['撤销', () => this.operate({ op: 'restore:' + id })], this.cards()[0]);
    }
    if (removed) return true; // the keyboard is at the undo button
    if (name === 'add' || name === 'restore') this.focus(data.target);
    else if (button && document.contains(button)) this.refocus(button);
    return true;
  }

  // What was taken out stays at hand below the points after the line with the undo button is gone.
  listRemoved(block) {
    if (block.empty()) return;
    const box = this.form.querySelector('[data-removed]');
    const values = block.values();
    const text = (values.claim || values.elaboration || values.example || '').trim();
    box.hidden = false;
    box.querySelector('ul').prepend(el('li', { 'data-removed-point': block.id },
      el('span', {}, text.length > 40 ? text.slice(0, 39) + '…' : text), ' ',
      el('button', { class: 'btn btn-plain btn-sm', type: 'submit', name: 'op', value: 'restore:' + block.id }, '恢复')));
  }

  unlistRemoved(id) {
    const box = this.form.querySelector('[data-removed]');
    const item = box.querySelector('[data-removed-point="' + id + '"]');
    if (item) item.remove();
    box.hidden = !box.querySelector('li');
  }

  known() {
    const bases = {};
    for (const card of this.cards()) bases[card.dataset.node] = this.autosave.blocks.get(card.dataset.node).base;
    return bases;
  }

  // A card at the end of the list has one of its two buttons switched off: the other one takes the focus.
  refocus(button) {
    const other = button.disabled && button.parentElement.querySelector('button[value^="up:"]:enabled, button[value^="down:"]:enabled');
    (other || button).focus();
  }

  // Puts the cards into the server's order; cards that are there already are never replaced, so no text is touched. A card that is
  // gone on the server while it holds unsaved text stays, and offers to be brought back; `removed` is the one taken out here.
  apply(data, removed = '') {
    const here = new Map(this.cards().map((card) => [card.dataset.node, card]));
    const order = data.order.slice();
    let before = -1;
    for (const [id, card] of here) {
      const block = this.autosave.blocks.get(id);
      if (order.includes(id)) {
        before = order.indexOf(id);
      } else if (block && block.dirty && id !== removed) {
        before += 1;
        order.splice(before, 0, id);
        if (block.stuck !== 'gone') this.autosave.gone(block, {});
      } else {
        this.autosave.detach(id);
        card.remove();
        here.delete(id);
      }
    }
    for (const id of data.order) {
      if (!here.has(id) && data.cards[id]) {
        const holder = document.createElement('template');
        holder.innerHTML = data.cards[id].trim();
        here.set(id, holder.content.firstElementChild);
      }
    }
    const focused = document.activeElement;
    const inOrder = order.filter((id) => here.has(id));
    let next = null;
    for (const id of inOrder.slice().reverse()) {
      const card = here.get(id);
      if (card.parentElement !== this.list || card.nextElementSibling !== next) this.list.insertBefore(card, next);
      next = card;
    }
    if (focused && document.contains(focused) && focused !== document.activeElement) focused.focus();
    for (const id of inOrder) {
      if (!this.autosave.blocks.has(id)) {
        this.remember(this.autosave.attach(here.get(id)));
        this.onChanged(here.get(id));
      }
    }
    this.relink(data);
    const open = this.form.querySelector('[data-open]');
    if (open) open.innerHTML = data.open || '';
    this.renumber();
    this.onChanged(null);
  }

  relink(data) {
    for (const [id, html] of Object.entries(data.links)) {
      const block = this.autosave.blocks.get(id);
      if (block) block.relink(html, data.bases[id]);
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

  // The numbers as they will be printed: only what says something counts, and a single point has none.
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
      const up = card.querySelector('button[value^="up:"]');
      const down = card.querySelector('button[value^="down:"]');
      if (up) up.disabled = index === 0;
      if (down) down.disabled = index === cards.length - 1;
    });
  }
}

// `back` says that the action takes the focus, and where it goes when the line is closed.
export function toaster() {
  let box = null;
  return (text, action = null, back = undefined) => {
    if (box) box.remove();
    box = el('div', { class: 'toast-line', role: 'status' }, el('span', {}, text));
    const close = () => {
      if (!box) return;
      const inside = box.contains(document.activeElement);
      box.remove();
      box = null;
      if (inside && back && document.contains(back)) back.querySelector('textarea, select').focus();
    };
    if (action) box.append(el('button', { type: 'button', class: 'btn btn-sm btn-light', onclick: () => { close(); action[1](); } }, action[0]));
    box.append(el('button', { type: 'button', class: 'linklike', onclick: close }, '知道了'));
    document.body.append(box);
    if (back !== undefined) box.querySelector('button').focus();
    if (!action) setTimeout(close, 8000);
  };
}
