// Text as it comes from Word, WPS or a page, and what it is made of: points, or a whole paper.

// What only looks like a break or a blank: vertical tab, form feed, U+0085, U+2028, U+2029; no-break
// and other odd blanks; what cannot be seen at all (byte order mark, soft hyphen, zero width, but
// not the joiner of emoji).
const BREAKS = /\r\n?|[\v\f\x85\u2028\u2029]/g;
const BLANKS = /[\xa0\u2000-\u200a\u202f\u205f]/g;
const UNSEEN = /[\ufeff\xad\u200b\u2060\u200e\u200f]/g;
// The bullets of a list: of Word's private area, of others; a letter before a tab is one that was
// set in Wingdings.
const BULLET = /^[ \t\u3000]*(?:[\uf000-\uf0ff•●■◆▪▫○□◇·][ \t\u3000]*|[lnuØü§vqp]\t[ \t]*)/;
const PRIVATE = /[\uf000-\uf0ff]/g;
const NUMBER_TAB = /^([（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]?)\t+/;

const N = '[一二三四五六七八九十]{1,3}';
const MARK = new RegExp('^(?:' + N + '[是、要]|[（(](?:' + N + '|\\d{1,2})[）)]|\\d{1,2}[.．、](?!\\d)|[①-⑳]|其' + N + '[是，、]|第' + N + '[，、：])\\s*');
const INLINE = new RegExp('(^|[。；：！？;:\\n])([ \\t\\u3000]*)(' + N + ')是(?!否)', 'g');
const DIGITS = '一二三四五六七八九';

const PART = new RegExp('^(?:第?' + N + '(?:部分)?[、.．：\\s]?|' + N + '、).{0,30}(?:问题|原因|措施|打算|方向|整改|情况|剖析|案例)');
const AREA = new RegExp('^[（(]' + N + '[）)].{0,60}');
const LONG = 600; // characters of a whole paper, at least
const SHORT = 200; // of one that has the headings of parts and areas

/** A pasted text without what is only its make-up: indents, odd blanks, bullets, blank lines. */
export function cleaned(text) {
  const lines = text.replace(BREAKS, '\n').replace(BLANKS, ' ').replace(UNSEEN, '').split('\n');
  const plain = lines.map((line) => line
    .replace(BULLET, '')
    .replace(PRIVATE, '')
    .replace(NUMBER_TAB, '$1')
    .replace(/\t+/g, ' ')
    .replace(/[ \u3000]+$/, ''));
  if (plain.length === 1) return plain[0].replace(/^(?:\u3000| {2})[ \u3000]*/, '');
  return plain.map((line) => line.replace(/^[ \u3000]+/, '')).filter(Boolean).join('\n');
}

function value(numeral) {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : ['', numeral];
  const ten = numeral.includes('十') ? (tens ? DIGITS.indexOf(tens) + 1 : 1) : 0;
  return ten * 10 + (ones ? DIGITS.indexOf(ones) + 1 : 0);
}

// Cut at 一是, 二是, 三是 … where they count from one.
function inlinePieces(text) {
  const starts = [];
  let match;
  INLINE.lastIndex = 0;
  while ((match = INLINE.exec(text)) !== null) {
    if (value(match[3]) === starts.length + 1) {
      const at = match.index + match[1].length;
      starts.push([at, at + match[2].length + match[3].length + 1]);
    }
  }
  if (starts.length < 2) return null;
  const ends = starts.slice(1).map(([at]) => at).concat(text.length);
  return {
    lead: text.slice(0, starts[0][0]).trim(),
    pieces: starts.map(([, from], index) => text.slice(from, ends[index]).trim().replace(/[；;]$/, '。')),
  };
}

/** A cleaned text cut into points: {lead, pieces}, the markers taken off, what stands before the
 *  first marker apart; null where it is one piece. */
export function divided(text) {
  const inline = inlinePieces(text);
  if (inline) return inline;
  const lines = text.split('\n').filter((line) => line.trim());
  if (lines.length < 2) return null;
  const marked = lines.filter((line) => MARK.test(line)).length;
  if (marked < 2) return { lead: '', pieces: lines };
  const pieces = [];
  let lead = '';
  for (const line of lines) {
    if (MARK.test(line)) pieces.push(line.replace(MARK, ''));
    else if (pieces.length) pieces.push(pieces.pop() + '\n' + line);
    else lead += (lead ? '\n' : '') + line;
  }
  return pieces.length > 1 && pieces.every((piece) => piece.trim()) ? { lead, pieces } : null;
}

/** Whether a cleaned text is a whole paper: it has the headings of parts, or several areas. */
export function isPaper(text) {
  const lines = text.split('\n').map((line) => line.trim());
  const parts = lines.filter((line) => line.length <= 40 && PART.test(line)).length;
  const areas = lines.filter((line) => AREA.test(line)).length;
  if (text.length < LONG) return text.length >= SHORT && parts >= 2 && areas >= 2;
  return parts >= 2 || (parts >= 1 && areas >= 2) || areas >= 4;
}
