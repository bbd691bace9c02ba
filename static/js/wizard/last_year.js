// The tab 上年 beside the text: last year's paper for this step, its measures to tick, quoting a point of it, and the frame of
// 上年度整改情况. What is put into the text is typed there, so that autosave carries it like any other change.
import { commands, single } from '../common/commands.js';
import { get } from '../common/json.js';
import { onTrouble, renew } from '../common/pieces.js';
import { replaceRange } from '../common/replacement.js';
import { toast } from '../common/toast.js';
import { Promises } from '../rectification/promises.js';
import { closeDrawer, openDrawer } from './drawer.js';
import { selectFirstHole } from './holes.js';
import { isTick } from './offers.js';
import { undo } from './undo.js';
import { allEntries, livingTabs } from './unsent_blocks.js';

const AWAY = '暂时连不上服务器，请稍后再试；您写的文字都还在。';
const TEXTS = ['claim', 'elaboration', 'example'];

export class LastYear {
  constructor(form, autosave, points, side, steps) {
    this.form = form;
    this.autosave = autosave;
    this.points = points;
    this.side = side;
    this.steps = steps;
    this.panel = document.querySelector('[data-last-year-panel]');
    this.promises = null;
    this.opened = false;
    this.wireBadges();
    if (!this.side || !this.panel || !window.htmx) return;
    this.panel.addEventListener('htmx:afterSwap', (event) => {
      if (event.target === this.panel) this.filled();
    });
    onTrouble(this.panel, {
      refused: async (status) => {
        if (status !== 401) return this.unavailable();
        await this.autosave.expired();
        return this.shown();
      },
      away: () => this.unavailable(),
      own: true,
    });
    commands(this.panel, {
      '[data-quote]': single((button, event) => this.quote(button, event)),
      '[data-quote-lead]': single((button, event) => this.quoteLead(button, event)),
      '[data-frame]': single((button, event) => this.frame(button, event)),
    });
    side.panel('lastyear', () => { if (!this.opened) this.shown(); });
    livingTabs().then((others) => {
      const { draft } = form.dataset;
      if (!this.opened && allEntries(others).some((entry) => entry.draft === draft && isTick(entry.node))) this.shown();
    });
  }

  // Fetched when it is looked at for the first time, and never again on this page: what is being written in it is not replaced.
  shown() {
    this.opened = true;
    renew(this.panel);
  }

  filled() {
    const form = this.panel.querySelector('[data-promises]');
    if (!form || form.querySelector('fieldset').disabled) return;
    this.promises = new Promises(form, { onSaved: () => this.steps.later() });
    form.addEventListener('input', () => this.count());
    // after the list has looked for what was left in other tabs
    livingTabs().then(() => this.tellOfUnsent());
  }

  tellOfUnsent() {
    if (!this.promises.autosave.offers.open.size || this.side.sees('lastyear')) return;
    toast('“上年”里有没来得及保存的文字，存在本机。', { action: ['去看', () => this.look()] });
  }

  look() {
    const fold = this.panel.querySelector('details.last-measures');
    if (fold) fold.open = true;
    this.side.open('lastyear');
    openDrawer();
    this.panel.querySelector('[data-notice="offer"]').scrollIntoView({ block: 'center' });
  }

  count() {
    const number = this.promises.unticked();
    const shown = this.panel.querySelector('[data-unticked]');
    if (shown) shown.textContent = String(number);
    else this.side.count('lastyear', number);
  }

  unavailable() {
    if (this.promises) { // only a place of last year's paper was asked for
      toast(AWAY);
      return;
    }
    this.opened = false;
    this.panel.textContent = '上年材料没有取到，请稍后再点“上年”。写字和保存不受影响。';
  }

  // A point of last year as a point of its own, in an empty card or a new one; it carries 去年原文 until its words change.
  async quote(button, event) {
    event.preventDefault();
    const source = button.closest('[data-last-point]');
    const { block, step: onto } = (await this.free()) || {};
    if (!block) return;
    const step = undo.writing('引用', () => this.write(block, source), { onto });
    undo.tell('已引用去年的一条，标着“去年原文，还没改”，请改成今年的情况。', step);
    closeDrawer();
    block.element.scrollIntoView({ block: 'nearest' });
    this.autosave.send(block);
  }

  // Running text goes behind what stands there: in the opening, the closing, a part, or the lead of an area.
  quoteLead(button, event) {
    const source = button.closest('[data-last-lead]');
    const block = this.autosave.blocks.get(source.dataset.onto);
    const field = block && (block.field('text') || block.field('lead'));
    if (!field) return; // then the server does it
    event.preventDefault();
    const { textContent } = source.querySelector('[data-text="lead"]');
    const end = field.value.trimEnd().length;
    const fold = field.closest('details');
    if (fold) fold.open = true;
    const text = (end ? '\n' : '') + textContent;
    const step = undo.writing('引用', () => replaceRange(field, end, field.value.length, text));
    closeDrawer();
    field.scrollIntoView({ block: 'nearest' });
    undo.tell('已引用去年的这段文字，接在已有文字的后面，请改成今年的情况。', step);
    this.autosave.send(block);
  }

  write(block, source) {
    for (const name of TEXTS) {
      const text = source.querySelector('[data-text="' + name + '"]');
      const field = block.field(name) || block.field('elaboration');
      if (text) replaceRange(field, field.value.length, field.value.length, text.textContent);
    }
    const choice = block.field('category');
    const { category } = source.dataset;
    if (choice && category && Array.from(choice.options).some((option) => option.value === category)) {
      choice.value = category;
      choice.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  // {block, step}: an empty card, and the step that made it where there was none.
  async free() {
    const cards = this.points.cards().map((card) => this.autosave.blocks.get(card.dataset.node));
    const block = cards.find((one) => one && one.empty());
    return block ? { block } : this.points.add();
  }

  // What is ticked goes behind what stands in the part; where the part is written as points, the server puts it in.
  async frame(button, event) {
    const field = this.points.list ? null : this.form.querySelector('[data-field="lead"]');
    if (!field) return;
    event.preventDefault();
    const saved = await this.promises.autosave.flush();
    if (!saved || !(await this.autosave.flush())) {
      toast('有勾选或文字还没有保存，没有写进正文，请稍后再试。');
      return;
    }
    let answer;
    try {
      answer = await get(button.form.dataset.frameText);
    } catch {
      toast(AWAY);
      return;
    }
    if (answer.status === 401) await this.autosave.expired();
    else if (answer.status !== 200) toast(answer.data.message || AWAY);
    else this.put(field, answer.data);
  }

  put(field, { paragraphs, put, there, left }) {
    const rest = (there && put ? '另有 ' + there + ' 条正文里已经写到，没有重复写。' : '')
      + (left ? '还有 ' + left + ' 条没有勾选，没有写。' : '');
    if (!put) {
      toast((there ? '勾选过的措施正文里都写到了，没有重复写。' : '还没有勾选措施。') + rest);
      return;
    }
    const end = field.value.length;
    const text = (end ? '\n' : '') + paragraphs.join('\n');
    const step = undo.writing('写进正文', () => replaceRange(field, end, end, text));
    closeDrawer();
    field.scrollIntoView({ block: 'nearest' });
    selectFirstHole(field);
    undo.tell('已把 ' + put + ' 条措施的落实情况写到正文末尾。' + rest, step);
    this.autosave.send(this.autosave.blocks.get(field.closest('[data-node]').dataset.node));
  }

  // What last year's paper said of the same problem (去年写过); null where it said nothing.
  static tellRepeated(card, before) {
    const badge = card.querySelector('[data-repeated-badge]');
    if (!badge) return;
    badge.hidden = !before;
    badge.querySelector('[data-repeated-claim]').textContent = before ? before.textContent : '';
  }

  // The list of steps is renewed after saves and says which points are still as last year's paper has them.
  wireBadges() {
    const steps = document.querySelector('.wizard-steps');
    if (!steps) return;
    steps.addEventListener('htmx:afterSwap', () => {
      const list = steps.querySelector('[data-unchanged]');
      if (!list) return;
      const unchanged = list.dataset.unchanged.split(' ');
      for (const card of this.form.querySelectorAll('[data-point]')) {
        const badge = card.querySelector('[data-unchanged-badge]');
        if (badge) badge.hidden = !unchanged.includes(card.dataset.node);
        LastYear.tellRepeated(card, list.querySelector(`[data-repeated] [data-of="${card.dataset.node}"]`));
      }
    });
  }
}
