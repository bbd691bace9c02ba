// A script writes in a text field as a hand would: the browser's own undo (Ctrl+Z) takes it back,
// and the field tells of it by the event of any typing.

/** Replace the units from `start` to `end` of a field by a text; the cursor stands behind it, the
 *  focus where it was. A field that is not seen cannot take part in the browser's undo. */
export function replaceRange(field, start, end, text) {
  const wanted = field.value.slice(0, start) + text + field.value.slice(end);
  if (wanted === field.value) return;
  const focused = document.activeElement;
  if (!typed(field, start, end, text) || field.value !== wanted) {
    field.value = wanted;
    field.setSelectionRange(start + text.length, start + text.length);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  if (focused && focused !== field && focused !== document.body) focused.focus({ preventScroll: true });
}

function typed(field, start, end, text) {
  if (!document.execCommand) return false;
  field.focus({ preventScroll: true });
  if (document.activeElement !== field) return false;
  field.setSelectionRange(start, end);
  return text ? document.execCommand('insertText', false, text) : document.execCommand('delete');
}
