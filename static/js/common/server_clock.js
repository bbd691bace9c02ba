// The time of day by the server's clock, from which all pages have theirs: that of this machine may be wrong.

const ZONE = 'Asia/Shanghai'; // of the pages (TIME_ZONE)
let ahead = null; // ms, by how much the server's clock is ahead of this machine's

/** What the headers of an answer say of the server's time. */
export function hearTime(headers) {
  const at = Date.parse(headers.get('date') || '');
  if (!Number.isNaN(at)) ahead = at - Date.now();
}

/** The time of day as 08:05, "" before any answer has come. */
export function timeOfDay() {
  if (ahead === null) return '';
  const now = new Date(Date.now() + ahead);
  return now.toLocaleTimeString('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
}
