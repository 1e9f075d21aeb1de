// Elements from values. Text becomes text nodes and nothing else: what somebody wrote is never read as markup.

const svgSpace = 'http://www.w3.org/2000/svg';

const icons = {
  phone: 'M6.6 3.5 9 4l1 3.6-1.8 1.5a11 11 0 0 0 5.7 5.7l1.5-1.8L19 14l.5 2.4c.2 1.6-1 3-2.6 2.9C10 18.8 4.2 13 3.7 6.1 3.6 4.5 5 3.3 6.6 3.5Z',
  send: 'M4 12 20 4l-5 16-4-6.5L4 12ZM11 13.5 20 4',
  photo: 'M4 8h3l1.5-2.5h7L17 8h3v11H4V8ZM12 16.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6Z',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15L6 16ZM10 20.5h4',
  mute: 'M6 16V11a6 6 0 0 1 10-4.5M18 12v4l1.5 2H8M10 20.5h4M4 4l16 16',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 7.8v.2',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  close: 'M6 6l12 12M18 6 6 18',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3.5 2',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
  people: 'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.6-3.6 3.2-5.5 6.5-5.5s5.9 1.9 6.5 5.5M15.5 5a3.5 3.5 0 0 1 0 6.5M18 14.9c2 .8 3.2 2.6 3.6 5.1',
  chat: 'M4 5h16v11H10l-4.5 4V16H4V5Z',
  wrench: 'M14.5 6.5a4.5 4.5 0 0 1 5.8-2l-3 3 .3 2 2 .3 3-3a4.5 4.5 0 0 1-6 5.8L9.5 19.7a2.3 2.3 0 0 1-3.2-3.2l7.1-7.1a4.5 4.5 0 0 1 1.1-2.9Z',
  warning: 'M12 3.5 22 20H2L12 3.5ZM12 10v4.5M12 17v.2',
  tick: 'M5 12.5 10 17.5 19.5 7',
  back: 'M15 5l-7 7 7 7',
  pin: 'M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  desk: 'M3 19h18M5 19a7 7 0 0 1 14 0M12 12V9M9.5 8.5h5',
};

export function icon(name) {
  const svg = document.createElementNS(svgSpace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgSpace, 'path');
  path.setAttribute('d', icons[name]);
  svg.append(path);
  return svg;
}

// h('button', {class: 'button', onclick: f, 'aria-label': 'x'}, 'text', element, null)
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== 'string') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function replace(parent, ...children) {
  parent.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

// Brings a list to what it should be, moving and keeping the elements whose key and version are the same: focus,
// scrolling and animations survive an update.
export function reconcile(parent, items, { key, version, make }) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const id = String(key(item)), stamp = String(version(item));
    let element = known.get(id);
    if (!element || element.dataset.version !== stamp) {
      const had = element && element.contains(document.activeElement);
      const fresh = make(item, Boolean(element));
      fresh.dataset.key = id;
      fresh.dataset.version = stamp;
      if (element) {
        if (place === element) place = fresh;
        element.replaceWith(fresh);
        if (had) (fresh.querySelector('button') ?? fresh).focus({ preventScroll: true });
      }
      element = fresh;
    }
    known.delete(id);
    if (place === element) place = element.nextElementSibling;
    else parent.insertBefore(element, place);
  }
  for (const element of known.values()) element.remove();
}

let toasts = null;
export function toast(text, isBad = false) {
  if (!toasts) {
    toasts = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
    document.body.append(toasts);
  }
  const one = h('div', { class: isBad ? 'toast bad' : 'toast' }, text);
  toasts.append(one);
  setTimeout(() => one.remove(), isBad ? 6000 : 3000);
}
