// The keys of the comments beside the text: j and k as on the reading page, a accepts, c says 已改, e explains, u takes back,
// Enter goes to the words; Alt+J comes back from the text. Never while somebody types.
import { commandKeys } from '../common/keys.js';

export class RemarkKeys {
  constructor(remarks) {
    this.remarks = remarks;
    const acts = {
      j: () => remarks.walk(1),
      n: () => remarks.walk(1),
      k: () => remarks.walk(-1),
      p: () => remarks.walk(-1),
      a: () => this.press('[data-accept]'),
      c: () => this.press('[data-changed]'),
      e: () => this.explain(),
      u: () => this.undo(),
      '?': () => this.help(),
    };
    commandKeys(remarks.panel, (key) => (key === 'enter' ? this.enter() : acts[key]));
    document.addEventListener('keydown', (event) => this.back(event));
  }

  card() { return this.remarks.card(this.remarks.current); }

  press(selector) {
    const card = this.card();
    const button = card && card.querySelector(selector);
    if (button) button.click();
  }

  // Only on the card itself: on a button of it the key presses the button.
  enter() {
    const card = document.activeElement;
    return card.matches('[data-comment]') ? () => this.remarks.show(card, true) : undefined;
  }

  explain() {
    const card = this.card();
    const fold = card && card.querySelector('details.thread-reply');
    if (!fold) return;
    fold.open = true;
    fold.querySelector('textarea').focus();
  }

  undo() {
    const button = this.remarks.panel.querySelector('[data-undo]');
    if (button) button.click();
    else this.press('[data-take-back] button');
  }

  help() {
    const keys = this.remarks.panel.querySelector('[data-keys]');
    if (!keys) return;
    keys.open = !keys.open;
    if (keys.open) keys.scrollIntoView({ block: 'nearest' });
  }

  // From wherever one is: to the comment dealt with; from there to the next, with K to the former.
  back(event) {
    const key = event.key.toLowerCase();
    if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing || !['j', 'k'].includes(key)) return;
    event.preventDefault();
    const inside = this.remarks.panel.contains(document.activeElement);
    if (inside) this.remarks.walk(key === 'j' ? 1 : -1);
    else this.remarks.open();
  }
}
