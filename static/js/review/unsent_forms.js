// What is typed or ticked in the forms of the panel and not yet sent: it also outlives a panel put
// in its place.
import { allKept, forget, keep, kept, startOf } from '../common/unsent_text.js';

const FIELDS = 'textarea, input[type=checkbox], input[type=radio]';
const PLACE = /^new-([^-]*)-([^-]*)-(\d+)-(\d+)(?:-(\d+))?$/;
const TEXTS = ['text', 'suggestion'];

const ticked = (field) => field.type === 'checkbox' || field.type === 'radio';
const now = (field) => (ticked(field) ? String(field.checked) : field.value);
const before = (field) => (ticked(field) ? String(field.defaultChecked) : field.defaultValue);
const fieldsOf = (form) => Array.from(form.querySelectorAll(FIELDS));

/** What a form that is kept under `name` is about: {query} begins it again, {round} is the round
 *  whose text it speaks of. */
function about(name) {
  const place = PLACE.exec(name);
  if (place) {
    const [, node, field, start, end, round] = place;
    const asked = { panel: 'comments', comment: node };
    if (node && Number(end) > Number(start)) Object.assign(asked, { field, start, end });
    return { query: new URLSearchParams(asked).toString(), node, round: round || '' };
  }
  const change = /^change-(\d+)$/.exec(name);
  if (change) return { query: `panel=comments&edit=${change[1]}`, node: '', round: '' };
  return /^reply-\d+$/.test(name) ? { query: 'panel=comments&show=all', node: '', round: '' } : null;
}

export class Keeper {
  // `answeredHere`: what is sent by a whole page counts as answered; else the next page tells
  // (see `restore`).
  constructor(draft, { answeredHere = true } = {}) {
    this.start = startOf(draft, 'review');
    this.latest = '';
    document.addEventListener('input', (event) => this.typed(event.target));
    if (!answeredHere) return;
    // what another page answers, that page gives back where it was not taken
    document.addEventListener('submit', (event) => {
      if (!event.target.hasAttribute('hx-post')) this.forget(event.target);
    });
  }

  key(form, field) {
    return [this.start + form.dataset.keep, field.name].concat(ticked(field) ? field.value : []).join(':');
  }

  typed(field) {
    const form = field.form;
    if (!form || !form.matches('[data-keep]') || !field.matches(FIELDS)) return;
    this.latest = form.dataset.keep;
    // what the server filled in is begun anew without it
    const whole = 'filled' in form.dataset || field.type === 'radio';
    for (const one of whole ? fieldsOf(form) : [field]) {
      if (now(one) === before(one) && !('filled' in form.dataset)) forget(this.key(form, one));
      else keep(this.key(form, one), now(one));
    }
  }

  /** Put back what is kept, but for what `sent(form, text)` says was sent. */
  restore(root, sent = () => false) {
    root.querySelectorAll('form[data-keep]').forEach((form) => fieldsOf(form).forEach((field) => {
      const text = kept(this.key(form, field));
      if (text === null || text === now(field)) return;
      if (sent(form, text)) {
        forget(this.key(form, field));
        return;
      }
      if (ticked(field)) field.checked = text === 'true';
      else field.value = text;
      const folded = field.closest('details');
      if (folded) folded.open = true;
    }));
  }

  /** A form was answered or given up; others than those of the panel have nothing here. */
  forget(form) {
    if (!form || !form.matches('[data-keep]')) return;
    fieldsOf(form).forEach((field) => forget(this.key(form, field)));
  }

  /** The comments and answers that are half written and stand on no form of `root`: {name, words,
   *  query, node, round}, the one typed in last first. */
  halfWritten(root) {
    const there = new Set(Array.from(root.querySelectorAll('form[data-keep]'), (form) => form.dataset.keep));
    const found = new Map();
    for (const [key, text] of allKept(this.start)) {
      const [name, field] = key.slice(this.start.length).split(':');
      const said = about(name);
      if (!said || there.has(name) || !TEXTS.includes(field) || !text.trim()) continue;
      if (!found.has(name) || field === 'text') found.set(name, Object.assign({ name, words: text.trim() }, said));
    }
    const late = (one) => (one.name === this.latest ? 0 : 1);
    return Array.from(found.values()).sort((one, other) => late(one) - late(other));
  }

  /** Give up what is kept under this name. */
  drop(name) {
    for (const [key] of allKept(`${this.start}${name}:`)) forget(key);
  }

  /** Put what is kept under `name`, a comment on an earlier round, into a form begun for it. */
  adopt(name, form) {
    if (form.dataset.keep === name) return;
    const text = form.querySelector('[name=text]');
    const [said, fix] = TEXTS.map((field) => kept(`${this.start}${name}:${field}`));
    text.value = [said, fix && `建议改为：${fix}`].filter(Boolean).join('\n');
    this.drop(name);
    this.typed(text);
  }
}
