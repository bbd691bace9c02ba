// 查找和替换: the words that were selected on the step one came from stand there already.
import { takeWords } from './replace_key.js';

const words = document.getElementById('words');
const selected = takeWords();
if (selected && !words.value) words.value = selected;
if (!document.querySelector('[data-errors], .said, [data-ticks]')) {
  words.focus();
  words.select();
}
