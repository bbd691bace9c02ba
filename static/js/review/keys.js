// The keys of the reading page: j/k (or n/p) from comment to comment, [ and ] from paper to paper, c to comment, ? for what the keys
// are; never while somebody types.

const TYPING = 'input:not([type=checkbox]):not([type=radio]):not([type=hidden]), textarea, select, [contenteditable]';

export class Keys {
  constructor(threads, selecting, panel) {
    this.acts = {
      j: () => threads.on(),
      n: () => threads.on(),
      k: () => threads.back(),
      p: () => threads.back(),
      '[': () => this.follow('[data-before]'),
      ']': () => this.follow('[data-after]'),
      c: () => selecting.comment(),
      '?': () => this.help(panel),
    };
    document.addEventListener('keydown', (event) => this.pressed(event));
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest(TYPING)) return;
    // a Chinese input method gives the full-width marks
    const key = { '【': '[', '】': ']', '？': '?' }[event.key] || event.key.toLowerCase();
    const act = this.acts[key];
    if (!act) return;
    event.preventDefault();
    act();
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
