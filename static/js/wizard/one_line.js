// Fields of one line (观点句, 标题): Enter goes on to the next field, it neither breaks the line nor
// sends the form; what is pasted with line ends becomes one line.
import { joinLines } from '../common/characters.js';

const ONE_LINE = 'textarea[data-one-line], input[data-field]';

function goOn(field) {
  const block = field.closest('[data-node]');
  const fields = Array.from(block.querySelectorAll('textarea[data-field], input[data-field]'));
  const next = fields[fields.indexOf(field) + 1];
  if (next) next.focus();
}

function join(field) {
  const { value } = field;
  if (!value.includes('\n')) return;
  const end = joinLines(value.slice(field.selectionEnd));
  field.value = joinLines(value);
  const at = field.value.length - end.length;
  field.setSelectionRange(at, at);
}

/** For the form of a step. */
export function oneLine(form) {
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return;
    const field = event.target.closest(ONE_LINE);
    if (!field) return;
    event.preventDefault();
    goOn(field);
  });
  // before anybody else hears of the text
  document.addEventListener('input', (event) => {
    const field = event.target.closest(ONE_LINE);
    if (field && form.contains(field) && !event.isComposing) join(field);
  }, true);
}
