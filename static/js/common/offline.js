// Who goes to another page while the network is away is told so on this one, in place of the browser's
// page about dinosaurs, and stays with what is written here (docs/decisions/0023).
import { toast } from './toast.js';

const PATIENCE = 4000; // ms
const GONE = '网络已断开，现在打不开别的页面。这一页的内容都还在，请等网络恢复以后再点。';
const NOT_SENT = '网络已断开，没有提交。这一页填写的内容都还在，请等网络恢复以后再点一次。';
const WENT = '网络已断开。这一页还可以看；打开别的页面、提交内容要等网络恢复。';

let passing = false; // a press that was held back goes on

// The browser only knows of the network, not of the server, which may be on this very machine.
async function reachable() {
  const stopper = new AbortController();
  const timer = setTimeout(() => stopper.abort(), PATIENCE);
  try {
    const { href } = document.querySelector('link[rel="icon"]');
    await fetch(href, { cache: 'no-store', signal: stopper.signal });
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function hold(event, element, text) {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await reachable())) {
    toast(text, { bad: true });
    return;
  }
  passing = true;
  try {
    element.click();
  } finally {
    passing = false;
  }
}

function leavesPage(link) {
  const here = link.pathname === location.pathname && link.search === location.search && link.hash;
  return link.origin === location.origin && !here && link.getAttribute('href') !== '#';
}

export function wireOffline() {
  // before any other script hears of it
  window.addEventListener('click', (event) => {
    if (navigator.onLine || passing) return;
    const link = event.target.closest && event.target.closest('a[href]');
    if (link && leavesPage(link) && !link.matches('[hx-get], [data-side], [data-side-open]')) hold(event, link, GONE);
  }, true);
  window.addEventListener('submit', (event) => {
    if (navigator.onLine || passing || event.target.matches('[data-wizard], .again')) return;
    const pressed = event.submitter || document.activeElement;
    if (pressed && pressed.form === event.target) hold(event, pressed, NOT_SENT);
  }, true);
  // the wizard's strip says it itself
  if (document.querySelector('[data-wizard]')) return;
  window.addEventListener('offline', () => toast(WENT, { bad: true }));
  window.addEventListener('online', () => toast('网络已恢复。', { brief: true }));
}
