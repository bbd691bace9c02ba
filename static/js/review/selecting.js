// Selecting text on the paper: a button appears beside it (on a narrow screen at its foot) that begins a comment on exactly these
// words. Places count characters (code points) of a node's printed text, as drafting/rendering/marks.py counts them.
import { points } from '../common/characters.js';
import { el } from '../common/elements.js';

/** The text nodes of the paper that belong to a node: those whose nearest data-node is it. */
function textsOf(paper, node) {
  const found = [];
  const walker = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (nodeOf(walker.currentNode) === node) found.push(walker.currentNode);
  }
  return found;
}

function nodeOf(place) {
  const element = place.nodeType === Node.TEXT_NODE ? place.parentElement : place;
  const holder = element && element.closest('[data-node]');
  return holder ? holder.dataset.node : '';
}

/** The stretch of a text node that a range covers, as [from, to] in UTF-16 units; null where it covers nothing of it. */
function covered(text, range) {
  if (!range.intersectsNode(text)) return null;
  const from = text === range.startContainer ? range.startOffset : 0;
  const to = text === range.endContainer ? range.endOffset : text.length;
  return from < to ? [from, to] : null;
}

/** Where a range lies: {node, start, end, clipped}; of a range over several nodes the first with any text of it. */
export function placeOf(paper, range) {
  const walker = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const node = nodeOf(text);
    const stretch = node && covered(text, range);
    if (stretch && text.data.slice(stretch[0], stretch[1]).trim() && !nodes.includes(node)) nodes.push(node);
  }
  if (!nodes.length) return null;
  let at = 0;
  let start = -1;
  let end = 0;
  textsOf(paper, nodes[0]).forEach((text) => {
    const stretch = covered(text, range);
    if (stretch) {
      if (start < 0) start = at + points(text.data.slice(0, stretch[0]));
      end = at + points(text.data.slice(0, stretch[1]));
    }
    at += points(text.data);
  });
  return { node: nodes[0], start, end, clipped: nodes.length > 1 };
}

export class Selecting {
  // `begin` is told the node, the range in its printed text, and whether the selection went on into another node.
  constructor(reading, begin) {
    this.reading = reading;
    this.begin = begin;
    const look = 'btn btn-primary btn-sm select-comment no-print';
    this.button = el('button', { type: 'button', class: look, 'data-select-comment': '' }, '批注选中的文字');
    this.button.hidden = true;
    document.body.append(this.button);
    // the press must not take the selection away before it is read
    this.button.addEventListener('pointerdown', (event) => event.preventDefault());
    this.button.addEventListener('click', () => this.comment());
    document.addEventListener('selectionchange', () => {
      window.clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => this.show(), 150);
    });
  }

  paper() {
    return this.reading.querySelector('[data-sheet]');
  }

  prepare() {
    this.show();
  }

  range() {
    const selection = document.getSelection();
    if (!('commenting' in this.paper().dataset) || !selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    return range.intersectsNode(this.paper()) && range.toString().trim() ? range : null;
  }

  show() {
    const range = this.range();
    this.button.hidden = !range;
    if (!range) return;
    const boxes = range.getClientRects();
    const box = boxes.length ? boxes[boxes.length - 1] : range.getBoundingClientRect();
    const left = Math.min(box.right, document.documentElement.clientWidth - this.button.offsetWidth - 8);
    this.button.style.left = `${Math.max(8, left) + window.pageXOffset}px`;
    this.button.style.top = `${box.bottom + window.pageYOffset + 6}px`;
  }

  /** Begin a comment on what is selected; says whether there was anything. */
  comment() {
    const range = this.range();
    const place = range && placeOf(this.paper(), range);
    if (!place) return false;
    this.button.hidden = true;
    document.getSelection().removeAllRanges();
    this.begin(place.node, place.start, place.end, place.clipped);
    return true;
  }
}
