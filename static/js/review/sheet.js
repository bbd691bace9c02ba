// On a narrow screen the panel comes up from below the paper. Without this script it stands below the paper.

const NARROW = window.matchMedia('(max-width: 991.98px)');

export class Sheet {
  constructor(reading, panel) {
    this.reading = reading;
    this.panel = panel;
    this.before = null;
    reading.classList.add('has-sheet');
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing && this.isOpen()) this.close();
    });
    if (new URLSearchParams(window.location.search).has('panel')) this.open();
  }

  isOpen() {
    return NARROW.matches && this.reading.classList.contains('sheet-open');
  }

  prepare() {
    const button = this.panel.querySelector('[data-close]');
    if (button) button.hidden = !NARROW.matches;
  }

  /** A place of the paper into the middle of what is seen of it; the panel that has come up covers the rest. */
  show(place) {
    const { top, bottom } = place.getBoundingClientRect();
    const end = this.isOpen() ? this.panel.getBoundingClientRect().top : window.innerHeight;
    window.scrollBy(0, (top + bottom - end) / 2);
  }

  open() {
    if (!NARROW.matches || this.isOpen()) return;
    this.before = document.activeElement;
    this.reading.classList.add('sheet-open');
    this.prepare();
    this.panel.focus({ preventScroll: true });
  }

  close() {
    this.reading.classList.remove('sheet-open');
    if (this.before && this.before.isConnected) this.before.focus({ preventScroll: true });
  }
}
