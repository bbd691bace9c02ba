// An explanation that is read once: open until somebody has understood it, folded from then on, for this person in this browser.
import { keep, kept, PREFIX } from './unsent_text.js';

/** Wire the explanations (`details` with data-once and a name) of a part of the page. */
export function explainOnce(root) {
  for (const fold of root.querySelectorAll('details[data-once]')) {
    const key = [PREFIX, 'explained', document.body.dataset.user, fold.dataset.once].join(':');
    const understood = () => { fold.open = false; keep(key, '1'); };
    fold.open = kept(key) === null;
    fold.querySelector('[data-once-done]').addEventListener('click', () => {
      understood();
      fold.querySelector('summary').focus({ preventScroll: true });
    });
    fold.querySelector('summary').addEventListener('click', () => { if (fold.open) keep(key, '1'); });
  }
}
