import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, open, serve } from '../page.js';

open('');
const { get } = await import('../../../static/js/common/json.js');
const { timeOfDay } = await import('../../../static/js/common/server_clock.js');

let date = '';
const { url } = await serve((request, response) => {
  response.sendDate = false;
  if (date) response.setHeader('Date', date);
  json(response, 200, {});
});

async function heard(said) {
  date = said;
  await get(url);
  return timeOfDay();
}

test('before an answer, and of answers without a time, nothing is said', async () => {
  assert.equal(timeOfDay(), '');
  assert.equal(await heard(''), '');
  assert.equal(await heard('yesterday'), '');
});

for (const [said, shown] of [
  ['Tue, 01 Dec 2026 00:05:30 GMT', '08:05'],
  ['Tue, 01 Dec 2026 16:00:10 GMT', '00:00'],
  ['Thu, 01 Jan 2015 15:59:00 GMT', '23:59'],
  ['Sat, 29 Feb 2048 04:00:00 GMT', '12:00'],
]) {
  test(`however wrong this machine's clock is, ${said} is ${shown}`, async () => {
    assert.equal(await heard(said), shown);
    assert.equal(await heard(''), shown);
  });
}
