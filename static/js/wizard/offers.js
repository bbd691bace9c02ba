// Text of an earlier visit that never reached the server is offered back, at its block and at the top of the step; never put in
// unasked. An offer says nothing while the block holds the same text, and is over when that is saved.
import { shortened } from '../common/characters.js';
import { el } from '../common/elements.js';
import { Block } from './block.js';
import { keptOnPage, forget, kept, setAside } from './unsent_blocks.js';

const BEFORE = 6; // characters

export function moment(at) {
  const when = new Date(at);
  return when.getMonth() + 1 + '月' + when.getDate() + '日 ' + when.getHours() + ':' + String(when.getMinutes()).padStart(2, '0');
}

/** The texts of an entry's values, the links left out. */
export function wordsOf(values) {
  return Object.entries(values).filter(([name, text]) => name !== 'category' && typeof text === 'string' && text.trim()).map(([, text]) => text);
}

/** Whether an entry says something else than its block on a page; so does one without a block. */
export function differs(page, entry) {
  const element = page.querySelector('[data-node="' + entry.node + '"]');
  return !element || new Block(element).differences(entry.values).length > 0;
}

/** What of kept values is not in their block yet: of the first field that differs, from just before the difference. */
export function news(block, values) {
  const [found] = block.differences(values);
  if (!found) return wordsOf(values)[0] || '';
  const [, text, name] = found;
  const now = block.values()[name];
  const letters = Array.from(text);
  const before = typeof now === 'string' ? Array.from(now) : [];
  const same = letters.findIndex((letter, at) => letter !== before[at]);
  const start = Math.max(0, same - BEFORE);
  return (start ? '…' : '') + letters.slice(start).join('');
}

/** Whether an entry's node is a measure of last year's paper, which stands in the panel 上年. */
export const isTick = (node) => node.startsWith('measure-');

export class Offers {
  constructor(form, changed) {
    this.form = form;
    this.draft = form.dataset.draft;
    this.changed = changed;
    // what is written beside the paper is offered there alone
    this.top = form.matches('[data-promises]') ? null : document.querySelector('[data-unsent]');
    this.open = new Map(); // block id -> {block, entry, restore, drop}
    this.strays = []; // entries whose block is not on the page any more
  }

  offerAll(blocks, others) {
    for (const block of blocks.values()) this.offer(block, others);
    this.strays = keptOnPage(this.draft, location.pathname, others)
      .filter(({ node }) => !blocks.has(node) && !(isTick(node) && this.form.matches('[data-wizard]')))
      .filter((entry) => differs(document, entry) || forget(this.draft, entry.node, entry.tab));
    this.list();
  }

  offer(block, others = null) {
    if (block.element.querySelector('[data-notice="offer"]')) return;
    for (const found of kept(this.draft, block.id, others)) {
      const different = block.differences(found.values);
      if (!different.length) {
        // what stands here is not saved by standing here: it may have been typed since the page came
        if (!block.dirty) forget(this.draft, block.id, found.tab);
        continue;
      }
      this.show(block, setAside(this.draft, block.id, found), different);
      break;
    }
  }

  show(block, entry, different) {
    // only what is shown is put back, so that nothing typed meanwhile in another field goes
    const lost = {};
    for (const [, , name] of different) lost[name] = entry.values[name];
    const drop = () => { this.close(block); forget(this.draft, block.id, entry.tab); };
    const restore = () => { drop(); block.set(lost, '恢复这段文字'); this.changed(block); };
    this.open.set(block.id, { block, entry, restore, drop });
    block.notice('offer', '本机存着一段没有来得及保存的文字（' + moment(entry.at) + '）：', different, [['恢复这段文字', restore, true], ['不要了', drop]]);
    this.list();
  }

  close(block) {
    block.clearNotice('offer');
    this.open.delete(block.id);
    this.list();
  }

  /** Something was written in a block: the offer is no offer while the text is the same. */
  follow(block) {
    const offered = this.open.get(block.id);
    const notice = offered && block.element.querySelector('[data-notice="offer"]');
    if (!notice) return;
    const same = !block.differences(offered.entry.values).length;
    if (notice.hidden === same) return;
    notice.hidden = same;
    this.list();
  }

  /** A block was saved: what was offered and now is stored needs no keeping. */
  saved(block) {
    const offered = this.open.get(block.id);
    if (offered && !block.differences(offered.entry.values).length) offered.drop();
  }

  // The list at the top of the step.
  list() {
    if (!this.top) return;
    const rows = Array.from(this.open.values())
      .filter(({ block }) => !block.element.querySelector('[data-notice="offer"]').hidden)
      .map((offered) => this.row(offered));
    rows.push(...this.strays.map((entry) => this.stray(entry)));
    const list = this.top.querySelector('ul');
    list.textContent = '';
    list.append(...rows);
    this.top.hidden = !rows.length;
  }

  row({ block, entry, restore, drop }) {
    const name = block.element.getAttribute('aria-label') || block.label(block.fields()[0].dataset.field);
    const place = el('a', { href: '#' + block.element.id, onclick: (event) => { event.preventDefault(); this.go(block); } }, name);
    return line(place, entry, news(block, entry.values), [['恢复', restore], ['不要了', drop]]);
  }

  go(block) {
    for (let fold = block.element.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    const notice = block.element.querySelector('[data-notice="offer"]');
    notice.scrollIntoView({ block: 'center' });
    notice.querySelector('button').focus({ preventScroll: true });
  }

  // The words can only be taken from here: their block was removed meanwhile, or cannot be written in now.
  stray(entry) {
    const said = this.form.matches('[data-wizard]') ? '原来那一处已经移除' : '现在不能修改，需要的话请复制';
    const row = line(el('span', {}, said), entry, wordsOf(entry.values)[0] || '', [['不要了', () => {
      forget(this.draft, entry.node, entry.tab);
      this.strays = this.strays.filter((one) => one !== entry);
      this.list();
    }]]);
    row.append(el('blockquote', {}, wordsOf(entry.values).join('\n')));
    return row;
  }
}

function line(place, entry, words, buttons) {
  const row = el('li', {}, place, el('span', { class: 'soft' }, moment(entry.at) + '　' + shortened(words, 24)));
  for (const [label, act] of buttons) row.append(el('button', { type: 'button', class: 'btn btn-sm btn-plain', onclick: act }, label));
  return row;
}
