import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { json, open, serve } from '../page.js';
import { get, post, renewForms } from '../../../static/js/common/json.js';

const ANSWERS = {
  '/saved': (response) => json(response, 200, { version: 3 }),
  '/conflict': (response) => json(response, 409, { version: 4, values: { claim: '另一边' } }),
  '/locked': (response) => json(response, 423, { message: '材料正在审核。' }),
  '/away': (response) => json(response, 503, { error: 'away' }),
  '/page': (response) => { response.writeHead(502); response.end('<h1>Bad gateway</h1>'); },
  '/no-json': (response) => { response.writeHead(200); response.end('<p>登录</p>'); },
  '/lost': (response) => response.destroy(),
  '/half': (response) => {
    response.writeHead(200, { 'Content-Length': 100 });
    response.write('{"version": ');
    setImmediate(() => response.destroy());
  },
  '/late': () => {},
};
const { url, asked } = await serve((request, response) => ANSWERS[request.url](response));

beforeEach(() => {
  open('<form><input type="hidden" name="csrfmiddlewaretoken" value="of the form"></form>');
  asked.length = 0;
});

for (const [path, status, data] of [
  ['/saved', 200, { version: 3 }],
  ['/conflict', 409, { version: 4, values: { claim: '另一边' } }],
  ['/locked', 423, { message: '材料正在审核。' }],
  ['/away', 503, { error: 'away' }],
  ['/page', 502, {}],
]) {
  test(`an answer ${status} is handed on`, async () => {
    assert.deepEqual(await post(url + path, { base: 1 }), { status, data });
    assert.deepEqual(await get(url + path), { status, data });
  });
}

test('a request says what it is and carries its values', async () => {
  await post(`${url}/saved`, { base: 2, values: { claim: '𠮷' } });
  const [{ method, headers, body }] = asked;
  assert.equal(method, 'POST');
  assert.deepEqual(JSON.parse(body), { base: 2, values: { claim: '𠮷' } });
  assert.equal(headers['content-type'], 'application/json');
  assert.equal(headers['x-requested-with'], 'fetch');
  assert.equal(headers.accept, 'application/json');
  assert.equal(headers['x-csrftoken'], 'of the form');
});

test('a form is sent as a form', async () => {
  const form = new FormData();
  form.set('do', 'undo');
  await post(`${url}/saved`, null, { form });
  assert.match(asked[0].headers['content-type'], /^multipart\/form-data; boundary=/);
  assert.match(asked[0].body, /name="do"\r\n\r\nundo\r\n/);
});

for (const path of ['/lost', '/half', '/no-json']) {
  test(`no whole answer is no answer: ${path}`, async () => {
    await assert.rejects(post(url + path, {}), TypeError);
    await assert.rejects(get(url + path), TypeError);
  });
}

test('nobody there', async () => {
  const gone = await serve(() => {});
  await new Promise((done) => { gone.server.close(done); });
  await assert.rejects(post(gone.url, {}), TypeError);
});

test('an answer that is too late is none', async () => {
  await assert.rejects(post(`${url}/late`, {}, { patience: 20 }), { name: 'AbortError' });
  await assert.rejects(get(`${url}/late`, { patience: 20 }), { name: 'AbortError' });
});

test('the token of the cookie goes before that of the form, and forms are given it', async () => {
  document.cookie = 'zhaojing_csrf=fresh';
  await post(`${url}/saved`, {});
  // a request of the test before, given up there, may come late
  const saved = asked.find((one) => one.url === '/saved');
  assert.equal(saved.headers['x-csrftoken'], 'fresh');
  renewForms();
  assert.equal(document.querySelector('input').value, 'fresh');
});
