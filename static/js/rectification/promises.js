// The measures of last year as a list to tick, each with a word: saved as they are chosen and typed, by the wizard's own autosave.
import { commands } from '../common/commands.js';
import { Autosave } from '../wizard/autosave.js';

export class Promises {
  constructor(form, { onSaved = () => {} } = {}) {
    this.form = form;
    this.autosave = new Autosave(form, { onSaved, restorePoint: async () => false });
    this.autosave.state = form.querySelector('[data-tick-state]'); // the page's own line speaks of the paper
    for (const item of this.items()) this.show(item);
    form.addEventListener('change', (event) => {
      if (event.target.matches('[data-tick-of]')) this.choose(this.item(event.target), event.target.value);
    });
    // a text that is put back, or the other window's, comes through the field that is stored
    form.addEventListener('input', (event) => {
      if (event.target.matches('[data-field="progress"]')) this.show(this.item(event.target));
    });
    commands(form, {
      '[data-clear]': (button, event) => {
        event.preventDefault();
        this.choose(this.item(button), '');
        this.item(button).querySelector('[data-tick-of]').focus();
      },
      '[data-from-ledger]': (button, event) => {
        event.preventDefault();
        for (const item of this.offered()) this.takeOffer(item);
        this.countOffers();
      },
    });
    form.addEventListener('input', () => this.countOffers());
  }

  items() { return Array.from(this.form.querySelectorAll('[data-node]')); }

  item(element) { return element.closest('[data-node]'); }

  stored(item) { return item.querySelector('[data-field="progress"]'); }

  /** Those without a tick of which the ledger knows how they stand. */
  offered() { return this.items().filter((item) => item.dataset.offered && !this.stored(item).value); }

  /** Tick one as the ledger has it; a word that stands there stays. */
  takeOffer(item) {
    const word = item.querySelector('[data-field="word"]');
    this.choose(item, item.dataset.offered);
    if (word.value.trim() || !item.dataset.offeredWord) return;
    word.value = item.dataset.offeredWord;
    word.dispatchEvent(new Event('input', { bubbles: true }));
  }

  countOffers() {
    const line = this.form.querySelector('.promises-offer');
    if (!line) return;
    const number = this.offered().length;
    line.hidden = !number;
    line.querySelector('[data-offers]').textContent = String(number);
  }

  choose(item, progress) {
    const field = this.stored(item);
    if (field.value === progress) return;
    field.value = progress;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  show(item) {
    const { value } = this.stored(item);
    for (const box of item.querySelectorAll('[data-tick-of]')) box.checked = box.value === value;
    item.querySelector('[data-clear]').hidden = !value;
  }

  /** How many have no tick yet. */
  unticked() {
    return this.items().filter((item) => !this.stored(item).value).length;
  }
}
