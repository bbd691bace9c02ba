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

// Tabs answer each other, so that the text of one that is still being written in is not offered in another.
const living = new Set();
const channel = new BroadcastChannel(PREFIX);
channel.addEventListener('message', ({ data }) => {
  // who asks lives too: it may have come after this tab's own question
  living.add(data.alive || data.ask);
  if (data.ask) channel.postMessage({ alive: TAB });
});

// Resolves to the other tabs that live, after giving them a moment to say so.
export function livingTabs() {
  channel.postMessage({ ask: TAB });
  return new Promise((done) => setTimeout(() => done(living), 400));
}

export function keep(draft, node, values, base, { tab = TAB, at = Date.now() } = {}) {
  try {
    localStorage.setItem(start(draft) + node + ':' + tab, JSON.stringify({ values, base, at }));
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

// Gives an entry a key of its own, so that what is typed from now on does not take its place before it was answered.
export function setAside(draft, node, entry) {
  const tab = 'left-' + entry.at;
  if (entry.tab !== TAB || !keep(draft, node, entry.values, entry.base, { tab, at: entry.at })) return entry;
  forget(draft, node, TAB);
  return Object.assign({}, entry, { tab });
}

// Entries of a node: [{tab, values, base, at}], the newest first. Those of other tabs only where `others` is given: the set of tabs
// that live, whose text is their own business.
export function kept(draft, node, others = null) {
  const found = [];
  try {
    const prefix = start(draft) + node + ':';
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(prefix)) continue;
      const tab = key.slice(prefix.length);
      const entry = JSON.parse(localStorage.getItem(key));
      if (tab === TAB || tab.startsWith('left-') || (others && !others.has(tab))) found.push(Object.assign({ tab }, entry));
    }
  } catch (error) {
    return found;
  }
  return found.sort((a, b) => b.at - a.at);
}
