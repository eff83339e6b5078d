// Programs of the system that some tests drive (strace breaks system calls, openssl makes certificates, cage and openbox are a kiosk's sessions): found, or installed from the system's packages where they are missing and may be.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from '../checks/spawn.ts';

/** Each program with the package that brings it. */
const PACKAGES = {
  strace: 'strace', openssl: 'openssl', shellcheck: 'shellcheck', 'systemd-analyze': 'systemd',
  // an X server without a screen, and who looks at it
  Xorg: 'xserver-xorg-core', openbox: 'openbox', xdotool: 'xdotool', xrandr: 'x11-xserver-utils', xset: 'x11-xserver-utils', setxkbmap: 'x11-xkb-utils', xwininfo: 'x11-utils', xterm: 'xterm',
  // a sound server without a loudspeaker, what records from it, what looks at a screen, and a voice for the clips
  pulseaudio: 'pulseaudio', pactl: 'pulseaudio-utils', parec: 'pulseaudio-utils', ffmpeg: 'ffmpeg', 'espeak-ng': 'espeak-ng',
  // a Wayland compositor without a screen
  cage: 'cage', Xwayland: 'xwayland', foot: 'foot', grim: 'grim',
  // who reads a PDF that we made
  pdftotext: 'poppler-utils', pdftoppm: 'poppler-utils',
  // a token made of files, what writes on it, and who reads signatures that we made
  'softhsm2-util': 'softhsm2', 'pkcs11-tool': 'opensc', pdfsig: 'poppler-utils',
  // pairs of pseudo terminals, and what keeps one to itself
  socat: 'socat', perl: 'perl-base',
  // scanners through SANE
  scanimage: 'sane-utils',
  // a machine of its own with a stock kernel (tests/lab/kernel)
  'qemu-system-x86_64': 'qemu-system-x86', modprobe: 'kmod', udevadm: 'udev',
  // programs of Windows, and the screen that they want
  wine: 'wine', 'xvfb-run': 'xvfb',
  // a printing system
  cupsd: 'cups-daemon', lpadmin: 'cups-client',
} as const;
export type SystemTool = keyof typeof PACKAGES;

/** What the programs need beside them. */
const BESIDE: Partial<Record<SystemTool, readonly string[]>> = { wine: ['wine64'], 'xvfb-run': ['xauth'], cupsd: ['cups-core-drivers'], Xorg: ['xserver-xorg-video-dummy'], scanimage: ['sane-airscan'] };

function isThere(name: SystemTool): boolean {
  return [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin'].some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** From the system's packages. Only root can. */
async function install(packages: readonly string[]): Promise<void> {
  process.stderr.write(`Installing ${packages.join(' and ')} …\n`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
}

/** True once all of them can be used; false where one is missing and cannot be installed, which its test then says. */
export async function ensureTools(names: readonly SystemTool[]): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const missing = names.filter((name) => !isThere(name));
  if (missing.length === 0) return true;
  if (process.getuid?.() !== 0) return false;
  const packages = [...new Set(missing.flatMap((name) => [PACKAGES[name], ...(BESIDE[name] ?? [])]))];
  await install(packages);
  return missing.every(isThere);
}

/** The system's Python with the library that announces services on the local network. */
export const ANNOUNCER = { python: '/usr/bin/python3', library: '/usr/lib/python3/dist-packages/zeroconf/__init__.py', package: 'python3-zeroconf' } as const;

/** True once services can be announced; false where the library is missing and cannot be installed. */
export async function ensureAnnouncer(): Promise<boolean> {
  const isReady = (): boolean => existsSync(ANNOUNCER.python) && existsSync(ANNOUNCER.library);
  if (isReady()) return true;
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  await install([ANNOUNCER.package]);
  return isReady();
}

/** What node-hid loads on Linux, with the package that brings it. */
const HID_LIBRARIES = { 'libusb-1.0.so.0': 'libusb-1.0-0', 'libudev.so.1': 'libudev1' } as const;

/** True once HID devices can be looked for; false where a library is missing and cannot be installed, which its test then says. */
export async function ensureHidLibraries(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const missing = (): readonly string[] => {
    const folders = ['/lib', '/usr/lib'].filter((folder) => existsSync(folder)).flatMap((folder) => [folder, ...readdirSync(folder).filter((name) => name.includes('-linux-gnu')).map((name) => path.join(folder, name))]);
    return Object.entries(HID_LIBRARIES).flatMap(([file, name]) => (folders.some((folder) => existsSync(path.join(folder, file))) ? [] : [name]));
  };
  const packages = missing();
  if (packages.length === 0) return true;
  if (process.getuid?.() !== 0) return false;
  await install(packages);
  return missing().length === 0;
}
