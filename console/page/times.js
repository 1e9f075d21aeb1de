// Times as people at the desk say them, in the site's zone; ages by the server's clock, not by this machine's.

let zone = 'Asia/Shanghai';
let ahead = 0; // server minus this machine

export function useZone(name) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    zone = name;
  } catch {
    zone = undefined;
  }
}
export function learnNow(iso) {
  if (iso) ahead = Date.parse(iso) - Date.now();
}
export const now = () => Date.now() + ahead;
const instantOf = (at) => (typeof at === 'number' ? at : Date.parse(at));

function parts(instant) {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  });
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

export function clockTime(iso) {
  const { hour, minute } = parts(instantOf(iso));
  return `${hour}:${minute}`;
}

// "09:10", "明天 09:10", "3月5日 09:10"
export function when(iso, t) {
  const at = parts(instantOf(iso)), today = parts(now()), tomorrow = parts(now() + 86400e3);
  const yesterday = parts(now() - 86400e3);
  const day = (one) => `${one.year}-${one.month}-${one.day}`;
  const time = `${at.hour}:${at.minute}`;
  if (day(at) === day(today)) return time;
  if (day(at) === day(tomorrow)) return t('time.tomorrow', { time });
  if (day(at) === day(yesterday)) return t('time.yesterday', { time });
  return t('time.date', { month: Number(at.month), day: Number(at.day), time });
}

// "刚刚", "5 分钟", "3 小时", "2 天"
export function age(iso, t) {
  const minutes = Math.floor((now() - instantOf(iso)) / 60000);
  if (minutes < 1) return t('age.now');
  if (minutes < 60) return t('age.minutes', { n: minutes });
  if (minutes < 48 * 60) return t('age.hours', { n: Math.floor(minutes / 60) });
  return t('age.days', { n: Math.floor(minutes / 1440) });
}

// "1:20"
export function stopwatch(iso) {
  const seconds = Math.max(0, Math.floor((now() - instantOf(iso)) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
