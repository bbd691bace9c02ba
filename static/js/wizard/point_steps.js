// What was done with points, as steps that can be taken back and done again by the server.
import { shortened } from '../common/characters.js';
import { undo } from './undo.js';

const NEEDED = '这一条后来写了内容，没有撤销；不要的话请按“移除”。';
const REORDERED = '次序后来又变过，没有撤销。';

export class PointSteps {
  constructor(points) {
    this.points = points;
  }

  /** Something was done with a point: note the step and say it, with 撤销. `before` is how it was:
   *  {order, block}. */
  did(name, id, { order, block }) {
    const made = {
      add: () => undo.tell('已添加一条。', this.added(id)),
      remove: () => this.removed(block),
      restore: () => undo.tell('已恢复这一条。', this.restored(id)),
      up: () => undo.tell('已上移。', this.moved('上移', id, order)),
      down: () => undo.tell('已下移。', this.moved('下移', id, order)),
      move: () => undo.tell('已移动。', this.moved('移动', id, order)),
      answer: () => this.answered(),
      meet: () => this.answered(),
      unmeet: () => this.answered(),
    }[name];
    if (made) made();
  }

  take(id) {
    return this.points.operate({ op: 'remove:' + id });
  }

  bring(id) {
    return this.points.operate({ op: 'restore:' + id });
  }

  /** A card was added; only one that is still empty is taken away again. */
  added(id) {
    const empty = () => {
      const block = this.points.autosave.blocks.get(id);
      return !block || block.empty();
    };
    return undo.did({
      label: '添加一条',
      undo: async () => (empty() ? this.take(id) : NEEDED),
      redo: () => this.bring(id),
    });
  }

  restored(id) {
    return undo.did({ label: '恢复', undo: () => this.take(id), redo: () => this.bring(id) });
  }

  removed(block) {
    const { claim } = block.values();
    const step = undo.did({
      label: '移除',
      undo: () => this.bring(block.id),
      redo: () => this.take(block.id),
    });
    // the keyboard goes to the button: what it was at is gone
    const said = '已移除' + (claim ? '“' + shortened(claim, 16) + '”' : '一条') + '。';
    undo.tell(said, step, { back: this.points.cards()[0], passing: false });
  }

  // A problem was linked to what answers it, or no longer.
  answered() {
    const { op, said, back } = this.points.told;
    let way = back;
    undo.tell(said, undo.did({
      label: '对应',
      undo: () => this.points.operate({ op: way }),
      redo: async () => {
        const done = await this.points.operate({ op });
        if (done) way = this.points.told.back;
        return done;
      },
    }));
  }

  moved(label, id, before) {
    const after = this.points.order;
    const to = (from, order) => async () => {
      if (this.points.order.join() !== from.join()) return REORDERED;
      return this.points.operate({ op: 'move', point: id, index: order.indexOf(id) });
    };
    return undo.did({ label, undo: to(after, before), redo: to(before, after) });
  }
}
