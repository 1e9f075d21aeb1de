// A person at the playground: writes on either phone, taps buttons, looks at the board. What a page complains of in
// its console fails the test that opened it.

import { chromium } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const pictures = process.env.STEWARD_PICTURES;

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });

export const wide = { locale: 'zh-CN', viewport: { width: 1440, height: 900 } };
export const phoneSized = { locale: 'zh-CN', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

export class Playground {
  static async open(browser, url, look = wide) {
    const seen = new Playground();
    seen.context = await browser.newContext(look);
    seen.page = await seen.context.newPage();
    seen.page.setDefaultTimeout(15_000);
    seen.complaints = [];
    seen.page.on('pageerror', (error) => seen.complaints.push(String(error)));
    seen.page.on('console', (message) => message.type() === 'error' && seen.complaints.push(message.text()));
    await seen.page.goto(url);
    await seen.page.locator('.board .tab').first().waitFor({ state: 'attached' });
    return seen;
  }

  phone(who) {
    return new Phone(this.page, this.page.locator(`.phone.${who}`));
  }
  get resident() {
    return this.phone('resident');
  }
  get technician() {
    return this.phone('staff');
  }

  // Where there is room for one pane only.
  show(pane) {
    return this.page.locator(`[data-pane="${pane}"]`).click();
  }

  tab(name) {
    return this.page.locator(`.board [data-tab="${name}"]`).click();
  }

  card(text) {
    return this.page.locator('.board .card').filter({ hasText: text });
  }

  async play(look, name) {
    const choice = this.page.locator(`.pane:has(.phone.${look}) select`);
    await choice.selectOption({ label: await choice.locator('option').filter({ hasText: name }).first().textContent() });
  }

  async picture(name) {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await this.page.waitForTimeout(900);
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  close() {
    return this.context.close();
  }
}

class Phone {
  constructor(page, frame) {
    Object.assign(this, { page, frame });
  }

  async write(text) {
    const field = this.frame.locator('textarea');
    await field.fill(text);
    await field.press('Enter');
  }

  async attach(file) {
    await this.frame.locator('input[type=file]').setInputFiles(file);
    await this.frame.locator('.tray img').last().waitFor();
  }

  // Waits for a line of the other side that says this.
  hears(text) {
    return this.frame.locator('.line:not(.mine)').filter({ hasText: text }).last().waitFor();
  }

  says(text) {
    return this.frame.locator('.line.mine:not(.pending)').filter({ hasText: text }).last().waitFor();
  }

  tap(label) {
    return this.frame.locator('.chip', { hasText: label }).last().click();
  }

  text() {
    return this.frame.locator('.thread').innerText();
  }
}
