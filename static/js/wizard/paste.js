// Pasting into the paper: clean, undone as one step, and where it brings several points or a whole
// paper, an offer below the field. Until that is taken up, everything stays as it was pasted.
import { el } from '../common/elements.js';
import { begin } from '../common/once.js';
import { pastedText } from '../common/paste.js';
import { divided, isPaper } from '../common/pasted_text.js';
import { replaceRange } from '../common/replacement.js';
import { toast } from '../common/toast.js';
import { forget, keep, paperKey } from '../common/unsent_text.js';
import { undo } from './undo.js';

const FOOT = 120; // px
const TEXTS = ['claim', 'elaboration', 'example'];
const STUCK = '这一条在另一个窗口里改过，请先处理它下面的提示，再拆分。';
const CHANGED = '拆出来的条目后来改过，没有撤销；不要的话请逐条移除。';
const UNSENT = '这一页还有没保存到服务器的文字，没有导入，文字都还在这里。请先看提示，或者等网络恢复。';
const GONE = '这一条已经不在这一步了。';

export class Paste {
  constructor(form, autosave, points) {
    this.form = form;
    this.autosave = autosave;
    this.points = points;
    this.offer = null;
    form.addEventListener('paste', (event) => this.pasted(event));
    form.addEventListener('input', (event) => {
      if (this.offer && event.target === this.offer.field && !this.offer.field.value.includes(this.offer.text)) this.close();
    });
  }

  pasted(event) {
    const found = event.target.closest('[data-field]') && pastedText(event);
    if (!found) return;
    event.preventDefault();
    const { field, text, line } = found;
    const start = field.selectionStart;
    const step = undo.writing('粘贴', () => replaceRange(field, start, field.selectionEnd, line));
    undo.tell('已粘贴。', step);
    this.close();
    const rest = field.value.slice(start + line.length);
    if (isPaper(text)) {
      this.offerImport(field, start, line, text);
    } else if (field.closest('[data-point]') && field.tagName === 'TEXTAREA' && !rest.trim()) {
      const cut = divided(text);
      if (cut) this.offerSplit(field, start, line, cut);
    }
  }

  // A quiet line below the field, above one that is longer than the window; the cursor stays where
  // it is.
  show(field, text, said, label, act) {
    const press = () => { this.close(); act(); };
    const box = el(
      'div',
      { class: 'paste-offer', role: 'status' },
      el('span', {}, said),
      el('button', { type: 'button', class: 'btn btn-sm btn-outline-primary', onclick: press }, label),
      el('button', { type: 'button', class: 'btn btn-sm btn-plain', onclick: () => { this.close(); field.focus(); } }, '不用'),
    );
    const place = field.closest('.f');
    if (field.offsetHeight > window.innerHeight / 2) place.insertBefore(box, place.children[1]);
    else place.append(box);
    // what is said over the page stands at its foot
    if (box.getBoundingClientRect().bottom > window.innerHeight - FOOT) box.scrollIntoView({ block: 'center' });
    this.offer = { field, text, box };
  }

  close() {
    if (this.offer) this.offer.box.remove();
    this.offer = null;
  }

  offerSplit(field, start, text, cut) {
    const label = '拆成 ' + cut.pieces.length + ' 条';
    this.show(field, text, '像是 ' + cut.pieces.length + ' 条，现在都在这一格里。', label, () => this.split(field, start, text, cut));
  }

  offerImport(field, start, text, whole) {
    const said = '像是一整份材料。整份导入的话，系统会分好部分、方面和条目，您核对以后接着写；文字会从这一格移到导入页。';
    this.show(field, text, said, '整份导入', () => this.import(field, start, text, whole));
  }

  // The texts of a block as they stand.
  texts(block) {
    const values = {};
    for (const name of TEXTS) if (block.field(name)) values[name] = block.field(name).value;
    return values;
  }

  async split(field, start, text, { lead, pieces }) {
    const { node } = field.closest('[data-node]').dataset;
    const block = this.autosave.blocks.get(node);
    const name = field.dataset.field;
    const before = this.texts(block);
    const rest = Object.assign({}, before, { [name]: field.value.slice(0, start) + lead });
    const divide = () => this.divide(block.id, { field: name, values: rest, pieces });
    let added = await divide();
    if (!added) return;
    const step = undo.did({
      label: '拆分',
      undo: () => this.join(node, before, added),
      redo: async () => {
        added = await divide();
        return Boolean(added);
      },
    });
    undo.tell('已拆成 ' + pieces.length + ' 条。', step);
  }

  // The server divides the point; {id: texts} of the new ones, null where it did not.
  async divide(id, asked) {
    const block = this.autosave.blocks.get(id);
    if (!block) return null;
    await this.autosave.flush();
    if (block.stuck === 'conflict' || block.stuck === 'gone') {
      toast(STUCK, { bad: true });
      return null;
    }
    const body = Object.assign({ op: 'split', point: id, base: block.base }, asked);
    if (!(await this.points.operate(body))) return null;
    const { values, added, bases } = this.points.told;
    undo.quietly(() => block.put(values));
    block.stuck = '';
    this.autosave.acknowledged(block, block.values(), bases[id] || block.base);
    const made = {};
    for (const one of added) {
      const other = this.autosave.blocks.get(one);
      if (other) made[one] = JSON.stringify(this.texts(other));
    }
    return made;
  }

  // Everything in one field again, as it was pasted.
  async join(id, texts, added) {
    const block = this.autosave.blocks.get(id);
    if (!block) return GONE;
    const others = Object.keys(added);
    const blocks = others.map((one) => this.autosave.blocks.get(one));
    if (blocks.some((one, at) => !one || JSON.stringify(this.texts(one)) !== added[others[at]])) return CHANGED;
    undo.quietly(() => block.put(texts));
    await this.autosave.flush();
    if (!block.dirty) return this.points.operate({ op: 'unsplit:' + others.join(',') });
    // what the server has not got in one piece stays there in several, to be brought back
    for (const one of others) await this.points.operate({ op: 'remove:' + one });
    return true;
  }

  // The paper goes to the page that takes it in; on this machine it is kept till that has read it.
  async import(field, start, text, whole) {
    keep(paperKey(), whole);
    const at = field.value.startsWith(text, start) ? start : field.value.indexOf(text);
    if (at >= 0) undo.writing('移到导入页', () => replaceRange(field, at, at + text.length, ''));
    await this.autosave.flush();
    if (this.autosave.dirtyBlocks().length) {
      if (at >= 0) replaceRange(field, at, at, text);
      forget(paperKey());
      toast(UNSENT, { bad: true });
      return;
    }
    const token = this.form.querySelector('[name=csrfmiddlewaretoken]').value;
    const form = el('form', { method: 'post', action: this.form.dataset.import, hidden: '' });
    const values = { csrfmiddlewaretoken: token, show: '1', text: whole };
    for (const [name, value] of Object.entries(values)) {
      const input = el('textarea', { name });
      input.value = value;
      form.append(input);
    }
    document.body.append(form);
    if (begin(form)) form.submit();
  }
}
