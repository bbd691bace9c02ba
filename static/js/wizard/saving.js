// Ctrl+S: what is unsent is sent at once, and the page says what became of it.
import { timeOfDay } from '../common/server_clock.js';
import { toast } from '../common/toast.js';
import { savedAt } from './saving_words.js';

/** Save now, and say so. */
export async function saveNow(autosave) {
  if (autosave.composing) return;
  const all = await autosave.flush();
  if (!all) {
    toast(autosave.state.textContent || '没有保存，请稍后再试。', { bad: true });
    return;
  }
  // where nothing was unsent, the line says already since when
  if (autosave.state.dataset.kind !== 'stored') autosave.say('saved', savedAt(timeOfDay()));
  toast('已保存。写的时候每隔一两秒也会自动保存。', { brief: true });
}
