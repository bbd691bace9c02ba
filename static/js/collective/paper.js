// The page of the committee's paper: what was typed to it and not sent is there again.
import { Keeper } from '../review/unsent_forms.js';

const page = document.querySelector('[data-collective]');
const keeper = new Keeper(page.dataset.collective, { answeredHere: false });

const bare = (text) => text.replace(/\s/g, '');

// A text that stands among the comments was sent.
function sent(form, text) {
  const said = Array.from(page.querySelectorAll('.committee-said'));
  return said.some((one) => bare(one.textContent) === bare(text));
}

keeper.restore(page, sent);
const writing = page.querySelector('#say textarea');
if (writing) writing.focus();
