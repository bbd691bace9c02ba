// Text as the server counts it (drafting/document/text.py): characters are code points, while the
// browser counts UTF-16 units, two for each character outside the BMP.

// What Python's \s matches; that of JavaScript differs in U+001C to U+001F, U+0085 and U+FEFF.
const BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
// What is no character of its own to whoever reads, and the two letters of a flag.
const JOINED = /(?:[\u0300-\u036f]|[\u20d0-\u20ff]|[\ufe00-\ufe0f]|[\u{1f3fb}-\u{1f3ff}]|[\u{e0020}-\u{e007f}]|[\u{e0100}-\u{e01ef}])+|\u200d[\u2190-\u2bff\u{1f000}-\u{1faff}]?/gu;
const FLAG = /[\u{1f1e6}-\u{1f1ff}]{2}/gu;
const DIGITS = '零一二三四五六七八九';

/** A place to be filled in a library phrase: {时间}. */
export const HOLE = /\{[^{}\s]{1,12}\}/gu;

/** How many characters (code points) a text has. */
export function points(text) {
  return Array.from(text).length;
}

/** How many UTF-16 units the first `count` code points of a text take. */
export function units(text, count) {
  return Array.from(text).slice(0, count).join('').length;
}

/** How many characters a text has, blanks and line breaks left out; what is seen as one character
 *  (a rare one, an emoji with its colour) is one. */
export function characters(text) {
  const solid = text.replace(BLANK, '');
  return points(solid.replace(JOINED, '')) - (solid.match(FLAG) || []).length;
}

/** A text of at most `most` code points; where something is cut off, the last of them is …. */
export function shortened(text, most) {
  const all = Array.from(text);
  return all.length > most ? all.slice(0, most - 1).join('') + '…' : text;
}

/** A whole number from 1 to 99 as a Chinese numeral: 21 -> 二十一. */
export function numeral(number) {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  const head = tens === 0 ? '' : tens === 1 ? '十' : DIGITS[tens] + '十';
  return head + (ones ? DIGITS[ones] : '');
}

/** A text of several lines as one: nothing comes in the place of a line end, between Latin letters
 *  or figures a blank. */
export function joinLines(text) {
  return text.replace(/[^\S\n]*(?:\n[^\S\n]*)+/g, (end, at) => {
    const around = text[at - 1] + text[at + end.length];
    return /^[!-~]{2}$/.test(around) ? ' ' : '';
  });
}
