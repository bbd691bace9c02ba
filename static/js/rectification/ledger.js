// The page of a ledger: each measure is saved as it is written, by the wizard's own autosave; the form's button works without this too.
import { saveBy } from '../common/save_key.js';
import { Autosave } from '../wizard/autosave.js';
import { saveNow } from '../wizard/saving.js';

const FINISHED = ['done', 'lasting'];

export class LedgerPage {
  constructor(form) {
    this.autosave = new Autosave(form, { onSaved: (block) => this.show(block.element), restorePoint: async () => false });
    // one way of saving: a form sent beside a request under way would meet it as another window's
    form.addEventListener('submit', (event) => { event.preventDefault(); saveNow(this.autosave); });
    saveBy(() => saveNow(this.autosave));
  }

  /** What is finished is not late. */
  show(item) {
    const late = item.querySelector('[data-overdue]');
    if (late) late.hidden = FINISHED.includes(item.querySelector('[data-field="state"]').value);
  }
}

const form = document.querySelector('[data-ledger]');
if (form) new LedgerPage(form);
