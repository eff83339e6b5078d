// E-mail addresses as people dictate them: what is one and what is not.

import { describe, expect, it } from 'vitest';
import { EMAIL_LENGTH } from '../domain/intake/name-lengths.ts';
import { isEmail } from './email.ts';

describe('an e-mail address', () => {
  it.each(['lan@example.vn', 'nguyen.lan+xa@mail.example.com.vn', 'a_b-c@x1.example.org', 'LAN@EXAMPLE.VN'])('is «%s»', (text) => {
    expect(isEmail(text)).toBe(true);
  });

  it.each(['', 'lan', 'lan@', '@example.vn', 'lan@example', 'lan @example.vn', 'lan@example..vn', 'lan.@example.vn', '.lan@example.vn', 'lán@example.vn', 'lan@-example.vn', 'lan@example.vn,', 'lan@example.v', 'a@b@example.vn', 'lan@example.vn\n'])('is not «%s»', (text) => {
    expect(isEmail(text)).toBe(false);
  });

  it('is not longer than is kept', () => {
    const tail = '@example.vn';
    expect([isEmail(`${'a'.repeat(EMAIL_LENGTH - tail.length)}${tail}`), isEmail(`${'a'.repeat(EMAIL_LENGTH - tail.length + 1)}${tail}`)]).toEqual([true, false]);
  });
});
