// The list of promises, as templates/drafting/rectification/_measures.html has it.

const STATES = [['done', '已改到位'], ['partly', '部分'], ['not_yet', '未改']];

function row([id, progress = '', word = '', base = 0, offered = '']) {
  const radio = ([value]) => `<label><input type="radio" name="${id}-progress" value="${value}" data-tick-of
    ${value === progress ? 'checked' : ''}></label>`;
  const option = ([value, label]) => `<option value="${value}" ${value === progress ? 'selected' : ''}>${label}</option>`;
  return `<li id="measure-${id}" data-node="measure-${id}"${offered && ` data-offered="${offered}" data-offered-word="台账里的话"`}><input type="hidden" value="${base}" data-base>
    <fieldset>${STATES.map(radio).join('')}
    <button type="submit" name="op" value="clear:${id}" data-clear ${progress ? '' : 'hidden'}>取消</button></fieldset>
    <label hidden for="progress-${id}">落实情况</label>
    <select hidden id="progress-${id}" data-field="progress"><option value=""></option>${STATES.map(option).join('')}</select>
    <label for="word-${id}">说明</label><textarea id="word-${id}" data-field="word">${word}</textarea></li>`;
}

export function promiseList(server, rows) {
  return `<form method="post" data-promises data-draft="d1" data-save="${server}/__node__/" data-frame-text="${server}/frame/text/">
    <span data-tick-state></span><p class="promises-offer"><button name="op" value="ledger" data-from-ledger>照整改台账勾选
    <span data-offers>?</span> 条</button></p><fieldset><ol>${rows.map(row).join('')}</ol>
    <button type="submit" name="op" value="frame" data-frame>把勾选的写进正文</button></fieldset></form>`;
}
