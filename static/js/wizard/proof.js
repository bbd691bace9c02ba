// The tab 校对 beside the text: findings of this step, loaded when it is opened and again after saves. Accepting is typing in the
// page's own field, so that autosave carries it like any other change and nothing can conflict.
import { Keys } from '../proofing/keys.js';
import { closeDrawer } from './drawer.js';

const LATER = 2500; // ms after a save
const AWAY = '校对暂时不可用，请稍后再试。写字和保存不受影响。';
const MOVED = '这一处的文字已经改动过，没有采纳；校对更新以后再看。';

// The server counts characters, a text field UTF-16 units.
function units(text, characters) {
  return Array.from(text).slice(0, characters).join('').length;
}

// Where the quoted words stand in the field now; -1 where that is not certain any more.
function locate(text, start, near, quote) {
  const at = units(text, start);
  if (text.slice(Math.max(0, at - near.length), at) === near && text.startsWith(quote, at)) return at;
  return between(text, near, quote, '');
}

// Where a text stands between the given neighbours; -1 where it does not, or more than once.
function between(text, before, wanted, after) {
  const whole = before + wanted + after;
  const first = whole ? text.indexOf(whole) : -1;
  return first >= 0 && text.indexOf(whole, first + 1) < 0 ? first + before.length : -1;
}

export class Proof {
  constructor(autosave, toast) {
    this.autosave = autosave;
    this.toast = toast;
    this.side = document.getElementById('picker');
    this.panel = document.querySelector('[data-proof-panel]');
    if (!this.side || !this.panel || !window.htmx) return;
    this.tabs = Array.from(this.side.querySelectorAll('[data-side]'));
    this.opened = false; // whether it was ever looked at: who never opens it never asks the server
    this.stale = false;
    this.timer = 0;
    this.back = null; // takes back what was accepted last
    this.keys = new Keys(this.panel, () => this.panel, { moved: (card) => this.show(card), undo: () => this.undo() });
    this.wireTabs();
    this.wireRequests();
    this.panel.addEventListener('click', (event) => this.clicked(event));
    if (!this.side.querySelector('[data-side-pane="phrases"]')) this.open('proof');
  }

  wireTabs() {
    const list = this.side.querySelector('[data-side-tabs]');
    list.setAttribute('role', 'tablist');
    for (const tab of this.tabs) {
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', 'side-' + tab.dataset.side);
      tab.removeAttribute('aria-current');
      const pane = document.getElementById('side-' + tab.dataset.side);
      pane.setAttribute('role', 'tabpanel');
      pane.setAttribute('aria-labelledby', tab.id);
      tab.addEventListener('click', (event) => { event.preventDefault(); event.stopPropagation(); this.open(tab.dataset.side); });
      tab.addEventListener('keydown', (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (event.key === ' ') { event.preventDefault(); this.open(tab.dataset.side); }
        if (!step) return;
        const other = this.tabs[(this.tabs.indexOf(tab) + step + this.tabs.length) % this.tabs.length];
        other.focus();
        this.open(other.dataset.side);
      });
    }
    this.choose('phrases');
  }

  choose(name) {
    for (const tab of this.tabs) {
      const chosen = tab.dataset.side === name;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen || this.tabs.length === 1 ? 0 : -1;
      document.getElementById('side-' + tab.dataset.side).hidden = !chosen;
    }
    this.visible = name === 'proof';
  }

  async open(name) {
    this.choose(name);
    if (!this.visible || (this.opened && !this.stale)) return;
    this.opened = true;
    await this.autosave.flush(); // what is checked is what is saved
    this.refresh();
  }

  // Something was saved: look again when it has been quiet for a while, but only for somebody who looks.
  saved() {
    if (!this.opened) return;
    this.stale = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { if (this.visible) this.refresh(); }, LATER);
  }

  refresh() {
    clearTimeout(this.timer);
    this.stale = false;
    window.htmx.trigger(this.panel, 'refresh');
  }

  wireRequests() {
    const mine = (name, act) => this.panel.addEventListener(name, (event) => { event.stopPropagation(); act(event); });
    this.panel.addEventListener('htmx:confirm', async (event) => {
      if (event.detail.verb === 'get') return;
      // a finding is known by the text that is stored
      event.preventDefault();
      this.back = null;
      await this.autosave.flush();
      event.detail.issueRequest(true);
    });
    this.panel.addEventListener('htmx:afterSwap', () => {
      const line = this.panel.querySelector('[data-number]');
      const number = line ? line.dataset.number : '';
      this.side.querySelector('[data-proof-number]').textContent = number === '' ? '' : '（' + number + '）';
      if (this.inside) this.keys.again();
    });
    this.panel.addEventListener('htmx:beforeSwap', () => { this.inside = this.panel.contains(document.activeElement); });
    mine('htmx:responseError', async (event) => {
      if (event.detail.xhr.status !== 401) return this.unavailable();
      await this.autosave.expired();
      return this.refresh();
    });
    mine('htmx:sendError', () => this.unavailable());
    mine('htmx:timeout', () => this.unavailable());
  }

  unavailable() {
    this.stale = true;
    this.panel.textContent = '';
    const line = document.createElement('p');
    line.className = 'soft';
    line.textContent = AWAY;
    this.panel.append(line);
    this.side.querySelector('[data-proof-number]').textContent = '';
  }

  clicked(event) {
    const card = event.target.closest('[data-proof-card]');
    if (!card) return;
    if (event.target.closest('[data-accept]')) this.accept(card);
    else if (event.target.closest('[data-jump]') || !event.target.closest('button, a, form, summary')) this.show(card, true);
  }

  // {block, field, at} of a card's words as the page has them now; field and at are missing where they are in no field.
  find(card) {
    const { atNode, fieldName, start, near, quote } = card.dataset;
    const block = this.autosave.blocks.get(atNode);
    const field = block && fieldName ? block.field(fieldName) : null;
    const at = field ? locate(field.value, Number(start), near, quote) : -1;
    return { block, field, at };
  }

  // Shows the words in their field; `go` puts the cursor there, else (moving by keys) the focus stays in the list.
  show(card, go = false) {
    const { block, field, at } = this.find(card);
    const target = field || (block ? block.element : document.getElementById('node-' + card.dataset.atNode));
    if (!target) return;
    const fold = target.closest('details');
    if (fold) fold.open = true;
    target.scrollIntoView({ block: 'center' });
    if (field && at >= 0) field.setSelectionRange(at, at + card.dataset.quote.length);
    if (!go) return;
    closeDrawer();
    const stop = field || (block && block.element.querySelector('textarea, input:not([type=hidden]), select'));
    if (stop) stop.focus({ preventScroll: true });
  }

  accept(card) {
    const { block, field, at } = this.find(card);
    const { quote, replacement } = card.dataset;
    if (!block || block.stuck || at < 0 || this.autosave.composing) {
      this.toast(MOVED);
      if (block && !block.stuck) this.saved();
      return;
    }
    this.put(field, at, quote.length, replacement);
    const done = field.value;
    const around = [done.slice(Math.max(0, at - 8), at), done.slice(at + replacement.length, at + replacement.length + 8)];
    card.remove();
    this.back = () => {
      this.back = null;
      const now = field.value === done ? at : between(field.value, around[0], replacement, around[1]);
      if (now < 0) { this.toast('这一处后来又改过，没有撤销。'); return; }
      this.put(field, now, replacement.length, quote);
      this.toast('已撤销。');
      this.send(block);
    };
    this.toast('已采纳：“' + quote.slice(0, 12) + '”改为“' + (replacement || '（删去）') + '”。', ['撤销', this.back]);
    this.keys.again();
    this.send(block);
  }

  undo() {
    if (!this.back) return false;
    this.back();
    return true;
  }

  put(field, at, size, text) {
    field.setRangeText(text, at, at + size, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  async send(block) {
    await this.autosave.send(block);
    this.saved();
  }
}
