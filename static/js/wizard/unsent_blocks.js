// The text of blocks that the server has not acknowledged yet, each entry with the version it was
// written on and the tab it was written in.
import * as unsent from '../common/unsent_text.js';

const TAB = sessionTab();

function sessionTab() {
  try {
    let tab = sessionStorage.getItem(unsent.PREFIX + ':tab');
    if (!tab) {
      tab = Math.random().toString(36).slice(2);
      sessionStorage.setItem(unsent.PREFIX + ':tab', tab);
    }
    return tab;
  } catch {
    return 'none';
  }
}

// Tabs answer each other, so that the text of one that is still being written in is not offered in
// another.
const living = new Set();
const channel = new BroadcastChannel(unsent.PREFIX);
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

// The page says which step it is: by that the text is offered where its block cannot be asked.
export function keep(draft, node, values, base, { tab = TAB, at = Date.now(), page = thisPage() } = {}) {
  const entry = Object.assign({ values, base, at }, page && { page });
  return unsent.keep(unsent.startOf(draft) + node + ':' + tab, JSON.stringify(entry));
}

function thisPage() {
  const form = document.querySelector('[data-wizard][data-step], [data-ledger][data-step]');
  return form && { path: location.pathname, step: form.dataset.step };
}

export function forget(draft, node, tab = TAB) {
  unsent.forget(unsent.startOf(draft) + node + ':' + tab);
}

// Gives an entry a key of its own, so that what is typed from now on does not take its place before
// it was answered.
export function setAside(draft, node, entry) {
  const tab = 'left-' + entry.at;
  if (entry.tab !== TAB || !keep(draft, node, entry.values, entry.base, { tab, at: entry.at, page: entry.page })) return entry;
  forget(draft, node, TAB);
  return Object.assign({}, entry, { tab });
}

// An entry as it was kept; none where something else stands under its key.
function read(tab, text) {
  try {
    return [Object.assign({ tab }, JSON.parse(text))];
  } catch {
    return [];
  }
}

/** All entries of the person on this machine, those of tabs that live left out: [{draft, node, tab,
 *  values, base, at, page}], the newest first. */
export function allEntries(others) {
  const start = unsent.PREFIX + ':' + document.body.dataset.user + ':';
  return unsent.allKept(start)
    .flatMap(([key, text]) => {
      const [draft, node, tab, more] = key.slice(start.length).split(':');
      return tab && more === undefined ? read(tab, text).map((entry) => Object.assign({ draft, node }, entry)) : [];
    })
    .filter((entry) => entry.values && !others.has(entry.tab))
    .sort((a, b) => b.at - a.at);
}

/** Those of a draft that were written on the page with this path. */
export function keptOnPage(draft, path, others) {
  return allEntries(others).filter((entry) => entry.draft === draft && entry.page && entry.page.path === path);
}

// Entries of a node: [{tab, values, base, at}], the newest first. Those of other tabs only where
// `others` is given: the set of tabs that live, whose text is their own business.
export function kept(draft, node, others = null) {
  const start = unsent.startOf(draft) + node + ':';
  return unsent.allKept(start)
    .flatMap(([key, text]) => read(key.slice(start.length), text))
    .filter(({ tab }) => tab === TAB || tab.startsWith('left-') || (others && !others.has(tab)))
    .sort((a, b) => b.at - a.at);
}
