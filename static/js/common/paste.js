// What is pasted or dragged in arrives clean in every text field of the program.
import { joinLines } from './characters.js';
import { cleaned } from './pasted_text.js';
import { replaceRange } from './replacement.js';

const FIELDS = 'textarea, input[type=text], input[type=search], input:not([type])';

function clean(event, raw) {
  const field = event.target;
  if (!raw || event.defaultPrevented || !field.matches || !field.matches(FIELDS)) return null;
  if (field.readOnly || field.disabled) return null;
  const text = cleaned(raw);
  const oneLine = field.tagName === 'INPUT' || 'oneLine' in field.dataset;
  return { field, raw, text, line: oneLine ? joinLines(text) : text };
}

/** What a paste brings into a field, cleaned: {field, text}; null where it is no text for one.
 *  In a field of one line, lines are joined. */
export function pastedText(event) {
  return clean(event, event.clipboardData && event.clipboardData.getData('text/plain'));
}

export function cleanPastes() {
  const put = (event, found) => {
    if (!found || found.line === found.raw) return;
    event.preventDefault();
    const { field, line } = found;
    replaceRange(field, field.selectionStart, field.selectionEnd, line);
  };
  document.addEventListener('paste', (event) => put(event, pastedText(event)));
  // the cursor stands already where the text was let go
  document.addEventListener('beforeinput', (event) => {
    if (event.inputType === 'insertFromDrop') put(event, clean(event, event.data));
  });
}
