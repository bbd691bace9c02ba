// Ctrl+S: what is unsent is sent at once, and the page says what became of it.
import { toast } from '../common/toast.js';

/** Save now, and say so. */
export async function saveNow(autosave) {
  if (autosave.composing) return;
  const all = await autosave.flush();
  if (!all) {
    toast(autosave.state.textContent || '没有保存，请稍后再试。', { bad: true });
    return;
  }
  const time = new Date().toTimeString().slice(0, 5);
  autosave.say('saved', '已保存 ' + time);
  toast('已保存。写的时候每隔一两秒也会自动保存。', { brief: true });
}
