// One editable block of the page (a point, a lead, a text): its fields, its base version, what is dirty in it.
import { el } from '../common/elements.js';
import { counted } from '../common/field_counts.js';
import { notUnderAPress } from '../common/press.js';
import { undo } from './undo.js';

export class Block {
  constructor(element) {
    this.element = element;
    this.id = element.dataset.node;
    this.baseInput = element.querySelector('[data-base]');
    // what the server sent back with an error or a conflict is not saved yet
    this.saved = element.querySelector('.f-bad, .conflict') ? '' : JSON.stringify(this.values());
    this.unheard = false; // something was sent and may be stored, but no answer came
    this.stuck = ''; // why it is not sent: 'conflict', 'invalid', 'gone'
    this.timer = 0;
  }

  get base() { return Number(this.baseInput.value); }
  set base(version) { this.baseInput.value = String(version); }

  fields() { return Array.from(this.element.querySelectorAll('[data-field]')); }

  field(name) { return this.element.querySelector('[data-field="' + name + '"]'); }

  values() {
    const values = {};
    for (const field of this.fields()) values[field.dataset.field] = field.value;
    if (this.element.querySelector('[data-links]')) {
      values.links = Array.from(this.element.querySelectorAll('[data-link]:checked')).map((box) => box.value);
    }
    return values;
  }

  get dirty() { return this.unheard || JSON.stringify(this.values()) !== this.saved; }

  /** Put other values in the place of those that stand here, as one step of what can be undone. */
  set(values, label) {
    undo.writing(label, () => this.put(values));
  }

  put(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.field(name);
      if (field && field.value !== value) {
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }
    if (Array.isArray(values.links)) {
      for (const box of this.element.querySelectorAll('[data-link]')) {
        const ticked = values.links.includes(box.value);
        if (box.checked === ticked) continue;
        box.checked = ticked;
        box.dispatchEvent(new Event('change', { bubbles: true }));
      }
    }
  }

  empty() {
    return ['claim', 'elaboration', 'example'].every((name) => !this.field(name) || !this.field(name).value.trim());
  }

  length() {
    return this.fields().filter((f) => f.tagName !== 'SELECT').reduce((sum, f) => sum + counted(f), 0);
  }

  // A box below the block that says something and offers buttons: one at a time, and one offer of kept text beside it.
  notice(kind, text, parts, buttons) {
    this.clearNotice(kind);
    const box = el('div', { class: 'conflict conflict-' + kind, role: 'alert', 'data-notice': kind }, el('p', {}, text));
    for (const [label, value] of parts) {
      box.append(el('div', { class: 'conflict-text' }, el('span', { class: 'soft' }, label), el('blockquote', {}, value || '（空）')));
    }
    if (buttons.length) {
      const line = el('p', { class: 'actions' });
      for (const [label, act, primary] of buttons) {
        line.append(el('button', { type: 'button', class: 'btn btn-sm ' + (primary ? 'btn-primary' : 'btn-plain'), onclick: act }, label));
      }
      box.append(line);
    }
    this.element.append(box);
    this.element.dispatchEvent(new CustomEvent('noticed', { bubbles: true }));
    // to where the person is writing anyway, never away from it
    if (kind !== 'offer' && this.element.contains(document.activeElement)) box.scrollIntoView({ block: 'nearest' });
  }

  clearNotice(kind = '') {
    for (const old of this.element.querySelectorAll('[data-notice]')) {
      if ((old.dataset.notice === 'offer') === (kind === 'offer')) old.remove();
    }
  }

  // [label, text, name] of every field where the other values differ from what stands here.
  differences(values) {
    const mine = this.values();
    const found = Object.keys(values)
      .filter((name) => name !== 'links' && name in mine && mine[name] !== values[name])
      .map((name) => [this.label(name), this.shown(name, values[name]), name]);
    if (Array.isArray(values.links) && mine.links) {
      const boxes = Array.from(this.element.querySelectorAll('[data-link]'));
      const theirs = boxes.filter((box) => values.links.includes(box.value));
      if (theirs.map((box) => box.value).join() !== mine.links.join()) {
        found.push(['对应', theirs.map((box) => box.parentElement.textContent.trim()).join('；'), 'links']);
      }
    }
    return found;
  }

  // What the page calls a field: the same one is 具体表现 in a problem, 具体措施 in a measure.
  label(name) {
    const field = this.field(name);
    const label = field && this.element.querySelector('label[for="' + field.id + '"]');
    return label ? label.textContent.trim() : name;
  }

  // How a value is shown: a category by its name.
  shown(name, value) {
    const field = this.field(name);
    if (field.tagName !== 'SELECT') return value;
    const option = Array.from(field.options).find((one) => one.value === value);
    return option && value ? option.textContent : value;
  }

  // The server's links in place of those shown; what was ticked here and not sent yet stays ticked. `now` is the new base, if any.
  relink(html, seen, now) {
    const holder = this.element.querySelector('[data-links]');
    if (!holder) return;
    if (now !== undefined) this.base = now;
    notUnderAPress(holder, () => this.showLinks(holder, html, seen));
  }

  showLinks(holder, html, seen) {
    const inside = holder.contains(document.activeElement);
    const before = holder.querySelector('details');
    const open = before && before.open;
    const sent = this.saved ? JSON.parse(this.saved) : this.values();
    const mine = this.values().links;
    holder.innerHTML = html;
    holder.dataset.links = seen;
    const details = holder.querySelector('details');
    if (open) details.open = true;
    const links = this.values().links;
    if (this.saved) this.saved = JSON.stringify(Object.assign({}, sent, { links }));
    for (const box of holder.querySelectorAll('[data-link]')) {
      if (mine.includes(box.value) !== sent.links.includes(box.value)) box.checked = mine.includes(box.value);
    }
    if (inside) details.querySelector('summary').focus();
  }
}
