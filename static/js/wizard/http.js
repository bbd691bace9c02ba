// Requests of the wizard: JSON out and in, the CSRF token read anew each time (signing in again changes it).

function csrfToken() {
  const match = document.cookie.match(/(?:^|;\s*)zhaojing_csrf=([^;]+)/);
  if (match) return match[1];
  const input = document.querySelector('input[name="csrfmiddlewaretoken"]');
  return input ? input.value : '';
}

// Signing in again, here or in another window, makes the token that the page's forms were given void.
export function renewForms() {
  const token = csrfToken();
  for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = token;
}

// Resolves to {status, data}; rejects only where no answer came at all (offline, server gone, no answer in time).
export async function post(url, body, { keepalive = false, form = null } = {}) {
  const headers = { 'X-CSRFToken': csrfToken(), 'X-Requested-With': 'fetch', Accept: 'application/json' };
  if (!form) headers['Content-Type'] = 'application/json';
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), 20000);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers,
      body: form || JSON.stringify(body),
      keepalive,
      signal: abort.signal,
    });
    let data = {};
    try {
      data = await answer.json();
    } catch (error) {
      if (answer.ok) throw new TypeError('no JSON came back');
    }
    return { status: answer.status, data };
  } finally {
    clearTimeout(timer);
  }
}
