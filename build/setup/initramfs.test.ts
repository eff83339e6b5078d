// The archive of a kernel's first files, and the order in which its modules load.

import { expect, test } from 'vitest';
import { packInitramfs } from './initramfs.ts';
import { inLoadingOrder } from './kernel.ts';

test('names and bytes begin at multiples of four and the archive has its end', () => {
  const archive = packInitramfs(['bin'], [{ path: 'bin/sh', bytes: Buffer.from('five!', 'latin1') }]).toString('latin1');
  const heads = [...archive.matchAll(/070701/g)].map(({ index }) => index);
  expect(heads).toHaveLength(3);
  expect(heads.filter((at) => at % 4 !== 0)).toEqual([]);
  const at = archive.indexOf('bin/sh\0') + 'bin/sh\0'.length;
  expect(archive.slice(Math.ceil(at / 4) * 4)).toMatch(/^five!\0{3}070701/);
  expect(archive).toContain('TRAILER!!!');
});

test('a module comes after all that it needs, and once', () => {
  const list = 'kernel/9p.ko: kernel/9pnet.ko kernel/netfs.ko\nkernel/9pnet.ko:\nkernel/9pnet_virtio.ko: kernel/9pnet.ko kernel/virtio.ko kernel/virtio_ring.ko\n';
  expect(inLoadingOrder(list, ['9pnet_virtio', '9p'])).toEqual(['kernel/virtio_ring.ko', 'kernel/virtio.ko', 'kernel/9pnet.ko', 'kernel/9pnet_virtio.ko', 'kernel/netfs.ko', 'kernel/9p.ko']);
});

test('a module that the kernel does not have is named', () => {
  expect(() => inLoadingOrder('kernel/9p.ko:\n', ['uhid'])).toThrow('no module uhid');
});
