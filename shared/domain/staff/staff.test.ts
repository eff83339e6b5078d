// Who may do what, and what a PIN may be: by tables, and for every command that a counter's or the administration's window can call.

import { describe, expect, it } from 'vitest';
import { commands } from '../../contract/commands.ts';
import { isBlocked, isEasyPin, PIN_FORM, waitAfter } from './pin.ts';
import { isAllowed, needOf, rightsOf, STAFF_ROLES, type StaffRole } from './rights.ts';

const ofStaff = Object.entries(commands).flatMap(([name, { roles }]) => (['counter', 'admin'] as const).filter((window) => (roles as readonly string[]).includes(window)).map((window) => [name, window] as const));

describe('the table of rights', () => {
  it('has a row for every command of a counter and of the administration', () => {
    expect(ofStaff.filter(([name, window]) => needOf(name, window) === null).map(([name]) => name)).toEqual([]);
  });

  it('leaves open, without anybody signed in, only what says nothing of anybody', () => {
    const open = [...new Set(ofStaff.filter(([name, window]) => isAllowed(needOf(name, window), null)).map(([name]) => name))].toSorted();
    expect(open).toEqual([
      'point.describe', 'queue.overview', 'recovery.key', 'recovery.passphrase', 'recovery.read', 'recovery.restore', 'recovery.retry', 'recovery.salvage',
      'staff.lock', 'staff.own-pin', 'staff.read', 'staff.seen', 'staff.sign-in', 'staff.sign-out', 'status.read', 'window.painted',
    ]);
  });

  it('lets the head of the point do everything', () => {
    expect(ofStaff.filter(([name, window]) => !isAllowed(needOf(name, window), 'head')).map(([name]) => name)).toEqual([]);
  });

  it.each<[string, 'counter' | 'admin', readonly StaffRole[]]>([
    ['queue.next', 'counter', ['head', 'receiving', 'returning']],
    ['dossier.open', 'counter', ['head', 'receiving']],
    ['dossier.read', 'admin', ['head', 'receiving', 'returning']],
    ['payment.reverse', 'counter', ['head', 'receiving', 'returning']],
    ['payment.reverse', 'admin', ['head']],
    ['payday.close', 'admin', ['head']],
    ['access.list', 'admin', ['head']],
    ['dossier.erase', 'admin', ['head']],
    ['backup.make', 'admin', ['head', 'technician']],
    ['staff.set-pin', 'admin', ['head']],
    ['procedure.search', 'admin', ['head', 'receiving', 'returning', 'technician']],
    ['post.lists', 'counter', ['head', 'receiving', 'returning', 'post']],
    ['staff.keep-words', 'counter', ['head', 'receiving', 'returning', 'technician', 'post']],
  ])('gives %s in the %s window to %j', (command, window, roles) => {
    expect(STAFF_ROLES.filter((role) => isAllowed(needOf(command, window), role))).toEqual(roles);
  });

  it('gives whoever comes from the post office what goes by post, his own sign-in, and nothing else in either window', () => {
    expect(rightsOf('post')).toEqual(['post']);
    const beyondOpen = ofStaff.filter(([name, window]) => isAllowed(needOf(name, window), 'post') && !isAllowed(needOf(name, window), null)).map(([name, window]) => `${window} ${name}`);
    const post = ['post.deliver', 'post.lists', 'post.preview', 'post.print', 'post.read', 'post.send', 'staff.keep-words', 'staff.words'];
    expect(beyondOpen.toSorted()).toEqual(['admin', 'counter'].flatMap((window) => post.map((name) => `${window} ${name}`)));
  });

  it('gives a technician no way to a dossier, and nobody a command that is none', () => {
    expect(rightsOf('technician')).toEqual(['technical']);
    for (const name of ['dossier.steal', '__proto__', 'constructor', '']) expect(isAllowed(needOf(name, 'admin'), 'head')).toBe(false);
  });
});

describe('a PIN', () => {
  it.each(['000000', '123456', '654321', '890123', '121212', '123123', '777777777'])('%s is easily guessed', (pin) => {
    expect([PIN_FORM.test(pin), isEasyPin(pin)]).toEqual([true, true]);
  });

  it.each(['274961', '112358', '90210447'])('%s will do', (pin) => {
    expect([PIN_FORM.test(pin), isEasyPin(pin)]).toEqual([true, false]);
  });

  it.each(['12345', '1234567890123', '12 456', '１２３４５６', ''])('%j is none', (pin) => {
    expect(PIN_FORM.test(pin)).toBe(false);
  });

  it('that was got wrong costs nothing four times, then waits that double up to an hour', () => {
    expect([0, 1, 4, 5, 6, 7, 11, 12, 200].map(waitAfter)).toEqual([0, 0, 0, 30, 60, 120, 1920, 3600, 3600]);
  });

  it('got wrong ten times shuts an account, and never the head’s', () => {
    expect([isBlocked(9, false), isBlocked(10, false), isBlocked(1000, true)]).toEqual([false, true, false]);
  });
});
