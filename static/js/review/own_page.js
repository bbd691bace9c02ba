// The author's page of a draft under review: explanations that were typed and not sent are there
// again, those begun beside the text too (js/wizard/remarks.js).
import { Keeper } from './unsent_forms.js';

const page = document.querySelector('[data-own-review]');
const keeper = new Keeper(page.dataset.ownReview, { answeredHere: false });

const bare = (text) => text.replace(/\s/g, '');

// A text that stands in its thread was sent.
function sent(form, text) {
  const said = Array.from(form.closest('.thread').querySelectorAll('.thread-said'));
  return said.some((one) => bare(one.textContent) === bare(text));
}

keeper.restore(page, sent);
