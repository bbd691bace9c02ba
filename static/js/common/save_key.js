// Ctrl+S, which people bring along from their word processor: it saves where the page can, and says
// so; elsewhere it sends nothing by surprise, and the browser's own dialog never opens.
import { toast } from './toast.js';

const NOTHING = '这一页没有还没保存的内容。';

let saving = null; // how this page saves

/** On this page Ctrl+S does this. */
export function saveBy(save) {
  saving = save;
}

function changed(field) {
  if (field.type === 'hidden' || field.readOnly || field.type === 'search') return false;
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  if (field.tagName === 'SELECT') {
    return Array.from(field.options).some((one) => one.selected !== one.defaultSelected)
      && field.selectedIndex > 0;
  }
  return 'defaultValue' in field && field.value !== field.defaultValue;
}

// What is typed and not sent, and the button that would send it: pressing it is the person's part.
function reminder() {
  const forms = Array.from(document.querySelectorAll('form')).filter((form) => form.method === 'post');
  const open = forms.find((form) => Array.from(form.elements).some(changed));
  if (!open) return NOTHING;
  const button = open.querySelector('.btn-primary[type=submit]');
  return button ? '还没有保存。写好以后请按“' + button.textContent.trim() + '”。' : '还没有保存，写好以后请按页面上的按钮。';
}

function pressed(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
  if (event.key.toLowerCase() !== 's') return;
  event.preventDefault();
  if (event.repeat) return;
  if (saving) saving();
  else toast(reminder());
}

/** For every page. */
export function saveKey() {
  document.addEventListener('keydown', pressed);
}
