// The gateway's settings: who may be heard by the network, and that nothing wrong is quoted.

import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const read = (args: readonly string[], environment: Record<string, string> = {}) => readSettings(['--stations', 'stations.json', ...args], environment);

describe('the address to listen at', () => {
  it.each(['127.0.0.1', '127.0.0.2', '::1', 'localhost'])('may be this machine itself: %s', (host) => {
    expect(read(['--host', host]).host).toBe(host);
  });

  it('is this machine itself when nothing is said', () => {
    expect(read([]).host).toBe('127.0.0.1');
  });

  it.each(['0.0.0.0', '::', '192.0.2.7', 'city.example', '127.0.0.1.example', '127.example'])('may be the network only when somebody says that TLS stands in front: %s', (host) => {
    expect(() => read(['--host', host])).toThrow('--behind-proxy');
    expect(() => read([], { CITY_HOST: host })).toThrow('--behind-proxy');
    expect(() => read(['--host', host], { CITY_BEHIND_PROXY: 'perhaps' })).toThrow('behind-proxy');
    expect(read(['--host', host, '--behind-proxy']).host).toBe(host);
    expect(read([], { CITY_HOST: host, CITY_BEHIND_PROXY: '1' }).host).toBe(host);
  });
});

it('names what is wrong and quotes nothing of it', () => {
  expect(() => read(['--database-url', 'mysql://city:a-password@db.example'])).toThrow(/^missing or wrong: database-url$/);
});
