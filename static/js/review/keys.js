// The keys of the reading page: j/k (or n/p) from comment to comment, [ and ] from paper to paper, c to comment, ? for what the keys
// are; never while somebody types. While somebody types a comment or an answer, Ctrl+Enter sends it.
import { commandKeys } from '../common/keys.js';

/** Ctrl+Enter in the text of a comment or an answer presses its button; a decision is not made by a
 *  key. */
export function sendByKeys(event) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.matches('textarea') && event.target.form;
  if (!form || !form.hasAttribute('hx-post')) return;
  event.preventDefault();
  if (!event.repeat) form.querySelector('button[type=submit]').click();
}

export class Keys {
  constructor(threads, selecting, panel) {
    const acts = {
      j: () => threads.on(),
      n: () => threads.on(),
      k: () => threads.back(),
      p: () => threads.back(),
      '[': () => this.follow('[data-before]'),
      ']': () => this.follow('[data-after]'),
      c: () => selecting.comment(),
      '?': () => this.help(panel),
    };
    commandKeys(document, (key) => acts[key]);
    panel.addEventListener('keydown', sendByKeys);
  }

  follow(selector) {
    const link = document.querySelector(selector);
    if (link) link.click();
  }

  help(panel) {
    const keys = panel.querySelector('[data-keys]');
    if (!keys) return;
    keys.open = !keys.open;
    if (keys.open) keys.scrollIntoView({ block: 'nearest' });
  }
}
