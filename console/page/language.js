// In which of its languages a page opens: as the address asks, as was chosen here before, as the browser is set.

export const known = ['zh-Hans', 'zh-Hant', 'en'];

const traditional = /^zh-(hant|tw|hk|mo)\b/i;

function spokenBy(tag) {
  if (traditional.test(tag)) return 'zh-Hant';
  return known.find((name) => name.slice(0, 2) === tag.slice(0, 2).toLowerCase());
}

export function languageFor({ asked, chosen, browser = [] }) {
  return [asked, chosen].find((name) => known.includes(name)) ?? browser.map(spokenBy).find(Boolean) ?? 'en';
}
