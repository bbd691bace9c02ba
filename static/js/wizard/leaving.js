// Leaving the page by a link or a button of the form: first send what is unsent, then go.
import { commands } from '../common/commands.js';
import { el } from '../common/elements.js';
import { renewForms } from '../common/json.js';
import { begin, end } from '../common/once.js';
import { signingIn } from './signin.js';

const PATIENCE = 4000; // ms
const CERTAIN = '有文字还没有保存到服务器（本机留有一份）。仍要离开这一页吗？';

// Whether a press on the link opens its address in this window in place of this page.
function leads(link, event) {
  if (link.target || event.defaultPrevented) return false;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return false;
  return link.origin === location.origin && !(link.pathname === location.pathname && link.hash);
}

async function follow(link, event, autosave) {
  if (!leads(link, event) || !autosave.dirtyBlocks().length) return;
  event.preventDefault();
  const late = new Promise((done) => setTimeout(() => done(false), PATIENCE));
  const all = await Promise.race([autosave.flush(), late]);
  if (signingIn()) return; // the dialog is open; who still wants to go clicks again afterwards
  const certain = all || (!autosave.failures && !autosave.blocked());
  if (!certain && !window.confirm(CERTAIN)) return;
  autosave.leaving = true;
  location.href = link.href;
}

export function leaveSaved(form, autosave) {
  commands(document, { 'a[href]': (link, event) => follow(link, event, autosave) });

  const op = el('input', { type: 'hidden', name: 'op' });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const pressed = event.submitter || document.activeElement;
    op.value = pressed && pressed.name === 'op' ? pressed.value : 'save';
    if (!begin(form)) return;
    if (!(await autosave.flush()) && (autosave.failures || autosave.blocked())) {
      end(form);
      return;
    }
    form.append(op);
    renewForms();
    form.submit();
  });
}
