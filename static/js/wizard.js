// The wizard's page: wires autosave, points, holes, counts and the picker to the form; all of it works without this script too.
import { Autosave } from './wizard/autosave.js';
import { Points, toaster } from './wizard/points.js';
import { Picker } from './wizard/picker.js';
import { liveCounts, total } from './wizard/counts.js';
import { Proof } from './wizard/proof.js';
import { markHoles } from './wizard/holes.js';
import { renewForms } from './wizard/http.js';
import { signingIn } from './wizard/signin.js';

const form = document.querySelector('[data-wizard]'); // none where nothing can be written
const steps = document.querySelector('[data-steps]');

if (steps && window.matchMedia('(max-width: 991.98px)').matches) steps.open = false;

function refreshSteps() {
  const list = document.querySelector('[data-steps]');
  if (!list) return;
  fetch(list.dataset.url, { headers: { 'X-Requested-With': 'fetch' }, credentials: 'same-origin' })
    .then((answer) => (answer.ok ? answer.text() : ''))
    .then((html) => {
      if (!html || list.contains(document.activeElement)) return;
      const holder = document.createElement('template');
      holder.innerHTML = html.trim();
      holder.content.firstElementChild.open = list.open;
      list.replaceWith(holder.content.firstElementChild);
    })
    .catch(() => {});
}

if (form) {
  const toast = toaster();
  let timer = 0;
  const later = () => { clearTimeout(timer); timer = setTimeout(refreshSteps, 800); };
  const autosave = new Autosave(form, {
    onSaved: (block) => { later(); points.saved(block); proof.saved(); },
    restorePoint: (block) => points.operate({ op: 'restore:' + block.id }),
  });
  const points = new Points(form, autosave, { toast, onChanged: (card) => { if (card) markHoles(card); total(form); later(); } });
  new Picker(form, autosave, points);
  const proof = new Proof(autosave, toast);
  liveCounts(form);
  markHoles(form);

  // The picker's searches are htmx's.
  const panel = document.querySelector('[data-picker]');
  document.body.addEventListener('htmx:responseError', async (event) => {
    if (event.detail.xhr.status !== 401) return toast('素材没有取到，请稍后再试。');
    await autosave.expired();
    return window.htmx.trigger(panel, 'refresh');
  });
  document.body.addEventListener('htmx:sendError', () => toast('暂时连不上服务器，素材没有取到，请稍后再试。'));

  // Leaving by a link or a button of the form: first send what is unsent, then go.
  document.addEventListener('click', async (event) => {
    const link = event.target.closest('a[href]');
    if (!link || link.target || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.origin !== location.origin || (link.pathname === location.pathname && link.hash) || !autosave.dirtyBlocks().length) return;
    event.preventDefault();
    const all = await Promise.race([autosave.flush(), new Promise((done) => setTimeout(() => done(false), 4000))]);
    if (signingIn()) return; // the dialog is open; who still wants to go clicks again afterwards
    const certain = all || (!autosave.failures && !autosave.blocked());
    if (!certain && !window.confirm('有文字还没有保存到服务器（本机留有一份）。仍要离开这一页吗？')) return;
    autosave.leaving = true;
    location.href = link.href;
  });
  form.addEventListener('submit', async (event) => {
    const op = event.submitter ? event.submitter.value : (document.activeElement && document.activeElement.name === 'op' ? document.activeElement.value : 'save');
    if (form.dataset.ready === 'yes') return;
    event.preventDefault();
    if (!(await autosave.flush()) && (autosave.failures || autosave.blocked())) return;
    form.dataset.ready = 'yes';
    const hidden = document.createElement('input');
    hidden.type = 'hidden';
    hidden.name = 'op';
    hidden.value = op;
    form.append(hidden);
    renewForms();
    form.submit();
  });
}
