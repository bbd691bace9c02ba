// The column at the right: panels under tabs, of which one is seen. Which one is remembered from
// step to step of this window; a panel fetches nothing before somebody looks at it.

const KEPT = 'zhaojing.side';

export class Side {
  constructor(element) {
    this.element = element;
    this.tabs = Array.from(element.querySelectorAll('[data-side]'));
    this.panels = new Map(); // what to do when a panel is looked at, by its name
    this.name = ''; // the panel that is seen
    const list = element.querySelector('[data-side-tabs]');
    list.setAttribute('role', 'tablist');
    for (const tab of this.tabs) this.wire(tab);
    this.choose((this.tab(kept()) || this.tabs[0]).dataset.side);
  }

  wire(tab) {
    const pane = this.pane(tab.dataset.side);
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', pane.id);
    tab.removeAttribute('aria-current');
    pane.setAttribute('role', 'tabpanel');
    pane.setAttribute('aria-labelledby', tab.id);
    tab.addEventListener('click', (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.open(tab.dataset.side);
    });
    tab.addEventListener('keydown', (event) => this.pressed(event, tab));
  }

  pressed(event, tab) {
    const { length } = this.tabs;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === ' ') { event.preventDefault(); this.open(tab.dataset.side); }
    if (!step) return;
    const other = this.tabs[(this.tabs.indexOf(tab) + step + length) % length];
    other.focus();
    this.open(other.dataset.side);
  }

  tab(name) {
    return this.tabs.find((tab) => tab.dataset.side === name);
  }

  pane(name) {
    return document.getElementById('side-' + name);
  }

  /** Say what is done each time the panel comes into sight, at once where it is in sight now. */
  panel(name, shown) {
    if (!this.tab(name)) return;
    this.panels.set(name, shown);
    if (this.sees(name)) shown();
  }

  sees(name) {
    return this.name === name;
  }

  /** Bring a panel into sight; on a narrow screen the drawer it lies in comes with it. */
  open(name) {
    if (!this.tab(name)) return;
    this.choose(name);
    try { sessionStorage.setItem(KEPT, name); } catch { /* then the next step begins anew */ }
    const shown = this.panels.get(name);
    if (shown) shown();
  }

  choose(name) {
    this.name = name;
    for (const tab of this.tabs) {
      const chosen = tab.dataset.side === name;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      this.pane(tab.dataset.side).hidden = !chosen;
    }
  }

  /** The number beside a tab's name, and wherever else the page says it; null where it is not
   *  known. */
  count(name, number) {
    if (!this.tab(name)) return;
    const inTab = this.tab(name).querySelector('[data-side-number]');
    const others = document.querySelectorAll('[data-number-of="' + name + '"]');
    for (const place of [inTab, ...others]) {
      if (!place) continue;
      place.textContent = number === null ? '' : ' ' + number;
      place.classList.toggle('is-none', number === 0);
      place.parentElement.classList.toggle('is-waiting', number > 0);
    }
  }
}

function kept() {
  try { return sessionStorage.getItem(KEPT) || ''; } catch { return ''; }
}
