// What the API gives as a file: kept under its name, or opened in a window. The token goes in a header, which no link
// can send.

import { sayProblem } from './problem.js';

const keptFor = 60000;

export async function saveAs(api, path, name) {
  try {
    const address = await api.media(api.base + path);
    const link = Object.assign(document.createElement('a'), { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), keptFor);
  } catch (error) {
    sayProblem(error);
  }
}

// The window is opened at once: later a browser takes it for an advertisement.
export async function openInWindow(api, path) {
  const opened = window.open('', '_blank');
  try {
    const address = await api.media(api.base + path);
    if (opened) opened.location.replace(address);
    setTimeout(() => URL.revokeObjectURL(address), keptFor);
  } catch (error) {
    opened?.close();
    sayProblem(error);
  }
}
