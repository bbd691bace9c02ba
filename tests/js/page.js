// A page for the scripts under test: jsdom's window in place of a browser's, and a server that
// answers over the loopback. Each file of tests is a process of its own, with one page.
import { createServer } from 'node:http';
import { after } from 'node:test';
import { JSDOM, VirtualConsole } from 'jsdom';

const LENT = [
  'document', 'Node', 'NodeFilter', 'Event', 'CustomEvent', 'KeyboardEvent', 'MouseEvent',
  'localStorage', 'sessionStorage', 'location', 'HTMLElement',
];

/** Open a page with this body; its window's names become this process's own. */
export function open(body, { user = '7', storageQuota = 5000000, url = 'http://127.0.0.1/' } = {}) {
  const html = `<!DOCTYPE html><body data-user="${user}">${body}</body>`;
  const virtualConsole = new VirtualConsole();
  virtualConsole.on('jsdomError', (error) => {
    // it can go to no other page; an error in a listener, though, fails the test
    if (error.type !== 'not-implemented') queueMicrotask(() => { throw error; });
  });
  const options = { url, runScripts: 'outside-only', storageQuota, virtualConsole };
  const { window } = new JSDOM(html, options);
  globalThis.window = window;
  for (const name of LENT) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
  }
  const navigator = { onLine: true };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  // what jsdom does not have, for it lays nothing out
  window.HTMLElement.prototype.scrollIntoView = () => {};
  return window;
}

/** Press a button or link as a mouse does, `count` times in quick succession. */
export function press(element, count = 1) {
  for (let detail = 1; detail <= count; detail += 1) {
    const options = { bubbles: true, cancelable: true, detail };
    element.dispatchEvent(new window.MouseEvent('click', options));
  }
}

/** Write into a field as somebody does. */
export function type(field, text) {
  field.value = text;
  field.dispatchEvent(new window.Event('input', { bubbles: true }));
}

/** A server: `answer(request, response)` answers, where request also has `body` (text).
 *  {url, asked}: its address, and what it was asked so far. */
export async function serve(answer) {
  const asked = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf-8');
    request.on('data', (piece) => { body += piece; });
    request.on('end', () => {
      const { method, url, headers } = request;
      asked.push({ method, url, headers, body });
      answer(Object.assign(request, { body }), response);
    });
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  after(() => { server.closeAllConnections(); server.close(); });
  return { url: `http://127.0.0.1:${server.address().port}`, asked, server };
}

export function json(response, status, data) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(data));
}

/** Wait until `done()` is true: what was started goes on by itself. Fails after ten seconds. */
export async function until(done) {
  const end = performance.now() + 10_000;
  while (!done()) {
    if (performance.now() > end) throw new Error(`never came true: ${done}`);
    await new Promise((go) => { setImmediate(go); });
  }
}
