// How long the text of a step is beside what is asked for: too short, right and too long look
// different and say so in words, while one types.
import { counted } from '../common/field_counts.js';

const SIGNS = { short: 'bi-arrow-up-short', right: 'bi-check2', long: 'bi-exclamation-triangle', none: 'bi-dash' };

/** Where a length stands: [state, words]; `least` or `most` is 0 where there is no such limit, `enough`
 *  where no length is asked of what is there. As drafting/wizard/step_page/goal.py has it. */
export function judged(length, least, most, enough) {
  if (!length) return ['none', '还没有写'];
  if (length < least && enough) return ['right', '有事例，不必凑字数'];
  if (length < least) return ['short', '还差 ' + (least - length) + ' 字'];
  if (most && length > most) return ['long', '超出 ' + (length - most) + ' 字'];
  return ['right', '字数合适'];
}

/** The text fields of a step that are its text; answers to questions are none yet. */
export function textsOf(form) {
  return Array.from(form.querySelectorAll('textarea[data-field]'))
    .filter((field) => !field.closest('[data-questions]'));
}

/** Whether a length is asked of the step is known of what was saved: as the renewed list of steps says. */
export function renewGoal(list, form) {
  const goal = document.querySelector('[data-goal]');
  if (!goal || !list || !form) return;
  goal.toggleAttribute('data-enough', 'enough' in list.dataset);
  showGoal(form);
}

/** Show it anew. */
export function showGoal(form) {
  const goal = document.querySelector('[data-goal]');
  if (!goal) return;
  const {
    least, most, rest, above,
  } = goal.dataset;
  let length = Number(rest);
  for (const field of textsOf(form)) {
    const { node } = field.closest('[data-node]').dataset;
    if (!above || node !== above) length += counted(field);
  }
  const [state, words] = judged(length, Number(least), Number(most), 'enough' in goal.dataset);
  goal.className = 'goal is-' + state;
  goal.querySelector('progress').value = length;
  goal.querySelector('b').textContent = String(length);
  const said = goal.querySelector('[data-goal-said]');
  if (said.textContent !== words) said.textContent = words;
  goal.querySelector('i').className = 'bi ' + SIGNS[state];
}
