// Proofreading beside the text and in it: the findings of this step are asked for when the page is at rest and again after saves,
// listed in the panel 校对 and marked at their words. Accepting is typing in the page's own field, so that autosave carries it like any
// other change and nothing can conflict.
import { shortened } from '../common/characters.js';
import { commands } from '../common/commands.js';
import { Hand, isUnasked } from '../common/hand.js';
import { onTrouble, renew } from '../common/pieces.js';
import { replaceRange } from '../common/replacement.js';
import { toast } from '../common/toast.js';
import { Keys } from '../proofing/keys.js';
import { closeDrawer } from './drawer.js';
import { Findings } from './findings.js';
import { MarkCard } from './mark_card.js';
import { undo } from './undo.js';

const FIRST = 1500; // ms after the page has come
const LATER = 2500; // ms after a save, where the list is looked at
const UNSEEN = 5000; // where only the marks would follow
const AWAY = '校对暂时不可用，请稍后再试。写字和保存不受影响。';
const NOT_DONE = '没有做成：暂时连不上服务器，请稍后再试。写字和保存不受影响。';
const MOVED = '这一处的文字已经改动过，没有采纳；校对更新以后再看。';

export class Proof {
  constructor(form, autosave, side, steps) {
    this.autosave = autosave;
    this.side = side;
    this.steps = steps;
    this.panel = document.querySelector('[data-proof-panel]');
    if (!this.side || !this.panel || !window.htmx) return;
    this.opened = false; // whether the panel was ever looked at
    this.called = false; // whether somebody waits for the answer
    this.stale = true;
    this.timer = 0;
    this.step = null; // the acceptance that the key u takes back
    this.accepted = null; // what was accepted last: its card and where that stood
    this.findings = new Findings(form, (id) => autosave.blocks.get(id));
    this.keys = new Keys(this.panel, () => this.panel, { moved: (card) => this.show(card), undo: () => this.takeBack() });
    this.wireRequests();
    commands(this.panel, {
      '[data-accept]': (button) => this.accept(button.closest('[data-proof-card]')),
      '[data-jump]': (button) => this.show(button.closest('[data-proof-card]'), true),
      'button, a, form, summary': () => {},
      '[data-proof-card]': (card) => this.show(card, true),
    });
    this.card = new MarkCard(form, this.findings, {
      accept: (card) => this.accept(card),
      ignore: (card) => this.ignore(card),
      go: (card) => this.show(card, true),
      none: () => toast('这一步没有画线的地方。', { brief: true }),
    });
    form.addEventListener('input', () => this.restore());
    side.panel('proof', () => this.shown());
    this.timer = setTimeout(() => this.rest(), FIRST);
  }

  async shown() {
    if (this.opened && !this.stale) return;
    this.opened = true;
    this.called = true;
    await this.autosave.flush(); // what is checked is what is saved
    this.refresh();
  }

  // Something was saved: look again when it has been quiet for a while.
  saved() {
    if (!this.findings) return;
    this.stale = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(), this.side.sees('proof') ? LATER : UNSEEN);
  }

  // Only what is saved can be looked at: what is not yet, tells when it is.
  rest() {
    if (!this.stale || this.autosave.dirtyBlocks().some((block) => !block.stuck)) return;
    this.called = this.side.sees('proof');
    this.refresh();
  }

  refresh() {
    clearTimeout(this.timer);
    this.stale = false;
    renew(this.panel);
  }

  wireRequests() {
    this.panel.addEventListener('htmx:confirm', async (event) => {
      if (event.detail.verb === 'get') return;
      // a finding is known by the text that is stored
      event.preventDefault();
      this.step = null;
      await this.autosave.flush();
      event.detail.issueRequest(true);
    });
    this.panel.addEventListener('htmx:afterSwap', () => this.came());
    const hand = new Hand(this.panel);
    this.panel.addEventListener('htmx:beforeSwap', ({ detail }) => {
      this.inside = this.panel.contains(document.activeElement);
      if (!hand.there || !isUnasked(detail.requestConfig)) return;
      detail.shouldSwap = false;
      this.saved(); // asks again
    });
    onTrouble(this.panel, {
      refused: async (status, event) => {
        if (status !== 401 || (asked(event) && !this.called)) return this.unavailable(event);
        await this.autosave.expired();
        return this.refresh();
      },
      away: (event) => this.unavailable(event),
      own: true,
    });
  }

  // An answer has come: its numbers, its marks.
  came() {
    this.accepted = null;
    const line = this.panel.querySelector('[data-number]');
    const number = line ? line.dataset.number : '';
    if (number !== '') { // else what was known stands until there is an answer
      this.side.count('proof', Number(number));
      this.mark();
    }
    const mark = this.panel.querySelector('[data-findings]');
    if (mark) this.steps.known(mark.dataset.findings);
    if (this.inside) this.keys.again();
  }

  // What is only worth a second look is folded in the list, and not marked.
  mark() {
    const cards = Array.from(this.panel.querySelectorAll('[data-proof-card]'));
    this.findings.show(cards.filter((card) => !card.closest('[data-folded]')));
    this.card.look();
  }

  // The marks stay: they follow their words by themselves.
  unavailable(event) {
    this.stale = true;
    if (!asked(event)) { toast(NOT_DONE, { bad: true }); return; }
    this.panel.textContent = '';
    const line = document.createElement('p');
    line.className = 'soft';
    line.textContent = AWAY;
    this.panel.append(line);
    this.side.count('proof', null);
  }

  // Shows the words in their field, or the field where what is lacking is written; `go` puts the cursor there, else (moving by
  // keys) the focus stays in the list.
  show(card, go = false) {
    const { aimNode, aimField } = card.dataset;
    const { field, at } = this.findings.place(card);
    const block = this.autosave.blocks.get(aimNode || card.dataset.atNode);
    const aim = block && aimField ? block.field(aimField) || block.element.querySelector('[data-' + aimField + '] summary') : null;
    const words = !aimNode && field;
    const target = aim || words || this.beginningOf(block);
    if (!target) return;
    for (let fold = target.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    target.scrollIntoView({ block: 'center' });
    if (words && at >= 0) field.setSelectionRange(at, at + card.dataset.quote.length);
    if (!go) return;
    closeDrawer();
    target.focus({ preventScroll: true });
  }

  // Of a block its first field; of an area without points the button that adds one.
  beginningOf(block) {
    if (block) return block.element.querySelector('textarea, input:not([type=hidden]), select');
    return document.querySelector('#step-form [value=add]');
  }

  accept(card) {
    const { block, field, at } = this.findings.place(card);
    const { quote, replacement } = card.dataset;
    if (!block || block.stuck || at < 0 || this.autosave.composing) {
      toast(MOVED);
      if (block && !block.stuck) this.saved();
      return;
    }
    this.step = undo.writing('采纳', () => replaceRange(field, at, at + quote.length, replacement));
    this.accepted = { card, list: card.parentElement, next: card.nextElementSibling };
    card.remove();
    this.recount(-1);
    undo.tell('已采纳：“' + shortened(quote, 12) + '”改为“' + (replacement || '（删去）') + '”。', this.step);
    this.keys.again();
    this.send(block);
  }

  // What was accepted last was taken back, in whichever way: its words are there again.
  restore() {
    const { card, list, next } = this.accepted || {};
    if (!card || !list.isConnected || (next && next.parentElement !== list)) return;
    if (this.findings.place(card).at < 0) return;
    this.accepted = null;
    list.insertBefore(card, next);
    this.findings.add(card);
    this.recount(1);
  }

  // From the mark: the answer's 撤销 lies in the panel, which may not be in sight.
  ignore(card) {
    const tell = () => {
      this.panel.removeEventListener('htmx:afterSwap', tell);
      const back = this.panel.querySelector('[data-undo]');
      const said = this.panel.querySelector('.proof-said');
      if (said && said.textContent.trim() && !this.inSight()) {
        toast(back ? '已忽略一处。' : said.textContent.trim(), back ? { action: ['撤销', () => back.click()], passing: true } : {});
      }
    };
    this.panel.addEventListener('htmx:afterSwap', tell);
    card.querySelector('[data-ignore]').click();
  }

  // On a narrow screen the panel lies in a drawer that may be shut.
  inSight() {
    return this.panel.offsetParent !== null && window.getComputedStyle(this.panel).visibility === 'visible';
  }

  recount(by) {
    const line = this.panel.querySelector('[data-number]');
    if (!line || line.dataset.number === '') return;
    line.dataset.number = String(Math.max(0, Number(line.dataset.number) + by));
    this.side.count('proof', Number(line.dataset.number));
  }

  // The key u.
  takeBack() {
    if (!this.step) return false;
    undo.takeBack(this.step);
    this.step = null;
    return true;
  }

  async send(block) {
    await this.autosave.send(block);
    this.saved();
  }
}

// Whether what failed had only asked, and done nothing.
function asked({ detail }) {
  return detail.requestConfig.verb === 'get';
}
