// Text that the server has not acknowledged yet, kept on this machine: it outlives a crash, a
// closed tab and an expired session. localStorage and not sessionStorage, because a closed tab
// takes its sessionStorage with it. An entry lives only from the first key pressed to the server's
// answer. Storage may be full or switched off: nothing here fails then, and `keep` says so.

export const PREFIX = 'zhaojing';

/** The beginning of the keys of what this person keeps of a draft; `kind` sets one kind of text
 *  apart from others. */
export function startOf(draft, kind = '') {
  return [PREFIX].concat(kind || [], document.body.dataset.user, draft, '').join(':');
}

/** Where a paper is kept that was pasted and is on its way to the page that takes it in. */
export function paperKey() {
  return startOf('', 'paper');
}

/** Whether the text is kept now. */
export function keep(key, text) {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** What is kept under a key; null where nothing is. */
export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // switched off: nothing was kept either
  }
}

/** All [key, text] whose key begins so. */
export function allKept(start) {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(start))
      .map((key) => [key, localStorage.getItem(key)]);
  } catch {
    return [];
  }
}
