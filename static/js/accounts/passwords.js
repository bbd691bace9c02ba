// One-time passwords are shown once: a button prints the page, and whoever leaves it without having
// taken them down in one of the ways that it offers is asked first.
import { commands } from '../common/commands.js';

let taken = false;

const take = () => { taken = true; };

for (const button of document.querySelectorAll('[data-print]')) button.hidden = false;
commands(document, {
  '[data-print]': () => { take(); window.print(); },
  '[data-taken]': take,
});
window.addEventListener('beforeunload', (event) => {
  if (taken) return;
  event.preventDefault();
  event.returnValue = ''; // what Chromium before 119 goes by
});
