// What is typed or ticked and not yet sent: it outlives a panel put in its place, an expired session and a closed tab. An entry lives from
// the first key pressed to the server's answer.

const PREFIX = 'zhaojing:review';
const FIELDS = 'textarea, input[type=checkbox]';

const ticked = (field) => field.type === 'checkbox';
const now = (field) => (ticked(field) ? String(field.checked) : field.value);
const before = (field) => (ticked(field) ? String(field.defaultChecked) : field.defaultValue);

export class Keeper {
  constructor(draft) {
    this.start = [PREFIX, document.body.dataset.user, draft, ''].join(':');
    document.addEventListener('input', (event) => this.typed(event.target));
    document.addEventListener('click', (event) => {
      const drop = event.target.closest('[data-drop]');
      if (drop) this.forget(drop.closest('form[data-keep]'));
    });
    // what another page answers, that page gives back where it was not taken
    document.addEventListener('submit', (event) => {
      if (!event.target.hasAttribute('hx-post')) this.forget(event.target.closest('form[data-keep]'));
    });
  }

  key(form, field) {
    return [this.start + form.dataset.keep, field.name].concat(ticked(field) ? field.value : []).join(':');
  }

  typed(field) {
    const form = field.form;
    if (!form || !form.matches('[data-keep]') || !field.matches(FIELDS)) return;
    try {
      if (now(field) === before(field)) localStorage.removeItem(this.key(form, field));
      else localStorage.setItem(this.key(form, field), now(field));
    } catch (error) {
      // storage is full or switched off: the form still has the text
    }
  }

  restore(root) {
    root.querySelectorAll('form[data-keep]').forEach((form) => form.querySelectorAll(FIELDS).forEach((field) => {
      let text = null;
      try {
        text = localStorage.getItem(this.key(form, field));
      } catch (error) {
        return;
      }
      if (text === null || text === now(field)) return;
      if (ticked(field)) field.checked = text === 'true';
      else field.value = text;
      const folded = field.closest('details');
      if (folded) folded.open = true;
    }));
  }

  forget(form) {
    if (!form) return;
    form.querySelectorAll(FIELDS).forEach((field) => {
      try {
        localStorage.removeItem(this.key(form, field));
      } catch (error) {
        // nothing was kept either
      }
    });
  }

  sent(element) {
    this.forget(element.closest('form[data-keep]'));
  }
}
