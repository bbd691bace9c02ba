// The editor of a framework: rows are moved by dragging, by buttons and by keys, added and marked to
// be left out; the look beside them follows what is typed. The form's buttons do the same without
// this script.
import { fromHtml } from '../common/elements.js';
import { end } from '../common/once.js';
import { Guard } from '../common/unsaved.js';

// ms after the last key
const PAUSE = 700;

export class Editor {
  constructor(form, { templates = document, pause = PAUSE, send = window.fetch.bind(window) } = {}) {
    this.form = form;
    this.pause = pause;
    this.send = send;
    this.look = form.querySelector('[data-look]');
    this.told = form.querySelector('[data-said]');
    this.templates = templates;
    this.asked = 0;
    this.timer = 0;
    this.pressed = null;
    // the look beside it and what that shows are no work of a person
    this.guard = new Guard(() => [form], ['seen', 'version', 'goals']);
    form.classList.add('is-live');
    this.lists = Array.from(form.querySelectorAll('[data-rows]'));
    this.lists.forEach((list) => this.sortable(list));
    form.addEventListener('click', (event) => this.clicked(event));
    form.addEventListener('keydown', (event) => this.key(event));
    form.addEventListener('input', () => this.changed());
    form.addEventListener('change', (event) => this.ticked(event.target));
    form.addEventListener('submit', () => this.submitted());
  }

  sortable(list) {
    if (!window.Sortable) return;
    window.Sortable.create(list, {
      handle: '[data-grip]', animation: 120, draggable: '[data-row]',
      onEnd: (event) => {
        if (event.oldDraggableIndex !== event.newDraggableIndex) this.arranged(event.item);
      },
    });
  }

  rows(list) { return Array.from(list.children); }

  clicked(event) {
    const button = event.target.closest('button');
    if (!button) return;
    this.pressed = button;
    const row = button.closest('[data-row]');
    if (button.dataset.move && row) {
      event.preventDefault();
      this.move(row, Number(button.dataset.move));
      button.focus();
    } else if (button.dataset.add) {
      event.preventDefault();
      this.add(button.dataset.add);
    }
  }

  key(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest('[data-row]');
    if (!by || !row || !event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    this.move(row, by);
    event.target.focus();
  }

  move(row, by) {
    const rows = this.rows(row.parentElement);
    const goal = rows[rows.indexOf(row) + by];
    if (!goal) return;
    if (by < 0) goal.before(row);
    else goal.after(row);
    this.arranged(row);
  }

  arranged(row) {
    const list = row.parentElement;
    this.renumber(list);
    const rows = this.rows(list);
    this.tell('已移到第 ' + (rows.indexOf(row) + 1) + ' 位，共 ' + rows.length + ' 个；还没有保存。');
    this.changed();
  }

  renumber(list) {
    this.rows(list).forEach((row, at) => {
      row.querySelector('[data-place]').value = String(at);
      const number = row.querySelector('[data-number]');
      if (number) number.textContent = String(at + 1);
    });
  }

  add(kind) {
    const list = this.lists.find((one) => one.dataset.rows === kind);
    const used = this.rows(list).map((row) => Number(/-(\d+)-/.exec(row.querySelector('[data-place]').name)[1]));
    const at = Math.max(-1, ...used) + 1;
    const html = this.templates.querySelector('[data-new="' + kind + '"]').innerHTML;
    const row = fromHtml(html.replace(/NEW/g, String(at)));
    list.append(row);
    this.renumber(list);
    row.querySelector('[data-name]').focus();
    this.tell('已加在最后，写好名称再保存。');
    this.changed();
  }

  ticked(field) {
    if (!field.matches('[data-drop]')) return;
    field.closest('[data-row]').classList.toggle('is-dropped', field.checked);
    this.tell(field.checked ? '保存时去掉，去掉勾选就留下。' : '');
    this.changed();
  }

  tell(text) { this.told.textContent = text; }

  submitted() {
    // a file comes and the page stays
    if (this.pressed && 'file' in this.pressed.dataset) setTimeout(() => end(this.form), 1000);
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.preview(), this.pause);
  }

  async preview() {
    this.asked += 1;
    const mine = this.asked;
    let html = '';
    try {
      const answer = await this.send(this.form.dataset.preview, {
        method: 'POST', body: new window.FormData(this.form), headers: { 'X-Requested-With': 'fetch' },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      html = await answer.text();
    } catch {
      if (mine === this.asked) this.tell('“撰写人会看到的样子”没有跟上，保存以后再看。');
      return;
    }
    if (mine === this.asked) this.show(html);
  }

  show(html) {
    const open = Array.from(this.look.querySelectorAll('details')).map((one) => one.open);
    this.look.innerHTML = html;
    this.look.querySelectorAll('details').forEach((one, at) => { one.open = Boolean(open[at]); });
  }
}
