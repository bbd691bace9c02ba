// A point moves to another area or part: by the list that 移到… opens, or dragged by its grip onto
// the list of steps. Its links go with it; 撤销 puts it back where it was. Also what is said of a
// point whose place is a guess.
import { commands, single } from '../common/commands.js';
import { fromHtml } from '../common/elements.js';
import { toast } from '../common/toast.js';
import { undo } from './undo.js';

const UNSENT = '这一条还有没保存到服务器的文字，没有移动。请先看这一条下面的提示，或者等网络恢复。';

export class Mover {
  constructor(form, autosave, points, side) {
    this.autosave = autosave;
    this.points = points;
    this.side = side;
    this.over = null; // the step that a point is dragged over
    if (!points.list) return;
    this.places = form.querySelector('template[data-places]');
    commands(form, {
      'button[data-move]': (button, event) => { event.preventDefault(); this.toggle(button); },
      'button[data-category]': (button, event) => { event.preventDefault(); this.categorise(button); },
      'button[value^="place:"]': single((button, event) => {
        event.preventDefault();
        const [, id, to] = button.value.split(':');
        return this.move(id, to);
      }),
      'button[value^="placed:"]': single((button, event) => {
        event.preventDefault();
        return this.confirm(button.value);
      }),
    });
    form.addEventListener('keydown', (event) => {
      const menu = event.target.closest('[data-places-of]');
      if (menu && event.key === 'Escape') this.close(menu);
    });
    this.wireDragging();
  }

  menuOf(id) { return this.points.list.querySelector('[data-places-of="' + id + '"]'); }

  toggle(button) {
    const { node } = button.closest('[data-node]').dataset;
    const open = this.menuOf(node);
    if (open) {
      this.close(open);
      return;
    }
    for (const other of this.points.list.querySelectorAll('[data-places-of]')) other.remove();
    const menu = fromHtml(this.places.innerHTML.replace(/__node__/g, node));
    button.closest('[data-node]').querySelector('.point-head').after(menu);
    this.opener = button;
    button.setAttribute('aria-expanded', 'true');
    menu.querySelector('button').focus();
  }

  close(menu) {
    menu.remove();
    if (!this.opener) return;
    this.opener.setAttribute('aria-expanded', 'false');
    if (document.contains(this.opener)) this.opener.focus();
  }

  // Nothing is typed in the point while it goes.
  hold(block, on) {
    for (const field of block.fields()) {
      if (field.tagName === 'TEXTAREA') field.readOnly = on;
    }
  }

  /** Move a point to the end of another step. */
  async move(id, to) {
    const block = this.autosave.blocks.get(id);
    if (!block) return false;
    this.hold(block, true);
    let done = false;
    try {
      await this.autosave.flush();
      if (block.dirty) toast(UNSENT, { bad: true });
      else done = await this.points.operate({ op: 'place:' + id + ':' + to });
    } finally {
      this.hold(block, false);
    }
    if (!done || !this.points.told.said) return done;
    this.tell(id, to, this.points.told);
    return true;
  }

  // Says it, and notes how it is taken back.
  tell(id, to, { said, back }) {
    let way = back;
    const step = undo.did({
      label: '移动',
      undo: async () => {
        const done = await this.points.operate({ op: way });
        if (done) this.points.focus(id);
        return done;
      },
      redo: async () => {
        const done = await this.points.operate({ op: 'place:' + id + ':' + to });
        if (done) way = this.points.told.back;
        return done;
      },
    });
    undo.tell(said, step, { back: this.points.cards()[0], passing: false });
  }

  /** A guessed place is right, or all those of the step are. `onto` is the choice of a category, which
      says so too. */
  async confirm(op, onto = null) {
    if (!(await this.points.operate({ op }))) return;
    const { said, back } = this.points.told;
    const step = undo.did({
      label: onto ? onto.label : '核对位置',
      undo: () => this.points.operate({ op: back }),
      redo: () => this.points.operate({ op }),
      onto,
    });
    undo.tell(onto ? '已选好分类，位置也已核对。' : said, step);
    if (!onto) this.stay(op.split(':')[1]);
  }

  // The button that was pressed is gone: on in the same point, or in the first.
  stay(id) {
    const cards = this.points.cards();
    const card = cards.find((one) => one.dataset.node === id) || cards[0];
    card.querySelector('select, textarea').focus({ preventScroll: true });
  }

  // A category of this step: its place is right then.
  async categorise(button) {
    const { node } = button.closest('[data-node]').dataset;
    const guessed = button.closest('[data-guess]');
    const block = this.autosave.blocks.get(node);
    const category = block.field('category');
    const step = undo.writing('选分类', () => {
      category.value = button.dataset.category;
      category.dispatchEvent(new Event('change', { bubbles: true }));
    });
    undo.tell('已选好分类。', step);
    category.focus();
    if (guessed) await this.confirm('placed:' + node, step);
  }

  wireDragging() {
    const { list } = this.points;
    list.addEventListener('start', () => { document.body.classList.add('is-moving-point'); });
    list.addEventListener('end', () => { document.body.classList.remove('is-moving-point'); });
    this.side.addEventListener('dragover', (event) => {
      this.leave();
      const step = event.target.closest('[data-place]');
      if (!step || !document.body.classList.contains('is-moving-point')) return;
      event.preventDefault();
      step.classList.add('is-over');
      this.over = step;
    });
    this.side.addEventListener('dragleave', (event) => {
      if (!this.side.contains(event.relatedTarget)) this.leave();
    });
    this.points.elsewhere = (event) => this.dropped(event);
  }

  leave() {
    for (const one of this.side.querySelectorAll('.is-over')) one.classList.remove('is-over');
    this.over = null;
  }

  /** Whether a point was let go over another step, to which it goes now. */
  dropped({ item, originalEvent }) {
    const step = this.over || this.under(originalEvent);
    this.leave();
    if (!step) return false;
    this.points.settle(); // among its neighbours it stands where it stood
    this.move(item.dataset.node, step.dataset.place);
    return true;
  }

  // A finger tells of no step that it is over.
  under(event) {
    const at = event && event.changedTouches ? event.changedTouches[0] : null;
    const element = at && document.elementFromPoint(at.clientX, at.clientY);
    return element && element.closest('[data-place]');
  }
}
