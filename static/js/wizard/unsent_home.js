// 我的材料 says what could not be saved and lies on this machine: of which paper, on which step, and the way there. What is stored by
// now is said nothing of; who has nothing of the kind asks nobody.
import { el } from '../common/elements.js';
import { shortened } from '../common/characters.js';
import { CALLED } from '../facts/kept_form.js';
import { Block } from './block.js';
import { differs, moment, news, wordsOf } from './offers.js';
import { allEntries, forget, livingTabs } from './unsent_blocks.js';

const UNDER_WAY = 10000; // ms in which the last request of the page that was left may still arrive
const NOBODY = '00000000-0000-0000-0000-000000000000'; // stands for a draft in an address
const LATER = 3000; // ms

const wait = (time) => new Promise((done) => setTimeout(done, time));
const young = ({ at }) => Date.now() - at < UNDER_WAY;

async function pageOf(path) {
  const nothing = { page: null, gone: false };
  try {
    const answer = await fetch(path, { credentials: 'same-origin' });
    if (answer.status === 404) return { page: null, gone: true };
    if (!answer.ok) return nothing;
    return { page: new DOMParser().parseFromString(await answer.text(), 'text/html'), gone: false };
  } catch {
    return nothing;
  }
}

function row(entry, path, { page, gone }) {
  const title = page && page.querySelector('.wizard-paper strong, [data-paper-title]');
  const step = entry.page ? '，' + entry.page.step : '';
  const name = CALLED[entry.draft] || (title ? '《' + title.textContent + '》' : '一份材料') + step;
  const words = wordsOf(entry.values);
  const element = page && page.querySelector('[data-node="' + entry.node + '"]');
  const preview = element ? news(new Block(element), entry.values) : words[0] || '';
  const item = el('li', {}, gone ? el('span', {}, name) : el('a', { href: path + '#node-' + entry.node }, name),
    el('span', { class: 'soft' }, moment(entry.at) + '　' + shortened(preview, 30)));
  // the paper is gone: the words can only be taken from here
  if (gone) {
    item.append(el('button', { type: 'button', class: 'btn btn-sm btn-plain', onclick: () => { forget(entry.draft, entry.node, entry.tab); item.remove(); } }, '不要了'));
    item.append(el('blockquote', {}, words.join('\n')));
  }
  return item;
}

export async function offerUnsent(place) {
  if (!allEntries(new Set()).length) return;
  const others = await livingTabs();
  if (allEntries(others).some(young)) await wait(LATER);
  const pages = new Map();
  const rows = [];
  for (const entry of allEntries(others)) {
    const path = entry.page ? entry.page.path : place.dataset.resume.replace(NOBODY, entry.draft);
    if (!pages.has(path)) pages.set(path, await pageOf(path));
    const found = pages.get(path);
    if (found.page && !differs(found.page, entry)) forget(entry.draft, entry.node, entry.tab);
    else rows.push(row(entry, path, found));
  }
  place.querySelector('ul').append(...rows);
  place.hidden = !rows.length;
}

const place = document.querySelector('[data-unsent-home]');
if (place) offerUnsent(place);
