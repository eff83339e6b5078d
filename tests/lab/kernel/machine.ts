// A machine of its own: a stock Debian kernel under QEMU that runs one of the lab's programs with this checkout's sources and reports scene by scene.

import { spawn } from 'node:child_process';
import { constants, readFileSync } from 'node:fs';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { prepareKernel } from '../../../build/setup/kernel.ts';

/** The machine ends by itself after so long, whatever hangs. */
const LONGEST_SECONDS = 900;

/** How a kernel tells of a fault of its own, or of ours in driving it. */
export const KERNEL_TROUBLE = /\b(?:Oops|BUG:|Call Trace|general protection|lab: )/;

const lineSchema = z.union([z.strictObject({ scene: z.string(), saw: z.unknown() }), z.strictObject({ scene: z.string(), failed: z.string() })]);

export interface Machine extends AsyncDisposable {
  /** Socket of its monitor, where it has a keyboard to be typed on. */
  readonly monitor: string;
  /** What was seen in a scene. Rejects with why it failed, or with the machine's last words if it ended before. */
  saw(scene: string): Promise<unknown>;
  /** All that the kernel has said once the program has ended: nothing but errors, since it is told to be quiet. */
  kernelLog(): Promise<string>;
}

/** Starts the machine with a program of this folder; its scenes are told as they come. With `keyboard` QEMU's own USB keyboard is plugged in. */
export async function startMachine(program: string, more: { readonly keyboard?: true } = {}): Promise<Machine> {
  // There the machine has empty folders of its own.
  if (/^\/(?:tmp|run)\//.test(import.meta.dirname)) throw new Error('The kernel lab does not see a checkout below /tmp or /run.');
  const kernel = await prepareKernel();
  const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-kernel-'));
  const log = path.join(folder, 'console.log');
  const monitor = path.join(folder, 'monitor');
  // A fault of the kernel ends the machine at once; its check of the timer fails where the host has no time for it.
  const words = ['console=ttyS0', 'quiet', 'oops=panic', 'panic=-1', 'mitigations=off', 'no_timer_check', `lab.modules=${kernel.modulesRoot}`, `lab.node=${process.execPath}`, `lab.program=${path.join(import.meta.dirname, program)}`, `lab.seconds=${LONGEST_SECONDS}`];
  const qemu = spawn('qemu-system-x86_64', [
    ...(await accelerator()),
    '-cpu', 'max', '-smp', '2', '-m', '1024', '-M', 'pc', '-nodefaults', '-no-reboot', '-display', 'none',
    '-serial', `file:${log}`, '-serial', 'stdio',
    '-kernel', kernel.image, '-initrd', kernel.initramfs, '-append', words.join(' '),
    ...(more.keyboard === true ? ['-device', 'qemu-xhci', '-device', 'usb-kbd', '-qmp', `unix:${monitor},server=on,wait=off`] : []),
    '-virtfs', 'local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap',
  ], { stdio: ['ignore', 'pipe', 'pipe'] });

  const scenes = new Map<string, PromiseWithResolvers<unknown>>();
  let end: Error | null = null;
  const sceneOf = (name: string): PromiseWithResolvers<unknown> => {
    const known = scenes.get(name) ?? Promise.withResolvers<unknown>();
    scenes.set(name, known);
    // A scene that nobody has asked for yet may fail.
    known.promise.catch(() => undefined);
    if (end !== null) known.reject(end);
    return known;
  };
  let errors = '';
  qemu.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text; });
  createInterface({ input: qemu.stdout }).on('line', (text) => {
    const line = lineSchema.parse(JSON.parse(text));
    if ('failed' in line) sceneOf(line.scene).reject(new Error(`scene ${line.scene}: ${line.failed}`));
    else sceneOf(line.scene).resolve(line.saw);
  });
  const ended = new Promise<void>((resolve) => {
    qemu.on('close', () => {
      const last = readFileSync(log, { encoding: 'utf8', flag: 'a+' }).split('\n').slice(-30).join('\n');
      end = new Error(`The machine has ended.\n${last}\n${errors}`);
      for (const one of scenes.values()) one.reject(end);
      resolve();
    });
  });
  return {
    monitor,
    saw: async (scene) => await sceneOf(scene).promise,
    kernelLog: async () => {
      await ended;
      return await readFile(log, 'utf8');
    },
    [Symbol.asyncDispose]: async () => {
      qemu.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The processor's own help where it has any: /dev/kvm alone is no promise, inside some virtual machines it is there and hangs. */
async function accelerator(): Promise<readonly string[]> {
  const flags = await readFile('/proc/cpuinfo', 'utf8');
  const isHelped = /\b(?:vmx|svm)\b/.test(flags) && (await access('/dev/kvm', constants.R_OK | constants.W_OK).then(() => true, () => false));
  return ['-accel', isHelped ? 'kvm' : 'tcg,thread=multi'];
}
