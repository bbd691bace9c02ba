// Live character counts beside their limits, what is said of a text over its limit, and fields that
// grow with their text. Nothing is ever cut: what is too long stays typed.
import { points } from '../common/characters.js';
import { el } from '../common/elements.js';
import { counted } from '../common/field_counts.js';
import { grow, keepGrown } from '../common/growing.js';
import { showGoal, textsOf } from './goal.js';
import { showLength } from './strip.js';

function count(field) {
  const shown = document.querySelector('[data-count="' + field.id + '"]');
  if (shown) shown.textContent = String(counted(field));
  const most = Number(field.dataset.max);
  if (!most) return;
  const over = points(field.value) - most;
  if (shown) shown.parentElement.classList.toggle('over', over > 0);
  // a text that came longer (imported, carried over) may stay or get shorter
  complain(field, over > 0 && points(field.value) > points(field.defaultValue) ? over : 0);
}

// What the server would say of it, at the field and while one types.
function complain(field, over) {
  const place = field.closest('.f');
  const id = field.id + '_over';
  const old = document.getElementById(id);
  if (!over) {
    if (old) {
      old.remove();
      field.removeAttribute('aria-invalid');
      field.removeAttribute('aria-describedby');
    }
    return;
  }
  const words = '最多 ' + field.dataset.max + ' 个字符（含空格），多了 ' + over + ' 个。文字都留着，删减以后自动保存。';
  if (old) {
    old.textContent = words;
    return;
  }
  place.append(el('p', { class: 'f-error', id, role: 'status' }, words));
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', id);
}

export function liveCounts(form) {
  form.addEventListener('input', (event) => {
    const field = event.target.closest('[data-field]');
    if (!field) return;
    count(field);
    if (field.tagName === 'TEXTAREA') grow(field);
    total(form);
  });
  keepGrown(form.querySelectorAll('textarea[data-field]'));
}

export function total(form) {
  showGoal(form);
  const shown = document.querySelector('[data-length-of-step] b');
  let sum = 0;
  for (const field of textsOf(form)) sum += counted(field);
  if (shown) shown.textContent = String(sum);
  showLength(sum);
}
