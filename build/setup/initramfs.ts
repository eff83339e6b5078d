// The first files of a Linux kernel's memory, packed in the "newc" form of cpio that the kernel reads (Documentation/driver-api/early-userspace/buffer-format).

const DIRECTORY = 0o04_0755;
const PROGRAM = 0o10_0755;

/** A file of the archive; all are programs to be run or read by root. `path` has no slash at its front. */
export interface MemoryFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** An archive of `folders`, parents first, and then `files`. */
export function packInitramfs(folders: readonly string[], files: readonly MemoryFile[]): Buffer {
  const entries = [...folders.map((path) => entry(path, DIRECTORY, new Uint8Array())), ...files.map(({ path, bytes }) => entry(path, PROGRAM, bytes)), entry('TRAILER!!!', 0, new Uint8Array())];
  return Buffer.concat(entries);
}

/** One header of 13 numbers as eight hexadecimal digits each, the name, the bytes; name and bytes end on a multiple of four. */
function entry(path: string, mode: number, bytes: Uint8Array): Buffer {
  const name = Buffer.from(`${path}\0`, 'utf8');
  // inode, mode, owner, group, links, time, size, device (2), node (2), length of the name, checksum; the kernel needs only mode, size and name.
  const numbers = [0, mode, 0, 0, 1, 0, bytes.length, 0, 0, 0, 0, name.length, 0];
  const head = Buffer.concat([Buffer.from(`070701${numbers.map((number) => number.toString(16).padStart(8, '0')).join('')}`, 'latin1'), name]);
  return Buffer.concat([padded(head), padded(bytes)]);
}

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}
