// The same counting and numerals as drafting/document/text.py.

export function characters(text) {
  return Array.from(text.replace(/\s+/g, '')).length;
}

const DIGITS = '零一二三四五六七八九';

export function numeral(number) {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  const head = tens === 0 ? '' : tens === 1 ? '十' : DIGITS[tens] + '十';
  return head + (ones ? DIGITS[ones] : '');
}

export const HOLE = /\{[^{}\s]{1,12}\}/g;

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'class') node.className = value;
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}
