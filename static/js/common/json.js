// Requests of scripts: JSON comes back. Pieces of pages are htmx's (pieces.js).
import { hearTime } from './server_clock.js';

const PATIENCE = 20000; // ms for one answer

// Read anew each time: signing in again changes it.
function csrfToken() {
  const match = document.cookie.match(/(?:^|;\s*)zhaojing_csrf=([^;]+)/);
  if (match) return match[1];
  const input = document.querySelector('input[name="csrfmiddlewaretoken"]');
  return input ? input.value : '';
}

/** Give the page's forms the token that is valid now: signing in again, here or in another
 *  window, makes the former one void. */
export function renewForms() {
  const token = csrfToken();
  for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) {
    input.value = token;
  }
}

async function ask(url, options, patience) {
  const stopper = new AbortController();
  const timer = setTimeout(() => stopper.abort(), patience);
  const asked = { 'X-Requested-With': 'fetch', Accept: 'application/json' };
  const headers = Object.assign(asked, options.headers);
  try {
    const answer = await fetch(
      url,
      Object.assign({ credentials: 'same-origin', signal: stopper.signal }, options, { headers }),
    );
    hearTime(answer.headers);
    let data = {};
    try {
      data = await answer.json();
    } catch {
      if (answer.ok) throw new TypeError('no JSON came back');
    }
    return { status: answer.status, data };
  } finally {
    clearTimeout(timer);
  }
}

/** Look something up. Like `post`: resolves to {status, data}, whatever the status; rejects only
 *  where no whole answer came (offline, server gone, not within `patience` ms). */
export function get(url, { patience = PATIENCE } = {}) {
  return ask(url, {}, patience);
}

/** Save something: `body` as JSON, or `form` (FormData). With `keepalive` the request outlives
 *  the page. */
export function post(url, body, { keepalive = false, form = null, patience = PATIENCE } = {}) {
  const headers = { 'X-CSRFToken': csrfToken() };
  if (!form) headers['Content-Type'] = 'application/json';
  const sent = form || JSON.stringify(body);
  return ask(url, { method: 'POST', headers, body: sent, keepalive }, patience);
}
