// The bar of whoever came from the list of comments (去修改): it says the comment that is dealt with in the panel, and 下一条 goes on
// from there. Before anybody touches the panel it is as the server made it.

export class RemarkBar {
  constructor(bar, remarks) {
    this.bar = bar;
    this.remarks = remarks;
    this.own = remarks.current; // the comment that the address named
    this.moved = false;
    this.next = bar.querySelector('[data-arrival-next]');
    this.text = bar.querySelector('[data-arrival-said]');
    if (this.next) this.next.addEventListener('click', (event) => this.goOn(event));
  }

  /** The panel is at this comment now, or came anew. */
  follow() {
    const { remarks } = this;
    if (remarks.current !== this.own || !remarks.waits(this.own)) this.moved = true;
    if (!this.moved) return;
    const { total, first } = remarks.list().dataset;
    const card = remarks.waits(remarks.current);
    this.text.textContent = card ? said(card) : total === '0' ? '都处理了，可以重新提交。' : `还有 ${total} 条等您处理。`;
    if (!this.next) return;
    this.next.hidden = total === '0' || Boolean(card && total === '1');
    this.next.href = first;
  }

  goOn(event) {
    if (!this.moved) return;
    const card = this.remarks.after();
    if (!card && !this.remarks.wayOn()) return; // to the first that waits
    event.preventDefault();
    if (card) {
      this.remarks.choose(card.dataset.comment);
      this.remarks.show(card, true);
    } else this.remarks.wayOn().click();
  }
}

function said(card) {
  const text = card.querySelector('.thread-text');
  return text ? text.textContent.trim() : '建议的改法';
}
