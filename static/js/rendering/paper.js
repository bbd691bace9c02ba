// Lays the preview of a material out in pages: splits it at line ends, numbers the pages, fits the sheets to the screen.
// Attach with <div class="paper" data-paper><article class="paper-text">…</article></div>.

const HEADINGS = /\bpaper-heading[123]\b/;
const SLACK = 0.75; // px: rounding of line boxes

function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text) element.textContent = text;
  return element;
}

function newSheet(article, number, mark) {
  const sheet = make('div', 'paper-sheet');
  if (mark) sheet.appendChild(mark.cloneNode(true));
  const area = make('div', 'paper-area');
  sheet.appendChild(area);
  sheet.appendChild(make('p', 'paper-number', `— ${number} —`));
  article.appendChild(sheet);
  return area;
}

function lineHeight(block) {
  return parseFloat(window.getComputedStyle(block).lineHeight);
}

/** The text nodes of a block, each with the number of characters before it. */
function textNodes(block) {
  const found = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let before = 0;
  while (walker.nextNode()) {
    found.push({ node: walker.currentNode, before });
    before += walker.currentNode.length;
  }
  return { found, total: before };
}

function place(nodes, index) {
  let low = 0;
  let high = nodes.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (nodes[middle].before <= index) low = middle;
    else high = middle - 1;
  }
  return { node: nodes[low].node, offset: index - nodes[low].before };
}

/** The line (from 0) of a block on which the character stands. */
function lineOf(nodes, index, top, height) {
  const { node, offset } = place(nodes, index);
  const range = document.createRange();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  const rects = range.getClientRects();
  if (!rects.length) return -1;
  const rect = rects[rects.length - 1];
  return Math.floor(((rect.top + rect.bottom) / 2 - top) / height);
}

/** Move what stands behind the first `lines` lines of a block into a new block and return that. */
function split(block, lines) {
  const { found, total } = textNodes(block);
  const top = block.getBoundingClientRect().top;
  const height = lineHeight(block);
  let low = 0;
  let high = total; // the first character on a line behind the cut
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (lineOf(found, middle, top, height) >= lines) high = middle;
    else low = middle + 1;
  }
  if (low <= 0 || low >= total) return null;
  const cut = place(found, low);
  // never between the two units of one character
  const half = /[\uDC00-\uDFFF]/.test(cut.node.data.charAt(cut.offset));
  const range = document.createRange();
  range.setStart(cut.node, half ? cut.offset - 1 : cut.offset);
  range.setEnd(block, block.childNodes.length);
  const rest = block.cloneNode(false);
  rest.appendChild(range.extractContents());
  rest.classList.remove('paper-cut');
  rest.classList.add('paper-rest');
  block.classList.add('paper-cut');
  return rest;
}

/** What must move to the next page with a block that found no room: the headings right above it. */
function takeHeadings(area) {
  const moved = [];
  while (area.children.length > 1 && HEADINGS.test(area.lastElementChild.className)) {
    moved.unshift(area.removeChild(area.lastElementChild));
  }
  return moved;
}

function fill(article, blocks, mark) {
  const queue = blocks.slice();
  let number = 1;
  let area = newSheet(article, number, mark);
  while (queue.length) {
    const block = queue.shift();
    area.appendChild(block);
    const room = area.getBoundingClientRect();
    const box = block.getBoundingClientRect();
    if (box.bottom <= room.bottom + SLACK) continue;
    const lines = Math.floor((room.bottom + SLACK - box.top) / lineHeight(block));
    const rest = lines > 0 && !block.classList.contains('paper-title') ? split(block, lines) : null;
    if (rest) {
      queue.unshift(rest);
    } else if (area.children.length > 1) {
      area.removeChild(block);
      queue.unshift(...takeHeadings(area), block);
    }
    if (queue.length) area = newSheet(article, (number += 1), mark);
  }
}

/** Shrink the sheets to the width there is; transform, because small type would be enlarged by the browser's own limit. */
function fit(paper) {
  const article = paper.querySelector('.paper-text');
  if (!article || !paper.clientWidth) return;
  const scale = Math.min(1, paper.clientWidth / article.offsetWidth);
  article.style.transformOrigin = '0 0';
  article.style.transform = scale < 1 ? `scale(${scale})` : '';
  paper.style.height = scale < 1 ? `${Math.ceil(article.offsetHeight * scale)}px` : '';
}

/** In print only the paper is left: mark the way down to it and everything beside that way. */
function clearTheWay(paper) {
  for (let element = paper; element && element !== document.body; element = element.parentElement) {
    if (element !== paper) element.classList.add('paper-way');
    Array.from(element.parentElement.children).forEach((other) => {
      if (other !== element && !other.querySelector('[data-paper]') && !other.matches('[data-paper]')) other.classList.add('paper-aside');
    });
  }
}

/** The sheets bring their own margins, so the printer must add none. */
function printSheetsWhole() {
  Array.from(document.styleSheets).forEach((sheet) => {
    if (/\/paper(\.[0-9a-f]+)?\.css/.test(sheet.href || '')) sheet.insertRule('@page { size: A4; margin: 0; }', sheet.cssRules.length);
  });
}

function layOut(paper) {
  const article = paper.querySelector('.paper-text');
  if (!article || article.classList.contains('paper-done') || !paper.clientWidth) return;
  article.style.transform = '';
  const mark = article.querySelector('.paper-mark');
  if (mark) article.removeChild(mark);
  const blocks = Array.from(article.children);
  blocks.forEach((block) => article.removeChild(block));
  article.classList.add('paper-done');
  paper.classList.add('paper-ready');
  fill(article, blocks, mark);
  fit(paper);
  clearTheWay(paper);
}

const watcher = new ResizeObserver((entries) => entries.forEach((entry) => {
  layOut(entry.target);
  fit(entry.target);
}));

document.fonts.ready.then(() => {
  printSheetsWhole();
  document.querySelectorAll('[data-paper]').forEach((paper) => {
    layOut(paper);
    watcher.observe(paper);
  });
});
window.addEventListener('beforeprint', () => document.querySelectorAll('[data-paper]').forEach(clearTheWay));
