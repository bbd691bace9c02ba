// 查找和替换: the words that were selected on the step one came from stand there already.
import { takeWords } from './replace_key.js';

const words = document.getElementById('words');
const selected = takeWords();
if (selected && !words.value) words.value = selected;
const found = document.querySelector('[data-found]');
if (found) {
  found.focus({ preventScroll: true });
  found.scrollIntoView({ block: 'center' });
} else if (!document.querySelector('[data-errors], .said')) {
  words.focus();
  words.select();
}
