// The wizard's page: wires autosave, points, holes, counts and the picker to the form; all of it
// works without this script too.
import { explainOnce } from '../common/explained.js';
import { keepGrown } from '../common/growing.js';
import { onTrouble } from '../common/pieces.js';
import { saveBy } from '../common/save_key.js';
import { toast } from '../common/toast.js';
import { arrive } from './arrival.js';
import { Autosave } from './autosave.js';
import { liveCounts, total } from './counts.js';
import { keepFocus, leaveFocus } from './drawer.js';
import { Facts } from './facts.js';
import { Folding } from './folding.js';
import { Following } from './following.js';
import { markHoles } from './holes.js';
import { LastYear } from './last_year.js';
import { leaveSaved } from './leaving.js';
import { Mover } from './move.js';
import { Offers } from './offers.js';
import { oneLine } from './one_line.js';
import { paneKey } from './pane_key.js';
import { Paste } from './paste.js';
import { Picker } from './picker.js';
import { Points } from './points.js';
import { Proof } from './proof.js';
import { replaceKey } from './replace_key.js';
import { saveNow } from './saving.js';
import { Remarks } from './remarks.js';
import { Side } from './side.js';
import { Steps } from './steps.js';
import { Strip } from './strip.js';
import { livingTabs } from './unsent_blocks.js';
import { undo } from './undo.js';

// Who comes by a link to a field begins to write there.
function beginAt(hash) {
  const field = hash.startsWith('#id_') && document.getElementById(hash.slice(1));
  if (!field) return;
  for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  field.scrollIntoView({ block: 'center' });
  field.focus({ preventScroll: true });
}

const form = document.querySelector('[data-wizard]'); // none where nothing can be written
replaceKey(document.querySelector('[data-replace-link]'));
const steps = new Steps(document.querySelector('.wizard-steps'));
const column = document.getElementById('picker');
const bar = document.querySelector('[data-arrival]');
if (column) {
  keepFocus(column);
  leaveFocus(column);
}
let side = null;
let strip = null;
let remarks = null;

if (form) {
  undo.wire(form);
  const autosave = new Autosave(form, {
    onSaved: (block) => {
      steps.saved(block);
      points.saved(block);
      proof.saved();
      following.saved(block);
      remarks.saved();
    },
    restorePoint: (block) => points.operate({ op: 'restore:' + block.id }),
    onSaid: () => { if (strip) strip.said(); },
  });
  const onChanged = (card) => {
    if (card) markHoles(card);
    total(form);
    folding.cardsChanged();
    steps.later();
  };
  const points = new Points(form, autosave, { onChanged });
  const folding = new Folding(form, autosave, points.list);
  new Mover(form, autosave, points, document.querySelector('.wizard-steps'));
  new Paste(form, autosave, points);
  new Picker(form, autosave, points);
  new Facts(form, autosave, points);
  side = column && new Side(column);
  if (side) paneKey(column, form);
  const following = new Following(form, autosave, side);
  explainOnce(document);
  const proof = new Proof(form, autosave, side, steps);
  remarks = new Remarks(autosave, side, steps);
  new LastYear(form, autosave, points, side, steps);
  strip = new Strip(side);
  liveCounts(form);
  markHoles(form);

  // The picker's searches are htmx's.
  const panel = document.querySelector('[data-picker]');
  onTrouble(document.body, {
    refused: async (status) => {
      if (status !== 401) return toast('素材没有取到，请稍后再试。');
      await autosave.expired();
      return window.htmx.trigger(panel, 'refresh');
    },
    away: () => toast('暂时连不上服务器，素材没有取到，请稍后再试。'),
  });
  oneLine(form);
  saveBy(() => saveNow(autosave));
  leaveSaved(form, autosave);
  if (!bar) beginAt(window.location.hash);
} else {
  keepGrown(document.querySelectorAll('#step-form textarea'));
  if (document.querySelector('[data-unsent]')) {
    const locked = document.getElementById('step-form');
    livingTabs().then((others) => new Offers(locked, () => {}).offerAll(new Map(), others));
  }
  if (document.getElementById('comments-panel')) {
    side = new Side(column);
    remarks = new Remarks(null, side, steps);
    strip = new Strip(side);
  }
}
if (bar) {
  if (side && bar.dataset.panel) side.open(bar.dataset.panel);
  // who goes from comment to comment by keys stays among them
  if (!('beside' in bar.dataset && remarks && remarks.stay())) arrive(bar);
}
