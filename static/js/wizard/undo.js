// One history of everything that was done on the page of a step: Ctrl+Z takes back the last thing,
// whichever it was (typing, an insertion into several fields, a card moved by the server), Ctrl+Y
// and Ctrl+Shift+Z do it again, and so does 撤销 in what was said of it (docs/decisions/0022).
//
// What is typed is recorded by itself. Who does more than typing says so:
//   undo.writing('插入', () => replaceRange(…))      what is written meanwhile is one step
//   undo.did({ label: '上移', undo, redo })           something else was done; undo() and redo() are
//     asked for true (done), false (not now, try again) or a sentence why it cannot be any more
//   undo.tell('已插入。', step)                       say it, with 撤销 beside it
// Both take `onto`, a step just made that this one belongs to: they are taken back together.
import { toast } from '../common/toast.js';
import { continues, joined, past } from './changes.js';
import { FIELDS, fieldChange, findField, sameField, sentValue, valueOf, writeChange } from './field_changes.js';

const PAUSE = 1000; // ms: who goes on typing within them goes on with the same step
const MOST = 300; // steps
const TYPING = 'textarea, [contenteditable], dialog, '
  + 'input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit])';
const NOTHING = { undo: '没有可以撤销的了。', redo: '没有可以重做的了。' };
const DONE = { undo: '已撤销', redo: '已重做' };
const LATER = '这一处后来又改过，没有撤销；可以按 Ctrl+Z 一步一步撤销。';
const CHANGED = '这一处的文字已经不是原来的了，没有改动。';
const FAILED = '没有成功，请稍后再试。';
const KINDS = {
  insertText: 'insert',
  insertCompositionText: 'insert',
  deleteContentBackward: 'delete',
  deleteContentForward: 'delete',
};
const LABELS = { insertFromPaste: '粘贴', insertFromDrop: '拖动', deleteByDrag: '拖动', deleteByCut: '剪切' };

class Undo {
  constructor() {
    this.forget();
  }

  /** Forget everything; the page begins anew. */
  forget() {
    this.form = null;
    this.done = [];
    this.undone = [];
    this.known = new WeakMap(); // the value of each field that the history knows
    this.collecting = null; // the values before, of the fields written in meanwhile
    this.quiet = false;
    this.composing = false;
    this.running = Promise.resolve();
    this.entered = ''; // what the field that has the focus held when it came there
    this.shown = null; // the step that the line over the page speaks of
    this.told = 0; // how many were told of
  }

  wire(form) {
    this.form = form;
    for (const field of form.querySelectorAll(FIELDS)) this.known.set(field, valueOf(field));
    const listen = (name, act) => form.addEventListener(name, (event) => {
      const field = event.target.closest(FIELDS);
      if (field) act(field, event);
    }, true);
    listen('beforeinput', (field, event) => this.coming(field, event));
    listen('compositionstart', () => { this.composing = true; });
    listen('compositionend', (field) => { this.composing = false; this.note(field, 'insert'); });
    listen('input', (field, event) => this.came(field, event));
    listen('change', (field) => this.note(field));
    document.addEventListener('focusin', (event) => { this.entered = event.target.value; });
    document.addEventListener('keydown', (event) => this.pressed(event));
  }

  // 撤销 of the browser's own menu.
  coming(field, event) {
    if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
    event.preventDefault();
    this.turn(event.inputType === 'historyUndo' ? 'undo' : 'redo');
  }

  came(field, event) {
    if (event.isComposing || this.composing) return; // compositionend follows
    const step = this.note(field, KINDS[event.inputType] || '', LABELS[event.inputType] || '');
    if (step && event.inputType === 'insertFromPaste') this.tell('已粘贴。', step);
  }

  pressed(event) {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
    if (event.isComposing || this.composing || (key !== 'z' && key !== 'y')) return;
    const way = key === 'y' || event.shiftKey ? 'redo' : 'undo';
    if (this.isForeign(event.target, way)) return;
    event.preventDefault();
    this.turn(way);
  }

  // What is typed in another field (a search) is the browser's to take back; where nothing of it is
  // left, the browser would go on in the paper.
  isForeign(target, way) {
    const own = target.closest(FIELDS);
    if (own && this.form.contains(own)) return false;
    const field = target.closest(TYPING);
    return Boolean(field) && (way === 'redo' || field.value !== this.entered);
  }

  // The field says something else than the history knows: that was a step, which is given.
  note(field, kind = '', label = '') {
    const before = this.current(field);
    const now = valueOf(field);
    this.known.set(field, now);
    if (before === now || this.quiet) return null;
    if (this.collecting) {
      if (!this.collecting.has(field)) this.collecting.set(field, before);
      return null;
    }
    const part = fieldChange(field, before);
    const last = this.done[this.done.length - 1];
    if (kind && this.goesOn(last, part, kind)) {
      last.parts = [joined(last.parts[0], part)];
      last.at = Date.now();
      this.undone = [];
      return last;
    }
    return this.push({ label, kind, parts: [part] });
  }

  goesOn(last, part, kind) {
    if (!last || last.kind !== kind || this.undone.length || Date.now() - last.at > PAUSE) return false;
    const [before] = last.parts;
    return sameField(before, part) && continues(before, part, kind);
  }

  push(step) {
    this.done.push(Object.assign(step, { at: Date.now() }));
    if (this.done.length > MOST) this.done.shift();
    this.undone = [];
    return step;
  }

  add(step, onto) {
    if (!onto || this.done[this.done.length - 1] !== onto) return this.push(step);
    onto.label = step.label || onto.label;
    onto.kind = '';
    onto.parts.push(...step.parts);
    return onto;
  }

  /** What `work` (which does not wait) writes into fields is one step; null where that is nothing. */
  writing(label, work, { onto = null } = {}) {
    if (this.collecting) {
      work();
      return null;
    }
    this.collecting = new Map();
    let written;
    try {
      work();
    } finally {
      written = this.collecting;
      this.collecting = null;
    }
    const parts = [];
    for (const [field, before] of written) {
      if (before !== valueOf(field)) parts.push(fieldChange(field, before));
    }
    return parts.length ? this.add({ label, kind: '', parts }, onto) : onto;
  }

  /** Something was done that is no typing. */
  did({ label, undo, redo, onto = null }) {
    return this.add({ label, kind: '', parts: [{ undo, redo }] }, onto);
  }

  /** What is written meanwhile is no step: who undoes or does again by `did` writes so. */
  quietly(work) {
    const before = this.quiet;
    this.quiet = true;
    try {
      return work();
    } finally {
      this.quiet = before;
    }
  }

  /** Say that a step was done, with 撤销 beside it; `options` as `toast` has them. */
  tell(text, step, options = {}) {
    const action = step ? ['撤销', () => this.takeBack(step)] : null;
    toast(text, Object.assign({ action, passing: true }, options));
    this.shown = step;
    this.told += 1;
  }

  /** Take back the last step ('undo') or do the last one taken back again ('redo'). */
  turn(way) {
    return this.inTurn(async () => {
      const from = way === 'undo' ? this.done : this.undone;
      const step = from.pop();
      if (!step) {
        toast(NOTHING[way], { brief: true });
        return false;
      }
      return this.settle(step, way, () => from.push(step));
    });
  }

  /** Take back this step, wherever in the history it is; once. */
  takeBack(step) {
    return this.inTurn(async () => {
      const at = this.done.indexOf(step);
      if (at < 0) return false; // by Ctrl+Z already
      const later = this.done.slice(at + 1);
      if (later.length && !this.moveUp(step, later)) {
        toast(LATER);
        return false;
      }
      this.done.splice(this.done.indexOf(step), 1);
      if (later.length) this.undone = [];
      return this.settle(step, 'undo', () => this.done.splice(at, 0, step));
    });
  }

  inTurn(work) {
    const running = this.running.then(work);
    this.running = running.catch(() => {});
    return running;
  }

  async settle(step, way, putBack) {
    const before = this.done[this.done.length - 1];
    const { told } = this;
    const answer = await this.apply(step, way);
    if (answer === true) {
      // what was typed while the server worked is newer
      const to = way === 'undo' ? this.undone : this.done;
      if (way === 'redo' || this.done[this.done.length - 1] === before) to.push(step);
      if (this.told !== told) return true; // something was done since, and its words are newer
      if (step.label || this.shown === step) toast(DONE[way] + (step.label ? '：' + step.label : '') + '。', { brief: true });
      this.shown = null;
      return true;
    }
    if (answer === false) putBack();
    toast(answer || FAILED);
    return false;
  }

  // true, false or a sentence, as the parts say.
  async apply(step, way) {
    const parts = way === 'undo' ? step.parts.slice().reverse() : step.parts;
    const texts = parts.filter((part) => !part.undo);
    if (texts.length === parts.length && !texts.every((part) => this.stands(part, way))) return CHANGED;
    for (const part of parts) {
      if (part.undo) {
        const answer = await part[way]();
        if (answer !== true) return answer || false;
      } else if (this.stands(part, way)) {
        this.write(part, way);
      } else {
        return CHANGED;
      }
    }
    return true;
  }

  stands(part, way) {
    const field = findField(this.form, part);
    if (!field) return false;
    const now = valueOf(field);
    const wanted = way === 'undo' ? part.inserted : part.removed;
    if (part.whole) return now === wanted;
    return this.current(field) === now && now.slice(part.at, part.at + wanted.length) === wanted;
  }

  current(field) {
    return this.known.has(field) ? this.known.get(field) : sentValue(field);
  }

  write(part, way) {
    const field = findField(this.form, part);
    this.quietly(() => writeChange(field, part, way));
    this.known.set(field, valueOf(field));
  }

  // Behind the later steps, if none of them wrote where this one did.
  moveUp(step, later) {
    const moves = [];
    for (const part of step.parts.filter((one) => !one.undo)) {
      const same = later.flatMap((one) => one.parts)
        .filter((one) => !one.undo && sameField(one, part));
      const moved = part.whole ? !same.length && { at: 0, later: [] } : past(part, same);
      if (!moved) return false;
      moves.push([part, moved.at], ...same.map((one, index) => [one, moved.later[index].at]));
    }
    for (const [part, at] of moves) part.at = at;
    return true;
  }
}

/** The history of this page. */
export const undo = new Undo();
