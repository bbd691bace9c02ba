// Autosave: after 1.5 s of quiet, one request in flight, the newest queued, never while an input method
// composes, back-off when the server is away. What is not acknowledged stays on this machine and is offered back.
import { post } from '../common/json.js';
import { timeOfDay } from '../common/server_clock.js';
import { Block } from './block.js';
import { Offers } from './offers.js';
import { STUCK, TROUBLES, savedAt } from './saving_words.js';
import { signInAgain } from './signin.js';
import { forget, keep, livingTabs } from './unsent_blocks.js';

const QUIET = 1500;
const BACKOFF = [2000, 4000, 8000, 15000, 30000];

export class Autosave {
  constructor(form, { onSaved, restorePoint, onSaid = () => {} }) {
    this.form = form;
    this.draft = form.dataset.draft;
    this.url = (node) => form.dataset.save.replace('__node__', node);
    this.state = document.querySelector('[data-save-state]');
    this.onSaved = onSaved;
    this.onSaid = onSaid;
    this.restorePoint = restorePoint;
    this.blocks = new Map();
    this.inFlight = null;
    // by these two the server knows this page again: what it stored without our hearing of it is no conflict (drafts/save_requests.py)
    this.page = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    this.requests = 0;
    this.composing = false;
    this.failures = 0;
    this.retry = 0;
    this.halted = false; // the draft is locked, or somebody else is signed in
    this.leaving = false; // the person has said that the page may go
    this.offers = new Offers(form, (block) => this.changed(block));
    for (const element of form.querySelectorAll('[data-node]')) this.attach(element);
    livingTabs().then((others) => this.offers.offerAll(this.blocks, others));
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

  sending() {
    this.requests += 1;
    return this.page + ':' + this.requests;
  }

  attach(element) {
    const block = new Block(element);
    this.blocks.set(block.id, block);
    this.offers.offer(block);
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
    this.offers.follow(block);
    const refused = block.stuck === 'invalid';
    if (refused) { block.stuck = ''; block.clearNotice(); }
    if (!block.dirty) { this.settled(block, refused); return; }
    const keptHere = keep(this.draft, block.id, block.values(), block.base);
    // what is to be decided first stays said: a field that is only left changes nothing of it
    if (!this.failures && !(block.stuck && keptHere)) this.say('typing', keptHere ? '有未保存的修改' : '有未保存的修改（本机不能暂存，请勿关闭页面）');
    this.schedule(block, composing);
  }

  // Typed and taken back, as what was `refused` is: what stands here is stored, unless a request under way is to store something else.
  settled(block, refused) {
    if (this.inFlight && !refused) return;
    clearTimeout(block.timer);
    forget(this.draft, block.id);
    const waiting = this.state && ['typing', 'saving'].includes(this.state.dataset.kind);
    if ((waiting || refused) && !this.dirtyBlocks().length) this.say('saved', '已保存');
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
      answer = await post(this.url(block.id), { base: block.base, values, sending: this.sending() });
    } catch {
      block.unheard = true;
      this.away(navigator.onLine ? '暂时连不上服务器，文字保存在本机，恢复后自动保存' : '网络已断开，文字保存在本机，恢复后自动保存');
      return;
    }
    const { status, data } = answer;
    if (status === 200) this.acknowledged(block, values, data.version);
    else if (status === 409) this.conflict(block, data);
    else if (status === 401) await this.expired();
    else if (status === 410) this.gone(block, data);
    else if (status === 422 || status === 400 || status === 413) this.invalid(block, values, data);
    else if (status === 423 || status === 404 || status === 403) this.halt(status, data);
    else {
      block.unheard = true;
      this.away((TROUBLES[data.error] || '服务器暂时不能保存') + '，文字保存在本机，稍后自动再存');
    }
  }

  acknowledged(block, values, version) {
    this.failures = 0;
    block.unheard = false;
    block.base = version;
    block.saved = JSON.stringify(values);
    block.clearNotice();
    if (block.dirty) {
      keep(this.draft, block.id, block.values(), version);
      this.schedule(block, this.composing);
    } else {
      forget(this.draft, block.id);
      this.offers.saved(block);
    }
    if (!this.dirtyBlocks().length) {
      this.say('saved', savedAt(timeOfDay()));
    } else this.sayStuck();
    this.onSaved(block);
  }

  // All else is stored: what is left waits for a decision, and is said again.
  sayStuck() {
    const left = this.dirtyBlocks();
    if (left.length && left.every((block) => block.stuck)) this.say('stuck', STUCK[left[0].stuck]);
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
      const before = this.failures;
      if (this.halted) return;
      await this.send(block);
      if (this.failures > before) return; // the others would wait for the same server
    }
  }

  conflict(block, data) {
    block.stuck = 'conflict';
    block.unheard = false;
    this.say('stuck', STUCK[block.stuck]);
    const theirs = data.values;
    block.notice('theirs', '这一处在另一个窗口里改过。上面是您在这里写的，下面是另一个窗口保存的：', block.differences(theirs), [
      ['保留我写的', () => { block.base = data.version; block.stuck = ''; block.clearNotice(); this.send(block); }, true],
      ['改用另一个窗口的', () => {
        block.base = data.version;
        block.stuck = '';
        block.set(theirs, '改用另一个窗口的文字');
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
    this.say('stuck', STUCK[block.stuck]);
    block.notice('gone', (data.message || '这一条已在另一个窗口里移除。') + '您写的文字还在这里。', [], [
      ['恢复这一条并保存', async () => {
        if (await this.restorePoint(block)) { block.stuck = ''; block.clearNotice(); this.send(block); }
      }, true],
      ['不要了', () => { forget(this.draft, block.id); this.detach(block.id); block.element.remove(); this.say('saved', ''); this.onSaved(block); }],
    ]);
  }

  // It stands on another step now, where what is written here is saved as well.
  moved(block, title) {
    block.notice('moved', '这一条已移到“' + title + '”，这里写的会保存到那里。', [], []);
    this.schedule(block, this.composing);
  }

  invalid(block, values, data) {
    if (JSON.stringify(block.values()) !== JSON.stringify(values)) { // mended while the answer was on its way
      if (block.dirty) this.schedule(block, this.composing);
      else this.settled(block, true);
      return;
    }
    block.stuck = 'invalid';
    this.say('stuck', STUCK[block.stuck]);
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
      const sent = post(this.url(block.id), { base: block.base, values, sending: this.sending() }, { keepalive: true });
      sendings.push(sent.then(
        ({ status, data }) => {
          if (status === 200) this.acknowledged(block, values, data.version);
          else if (status >= 500) block.unheard = true;
        },
        () => { block.unheard = true; },
      ));
    }
    if (sendings.length) this.inFlight = Promise.all(sendings).then(() => { this.inFlight = null; });
  }

  say(kind, text) {
    if (!this.state) return;
    this.state.dataset.kind = kind;
    this.state.textContent = text;
    this.onSaid(kind);
  }
}
