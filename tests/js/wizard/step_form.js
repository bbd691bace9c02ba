// The form of a step with points, as templates/drafting/wizard/points.html and _point.html have it.

export function card(id, { claim = '', base = 1 } = {}) {
  return `<section data-point data-node="${id}"><span data-marker></span>
    <input type="hidden" data-base value="${base}">
    <div class="f"><label for="${id}-claim">观点句</label>
      <textarea id="${id}-claim" data-field="claim">${claim}</textarea></div>
    <textarea data-field="elaboration"></textarea><textarea data-field="example"></textarea>
    <span><button type="submit" name="op" value="up:${id}">上移</button>
    <button type="submit" name="op" value="down:${id}">下移</button></span>
    <button type="submit" name="op" value="remove:${id}">移除</button></section>`;
}

export function stepForm(server, cards) {
  return `<span data-save-state></span>
    <form method="post" data-wizard data-draft="d1" data-markers="（一）"
      data-save="${server}/__node__" data-points="${server}/points">
    <div data-open></div><div data-points-list>${cards.join('')}</div>
    <button type="submit" name="op" value="add">添加一条</button>
    <details data-removed hidden><ul></ul></details></form>`;
}
