// Text that the server has not acknowledged yet, kept on this machine: it outlives a crash, a closed tab and an expired session.
// localStorage and not sessionStorage, because a closed tab takes its sessionStorage with it. An entry lives only from the first
// key pressed to the server's answer.

const PREFIX = 'zhaojing';
const TAB = sessionTab();

function sessionTab() {
  try {
    let tab = sessionStorage.getItem(PREFIX + ':tab');
    if (!tab) {
      tab = Math.random().toString(36).slice(2);
      sessionStorage.setItem(PREFIX + ':tab', tab);
    }
    return tab;
  } catch (error) {
    return 'none';
  }
}

function start(draft) {
  return [PREFIX, document.body.dataset.user, draft, ''].join(':');
}

export function keep(draft, node, values, base) {
  try {
    localStorage.setItem(start(draft) + node + ':' + TAB, JSON.stringify({ values, base, at: Date.now() }));
    return true;
  } catch (error) {
    return false;
  }
}

export function forget(draft, node, tab = TAB) {
  try {
    localStorage.removeItem(start(draft) + node + ':' + tab);
  } catch (error) {
    // storage is switched off: nothing was kept either
  }
}

// Entries of a node: [{tab, values, base, at}]. Those that another living tab wrote in the last seconds are its own business.
export function kept(draft, node) {
  const found = [];
  try {
    const prefix = start(draft) + node + ':';
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(prefix)) continue;
      const tab = key.slice(prefix.length);
      const entry = JSON.parse(localStorage.getItem(key));
      if (tab === TAB || Date.now() - entry.at > 10000) found.push(Object.assign({ tab }, entry));
    }
  } catch (error) {
    return found;
  }
  return found.sort((a, b) => b.at - a.at);
}
