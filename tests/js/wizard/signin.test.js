import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  json, open, serve, until,
} from '../page.js';

let answers = []; // what the server answers next
const { url, asked } = await serve((_, response) => json(response, ...answers.shift()));
open('');
globalThis.FormData = window.FormData;
const { signInAgain, signingIn } = await import('../../../static/js/wizard/signin.js');

function visit(more = '') {
  answers = [];
  asked.length = 0;
  open(`<input name="csrfmiddlewaretoken" value="old"><textarea id="text"></textarea>${more}`);
  Object.assign(document.body.dataset, { username: 'zhang', login: `${url}/login/` });
  document.getElementById('text').focus();
}

beforeEach(() => visit());

const dialog = () => document.querySelector('[role=dialog]');
const submit = () => dialog().dispatchEvent(new window.Event('submit', { cancelable: true }));
const problem = () => dialog().querySelector('[role=alert]').textContent;

test('who was signed in by the service signs in there and goes on here', async () => {
  document.body.dataset.service = '/accounts/oidc/';
  let done = false;
  signInAgain().then(() => { done = true; });
  const link = dialog().querySelector('a');
  assert.deepEqual([link.getAttribute('href'), link.target, link.rel], ['/accounts/oidc/', '_blank', 'noopener']);
  assert.equal(dialog().querySelector('input'), null);
  assert.equal(document.activeElement, link);
  assert.equal(signingIn(), true);
  submit();
  await until(() => done);
  assert.equal(dialog(), null);
  assert.equal(document.activeElement.id, 'text');
  assert.equal(signingIn(), false);
});

test('a sign-in that took too long begins with the password again', async () => {
  let done = false;
  signInAgain().then(() => { done = true; });
  const [field, label] = [dialog().querySelector('input'), dialog().querySelector('label')];
  answers = [[202, { second_step: `${url}/code/` }], [400, { error: '等得太久。', again: true }], [200, { ok: true }]];
  field.value = 'secret';
  submit();
  await until(() => label.textContent !== '密码');
  assert.deepEqual([label.textContent, field.value, field.type], ['动态码，或一个恢复码', '', 'text']);
  await until(() => !dialog().querySelector('button').disabled);
  field.value = '123456';
  submit();
  await until(() => label.textContent === '密码');
  assert.deepEqual([problem(), field.value, field.type], ['等得太久。', '', 'password']);
  await until(() => !dialog().querySelector('button').disabled);
  submit();
  await until(() => done);
  assert.deepEqual(asked.map((one) => one.url), ['/login/', '/code/', '/login/']);
  assert.equal(dialog(), null);
});
