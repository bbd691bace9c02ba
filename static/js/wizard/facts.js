// Points made of the person's own facts: of one of the notebook, beside the text, or of the answers
// to four questions. What comes of it is in the person's own words, and can be taken back.
import { commands, single } from '../common/commands.js';
import { post } from '../common/json.js';
import { replaceRange } from '../common/replacement.js';
import { toast } from '../common/toast.js';
import { closeDrawer } from './drawer.js';
import { undo } from './undo.js';

const SILENT = '四个问题都还没有答，先答一个也行。';
const UNSENT = '回答还没有保存到服务器，没有写成。请先看下面的提示，或者等网络恢复。';
const ENDED = /[。！？…!?][”’』」）)】》]*$/;

export class Facts {
  constructor(form, autosave, points) {
    this.form = form;
    this.autosave = autosave;
    this.points = points;
    this.last = null; // the card last written in
    const questions = form.querySelector('[data-questions]');
    if (!points.list || !questions) return;
    this.questions = autosave.blocks.get(questions.dataset.node);
    this.fold = questions.querySelector('details');
    form.addEventListener('focusin', ({ target }) => {
      this.last = target.closest('[data-point]') || this.last;
    });
    form.addEventListener('change', ({ target }) => this.named(target));
    commands(form, { 'button[value="questions"]': single((button, event) => this.answered(event)) });
    this.panel = document.querySelector('[data-own-facts]');
    if (this.panel) {
      commands(this.panel, {
        '[data-fact-example]': single((button, event) => this.example(button, event)),
        '[data-fact-point]': single((button, event) => this.point(button, event)),
      });
    }
  }

  // The category was what the proposals were for.
  named(field) {
    const box = field.matches('[data-field="category"]') && field.value
      && field.closest('[data-node]').querySelector('[data-naming]');
    if (box) box.hidden = true;
  }

  async answered(event) {
    event.preventDefault();
    const values = this.questions.values();
    const texts = Object.values(values);
    if (!texts.some((text) => text.trim())) {
      toast(SILENT);
      this.questions.field('what').focus();
      return;
    }
    const box = this.form.querySelector('[name="noted"]');
    const made = await this.make(box.checked);
    if (!made) return;
    box.checked = false;
    let way = made;
    const step = undo.did({
      label: '写成一条',
      undo: async () => {
        if (!(await this.points.operate({ op: 'unquestions:' + way }))) return false;
        this.put(values);
        return true;
      },
      redo: async () => {
        way = await this.make(way.includes(':'));
        return Boolean(way);
      },
    });
    undo.tell('已写成一条。', step);
    this.show(this.points.target);
  }

  // What takes the point made of the answers out again; null where none was made.
  async make(noted) {
    await this.autosave.flush();
    if (this.questions.dirty) {
      toast(UNSENT, { bad: true });
      return null;
    }
    const used = this.questions.values();
    if (!(await this.points.operate({ op: 'questions', noted }))) return null;
    const { target, told } = this.points;
    const none = Object.fromEntries(Object.keys(used).map((name) => [name, '']));
    const more = this.questions.differences(used).length > 0; // typed meanwhile
    if (!more) this.put(none);
    this.autosave.acknowledged(this.questions, none, 0);
    this.fold.open = more;
    return [target].concat(told.noted || []).join(':');
  }

  put(values) {
    this.fold.open = true;
    undo.quietly(() => this.questions.put(values));
  }

  async point(button, event) {
    event.preventDefault();
    const fact = button.closest('[data-fact]');
    if (!(await this.points.operate({ op: button.value }))) return;
    const id = this.points.target;
    this.say(fact, '已写入');
    const step = undo.did({
      label: '写成一条',
      undo: async () => {
        const done = await this.points.operate({ op: 'remove:' + id });
        if (done) this.note(fact, '');
        return done;
      },
      redo: async () => {
        const done = await this.points.operate({ op: 'restore:' + id });
        if (done) this.note(fact, id);
        return done;
      },
    });
    undo.tell('已写成一条。', step);
    await closeDrawer();
    this.show(id);
  }

  async example(button, event) {
    event.preventDefault();
    const fact = button.closest('[data-fact]');
    const { block, step: onto } = (await this.target()) || {};
    if (!block) return;
    const field = block.field('example');
    const text = fact.querySelector('[data-text="example"]').textContent;
    const written = undo.writing('作为事例', () => {
      const end = field.value.trimEnd().length;
      const joint = end && !ENDED.test(field.value.slice(0, end)) ? '。' : '';
      replaceRange(field, end, field.value.length, joint + text);
    }, { onto });
    const step = undo.did({
      label: '作为事例',
      undo: async () => { this.note(fact, ''); return true; },
      redo: async () => { this.note(fact, block.id); return true; },
      onto: written,
    });
    this.note(fact, block.id);
    const number = this.points.cards().indexOf(block.element) + 1;
    undo.tell('已写进第 ' + number + ' 条的事例。', step);
    await closeDrawer();
    field.focus({ preventScroll: true });
    block.element.scrollIntoView({ block: 'nearest' });
  }

  // The new card from its head on, where its category is proposed.
  show(id) {
    this.points.focus(id);
    this.autosave.blocks.get(id).element.scrollIntoView({ block: 'start' });
  }

  // {block, step}: the card written in, else an empty one, else the last; a new one where there is
  // none, with the step that made it.
  async target() {
    const cards = this.points.cards();
    const blocks = cards.map((card) => this.autosave.blocks.get(card.dataset.node));
    const at = cards.indexOf(this.last);
    const block = blocks[at] || blocks.find((one) => one.empty()) || blocks[blocks.length - 1];
    return block ? { block } : this.points.add();
  }

  // What the notebook says of it: the text itself is saved like any other.
  note(fact, node) {
    this.say(fact, node && '已写入');
    post(this.panel.dataset.use, { fact: fact.dataset.fact, node }).catch(() => {});
  }

  say(fact, text) {
    const said = fact.querySelector('[data-said]');
    said.textContent = text;
    said.hidden = !text;
  }
}
