// The page of the editor.
import { saveBy } from '../common/save_key.js';
import { Editor } from './editor.js';

window.addEventListener('load', () => {
  const form = document.querySelector('[data-editor]');
  if (!form) return;
  const editor = new Editor(form);
  window.takeEarlyKeys().filter((event) => form.contains(event.target)).forEach((event) => editor.key(event));
  saveBy(() => {
    const button = form.querySelector('.editor-save [value=save]');
    editor.pressed = button;
    button.click();
  });
});
