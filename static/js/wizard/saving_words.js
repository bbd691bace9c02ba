// What the server says of itself with 503.
export const TROUBLES = { away: '数据库暂时连不上', full: '服务器的磁盘已满', readonly: '数据库现在不能写', busy: '服务器正忙' };
// What the strip says while a block waits for its author, by why it does.
export const STUCK = {
  conflict: '有一处与另一个窗口冲突，请选择保留哪一边',
  gone: '有一条已在另一个窗口里移除',
  invalid: '有一处没有保存，请看原因',
};

/** 已保存, with the time of day where it is known. */
export function savedAt(time) {
  return ('已保存 ' + time).trim();
}
