// Autosave (design.md, decision 3): after 1.5 s of quiet, one request in flight, the newest queued, never while an input method
// composes, back-off when the server is away. What is not acknowledged stays on this machine and is offered back.
import { Block } from './block.js';
import { forget, keep, kept, livingTabs, setAside } from './keep.js';
import { post } from './http.js';
import { signInAgain } from './signin.js';

const QUIET = 1500;
const BACKOFF = [2000, 4000, 8000, 15000, 30000];

export class Autosave {
  constructor(form, { onSaved, restorePoint }) {
    this.form = form;
    this.draft = form.dataset.draft;
    this.url = (node) => form.dataset.save.replace('__node__', node);
    this.state = document.querySelector('[data-save-state]');
    this.onSaved = onSaved;
    this.restorePoint = restorePoint;
    this.blocks = new Map();
    this.inFlight = null;
    this.composing = false;
    this.failures = 0;
    this.retry = 0;
    this.halted = false; // the draft is locked, or somebody else is signed in
    this.leaving = false; // the person has said that the page may go
    for (const element of form.querySelectorAll('[data-node]')) this.attach(element);
    livingTabs().then((others) => { for (const block of this.blocks.values()) this.offer(block, others); });
    form.addEventListener('input', (event) => this.touched(event));
    form.addEventListener('change', (event) => this.touched(event));
    form.addEventListener('compositionstart', () => { this.composing = true; });
    form.addEventListener('compositionend', (event) => {
      this.composing = false;
      this.touched(event);
      for (const block of this.dirtyBlocks()) this.schedule(block, false); // those that waited for the composing, too
    });
    window.addEventListener('online', () => { if (!this.dirtyBlocks().length) this.say('', '网络已恢复'); this.resume(); });
    window.addEventListener('offline', () => this.say('away', '网络已断开，文字保存在本机，恢复后自动保存'));
    window.addEventListener('pagehide', () => this.leave());
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.leave(); });
    window.addEventListener('beforeunload', (event) => {
      if (!this.leaving && this.dirtyBlocks().length && (this.failures || this.blocked())) {
        event.preventDefault();
        event.returnValue = '';
      }
    });
  }

  attach(element) {
    const block = new Block(element);
    this.blocks.set(block.id, block);
    this.offer(block);
    return block;
  }

  detach(id) {
    const block = this.blocks.get(id);
    if (block) clearTimeout(block.timer);
    this.blocks.delete(id);
  }

  dirtyBlocks() { return Array.from(this.blocks.values()).filter((block) => block.dirty); }

  blocked() { return this.halted || this.dirtyBlocks().some((block) => block.stuck); }

  touched(event) {
    const element = event.target.closest('[data-node]');
    const block = element && this.blocks.get(element.dataset.node);
    if (block) this.changed(block, event.isComposing || this.composing);
  }

  changed(block, composing = false) {
    if (block.stuck === 'invalid') { block.stuck = ''; block.clearNotice(); }
    if (!block.dirty) return;
    const keptHere = keep(this.draft, block.id, block.values(), block.base);
    if (!this.failures) this.say('typing', keptHere ? '有未保存的修改' : '有未保存的修改（本机不能暂存，请勿关闭页面）');
    this.schedule(block, composing);
  }

  schedule(block, composing) {
    clearTimeout(block.timer);
    // while a word is being composed the text holds pinyin letters: wait for compositionend
    if (!composing) block.timer = setTimeout(() => this.send(block), QUIET);
  }

  // Sends everything that is unsent and resolves to whether all of it was acknowledged.
  async flush() {
    for (let round = 0; round < 20; round += 1) {
      if (this.inFlight) await this.inFlight;
      const block = this.dirtyBlocks().find((one) => !one.stuck);
      if (!block || this.halted) break;
      await this.send(block);
      if (this.failures) break;
    }
    return this.dirtyBlocks().length === 0;
  }

  async send(block) {
    clearTimeout(block.timer);
    if (this.composing || block.stuck || this.halted || !block.dirty) return;
    if (this.inFlight) {
      await this.inFlight; // whoever waited longest goes next, with the newest text
      return this.send(block);
    }
    await this.exclusively(() => this.request(block));
  }

  // One request in flight, those that move points included: each answer carries versions that the next request builds on, and an
  // older answer that came later would take away what the newer one brought.
  async exclusively(work) {
    while (this.inFlight) await this.inFlight;
    const running = work();
    this.inFlight = running.catch(() => {}).then(() => { this.inFlight = null; });
    return running;
  }

  async request(block) {
    const values = block.values();
    this.say('saving', '正在保存…');
    let answer;
    try {
      answer = await post(this.url(block.id), { base: block.base, values });
    } catch (error) {
      this.away(navigator.onLine ? '暂时连不上服务器，文字保存在本机，恢复后自动保存' : '网络已断开，文字保存在本机，恢复后自动保存');
      return;
    }
    const { status, data } = answer;
    if (status === 200) this.acknowledged(block, values, data.version);
    else if (status === 409) this.conflict(block, data);
    else if (status === 401) await this.expired();
    else if (status === 410) this.gone(block, data);
    else if (status === 422 || status === 400 || status === 413) this.invalid(block, data);
    else if (status === 423 || status === 404 || status === 403) this.halt(status, data);
    else this.away('服务器暂时没有响应，文字保存在本机，稍后自动再试');
  }

  acknowledged(block, values, version) {
    this.failures = 0;
    block.base = version;
    block.saved = JSON.stringify(values);
    block.clearNotice();
    if (block.dirty) {
      keep(this.draft, block.id, block.values(), version);
      this.schedule(block, this.composing);
    } else {
      forget(this.draft, block.id);
    }
    if (!this.dirtyBlocks().length) {
      const now = new Date();
      this.say('saved', '已保存 ' + String(now.getHours()).padStart(2, '0') + ':' + String(now.getMinutes()).padStart(2, '0'));
    }
    this.onSaved(block);
  }

  away(text) {
    this.say('away', text);
    const wait = BACKOFF[Math.min(this.failures, BACKOFF.length - 1)];
    this.failures += 1;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.resume(), wait);
  }

  async resume() {
    clearTimeout(this.retry);
    for (const block of this.dirtyBlocks()) {
      if (this.halted) return;
      await this.send(block);
    }
  }

  conflict(block, data) {
    block.stuck = 'conflict';
    this.say('stuck', '有一处与另一个窗口冲突，请选择保留哪一边');
    const theirs = data.values;
    block.notice('theirs', '这一处在另一个窗口里改过。上面是您在这里写的，下面是另一个窗口保存的：', block.differences(theirs), [
      ['保留我写的', () => { block.base = data.version; block.stuck = ''; block.clearNotice(); this.send(block); }, true],
      ['改用另一个窗口的', () => {
        block.base = data.version;
        block.stuck = '';
        block.set(theirs);
        block.saved = JSON.stringify(block.values());
        forget(this.draft, block.id);
        block.clearNotice();
        this.say('saved', '已改用另一个窗口的文字');
        this.onSaved(block);
      }],
    ]);
  }

  async expired() {
    this.say('stuck', '登录已过期，文字保存在本机，重新登录后自动保存');
    await signInAgain();
    this.failures = 0;
    setTimeout(() => this.resume(), 0);
  }

  gone(block, data) {
    block.stuck = 'gone';
    this.say('stuck', '有一条已在另一个窗口里移除');
    block.notice('gone', (data.message || '这一条已在另一个窗口里移除。') + '您写的文字还在这里。', [], [
      ['恢复这一条并保存', async () => {
        if (await this.restorePoint(block)) { block.stuck = ''; block.clearNotice(); this.send(block); }
      }, true],
      ['不要了', () => { forget(this.draft, block.id); this.detach(block.id); block.element.remove(); this.say('saved', ''); this.onSaved(block); }],
    ]);
  }

  invalid(block, data) {
    block.stuck = 'invalid';
    this.say('stuck', '有一处没有保存，请看原因');
    block.notice('invalid', '没有保存。' + (data.message || '内容不符合要求。'), [], []);
  }

  halt(status, data) {
    this.halted = true;
    let text = '这份材料现在不能保存，可能已换了登录人。您写的文字保存在本机，请刷新页面查看。';
    if (status === 423) text = data.message;
    if (data.error === 'csrf') text = '这个页面已过期。您写的文字保存在本机，请刷新页面，再点“恢复这段文字”。';
    this.say('stuck', text);
  }

  // The page is going away: send what is unsent without waiting; it also stays on this machine until the next visit sees it saved.
  // Blocks are versioned each for itself, so all of them may go at once; not while another request of this page is under way.
  leave() {
    const sendings = [];
    for (const block of this.dirtyBlocks()) {
      const values = block.values();
      keep(this.draft, block.id, values, block.base);
      if (block.stuck || this.composing || this.halted || this.inFlight) continue;
      const sent = post(this.url(block.id), { base: block.base, values }, { keepalive: true });
      sendings.push(sent.then(
        ({ status, data }) => { if (status === 200) this.acknowledged(block, values, data.version); },
        () => {},
      ));
    }
    if (sendings.length) this.inFlight = Promise.all(sendings).then(() => { this.inFlight = null; });
  }

  // Text of an earlier visit that never reached the server is offered back, never put in unasked.
  offer(block, others = null) {
    if (block.element.querySelector('[data-notice="offer"]')) return;
    for (const found of kept(this.draft, block.id, others)) {
      const different = block.differences(found.values);
      if (!different.length) {
        forget(this.draft, block.id, found.tab);
        continue;
      }
      const entry = setAside(this.draft, block.id, found);
      // only what is shown is put back, so that nothing typed meanwhile in another field goes
      const lost = {};
      for (const [, , name] of different) lost[name] = entry.values[name];
      const when = new Date(entry.at);
      const time = when.getMonth() + 1 + '月' + when.getDate() + '日 ' + when.getHours() + ':' + String(when.getMinutes()).padStart(2, '0');
      block.notice('offer', '本机存着一段没有来得及保存的文字（' + time + '）：', different, [
        ['恢复这段文字', () => {
          block.clearNotice('offer');
          forget(this.draft, block.id, entry.tab);
          block.set(lost);
          this.changed(block);
        }, true],
        ['不要了', () => { forget(this.draft, block.id, entry.tab); block.clearNotice('offer'); }],
      ]);
      break;
    }
  }

  say(kind, text) {
    if (!this.state) return;
    this.state.dataset.kind = kind;
    this.state.textContent = text;
  }
}
