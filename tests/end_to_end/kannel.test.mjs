// SMS through a real Kannel: reported by text, alerted, answered with a number, stopped; and killed in between.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { Kannel } from './kannel.mjs';
import { Steward, until } from './steward.mjs';

const resident = '+8613800000501';
const inItsStore = new RegExp(resident.slice(1));
const isTechnician = (phone) => /^\+86139000000[1-9]\d$/.test(phone);

describe('sms by kannel', () => {
  const kannel = new Kannel();
  let steward, technician;

  before(async () => {
    const [port] = await kannel.ports(1);
    await kannel.start(`http://127.0.0.1:${port}/hooks/kannel`);
    await kannel.connectPhones();
    steward = new Steward('kannel', {
      listen: `127.0.0.1:${port}`,
      channels: [{ ...kannel.channel, callback_url: `http://127.0.0.1:${port}`, secret: { file: 'key' }, token: { file: 'password' } }],
    });
    steward.write('key', kannel.key);
    steward.write('password', 'foo');
    await steward.importRegister();
    await steward.start();
  });
  after(async () => {
    await steward?.end();
    await kannel.end();
  });

  const ordersOf = (words) => until(words, async () => (await steward.orders()).find((one) => one.matter.includes(words)));

  test('an order is reported by text, with the flat of whose number it is', async () => {
    kannel.write(resident, '厨房水龙头一直漏水');
    await kannel.told(resident, /已登记|已派|单号/);
    const order = await ordersOf('水龙头');
    assert.equal(order.unit, '3-2-501');
  });

  test('the alert goes out, and that it has arrived stands with the order', async () => {
    const { number } = await ordersOf('水龙头');
    const alert = await until('an alert', () => kannel.received.find((one) => isTechnician(one.to) && one.text.includes(number)));
    assert.match(alert.text, /回复：接单/);
    technician = alert.to;
    await until('it is reported delivered', async () => {
      const order = await steward.board(`/orders/${number}`);
      return order.history.some((entry) => entry.what === 'message_delivered' && entry.via === 'kannel');
    });
  });

  test('a technician answers in words', async () => {
    const { number } = await ordersOf('水龙头');
    kannel.write(technician, `接单 ${number}`);
    await until('it is accepted', async () => (await ordersOf('水龙头')).state === 'accepted');
  });

  test('what Kannel has accepted outlives its death, and what it could not take comes afterwards', async () => {
    const { number } = await ordersOf('水龙头');
    await until('Kannel has sent all there was', async () => !(await kannel.keeps(inItsStore)));
    await kannel.hangUp();
    await steward.board(`/orders/${number}/actions`, { id: 'finished', verb: 'finish', text: '换了龙头' });
    await until('Kannel keeps what is said of it', () => kannel.keeps(inItsStore));
    await setTimeout(1000); // it answers before it has written to its file
    await kannel.killCore();
    kannel.received.length = 0;
    await kannel.startCore();
    await kannel.connectPhones();
    await kannel.told(resident, new RegExp(number));
    kannel.write(resident, '楼道的灯也不亮了');
    await kannel.told(resident, /灯/);
  });

  test('STOP is obeyed before all else, and START', async () => {
    kannel.write(resident, 'STOP');
    await kannel.told(resident, /START/);
    const before = kannel.received.length;
    kannel.write(resident, '到哪了');
    kannel.write(resident, 'START');
    await until('it is confirmed', () => kannel.received.slice(before).some((one) => one.to === resident));
    assert.equal(kannel.received.slice(before).filter((one) => one.to === resident).length, 1);
    assert.notEqual((await ordersOf('水龙头')).state, 'cancelled');
  });

  test('takes nothing from whoever does not know the key', async () => {
    const answer = await fetch(`${steward.base}/hooks/kannel?key=wrong&id=1&from=${encodeURIComponent(resident)}&text=x`);
    assert.equal(answer.status, 401);
  });
});
