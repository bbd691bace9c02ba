// Comments and answers that are half written while another panel is looked at: a line for each over
// the panel, and the tab of the comments leads back to the form.
import { shortened } from '../common/characters.js';
import { el } from '../common/elements.js';

const WORDS = 40;

export class HalfWritten {
  // `shown` gives the round that the page shows, `ask` loads a panel by its query.
  constructor(panel, keeper, { shown, ask }) {
    Object.assign(this, { panel, keeper, shown, ask, wanted: '' });
  }

  all() {
    return this.keeper.halfWritten(this.panel);
  }

  /** The query that begins one of them again: of an earlier round's words only the paragraph is
   *  certain. */
  query(one) {
    const old = one.round && one.round !== this.shown();
    return old ? new URLSearchParams({ panel: 'comments', comment: one.node }).toString() : one.query;
  }

  begin(one) {
    this.wanted = one.name;
    this.ask(`?${this.query(one)}`);
  }

  /** Whoever goes back to the comments finds the form again that they were writing in. */
  leadBack(detail) {
    if (detail.verb !== 'get' || detail.path !== '?panel=comments') return;
    const one = this.all().find(({ name }) => name === this.keeper.latest && !name.startsWith('reply-'));
    if (!one) return;
    this.wanted = one.name;
    detail.path = `?${this.query(one)}`;
  }

  /** After a panel was put in place. */
  show() {
    const form = this.panel.querySelector('form[data-write]');
    if (form && this.wanted) this.keeper.adopt(this.wanted, form);
    this.wanted = '';
    if (form) this.keeper.latest = form.dataset.keep;
    const place = this.panel.querySelector('[data-half-written]');
    if (!place) return;
    const lines = this.all().map((one) => this.line(one));
    place.textContent = '';
    place.append(...lines);
    place.hidden = !lines.length;
  }

  line(one) {
    const on = () => this.begin(one);
    const off = () => { this.keeper.drop(one.name); this.show(); };
    const button = (said, onclick) => el('button', { type: 'button', class: 'linklike', onclick }, said);
    const kind = one.name.startsWith('reply-') ? '回复' : '批注';
    return el(
      'p', { class: 'small' }, `没有写完的${kind}：“${shortened(one.words, WORDS)}” `,
      button('接着写', on), ' ', button('不要了', off),
    );
  }
}
