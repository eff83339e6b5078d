// The lock-down scripts for Windows, read with a grammar of PowerShell since none runs here: they parse, call only what Windows PowerShell 5.1 has, save before they change, change nothing in a dry run, and know the way back for whatever they save.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { must } from '../../../shared/base/must.ts';
import { root } from '../../../build/checks/spawn.ts';
import { readScript, type Script } from './powershell.ts';

const folder = path.join(root, 'resources/lockdown/windows');
const names = readdirSync(folder).filter((name) => name.endsWith('.ps1'));
const textOf = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
const scripts = async (): Promise<readonly Script[]> => Promise.all(names.map(async (name) => readScript(textOf(name))));

/** Commands of Windows PowerShell 5.1 that the scripts use, each with the parameters that they use of it. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'Set-StrictMode': ['Version'], 'Join-Path': [], 'Split-Path': ['Path', 'Parent'], 'New-Object': [], 'Write-Host': [], 'Get-Date': [], 'Out-Null': [], 'Start-Sleep': ['Milliseconds', 'Seconds'],
  'Add-Content': ['LiteralPath', 'Value', 'Encoding'], 'Get-Content': ['LiteralPath', 'Raw', 'Encoding'], 'Move-Item': ['LiteralPath', 'Destination', 'Force'], 'ConvertFrom-Json': [], 'ConvertTo-Json': ['InputObject', 'Depth'],
  'Test-Path': ['LiteralPath', 'PathType'], 'Get-Item': ['LiteralPath', 'ErrorAction'], 'New-Item': ['ItemType', 'Path', 'Force'], 'Remove-Item': ['LiteralPath'], 'Get-ItemProperty': ['LiteralPath'],
  'New-ItemProperty': ['LiteralPath', 'Name', 'PropertyType', 'Value', 'Force'], 'Remove-ItemProperty': ['LiteralPath', 'Name', 'ErrorAction'], 'Add-Type': ['TypeDefinition', 'Language'], 'Start-Process': ['FilePath', 'ArgumentList', 'Wait'],
  'Get-LocalUser': ['Name', 'ErrorAction'], 'New-LocalUser': ['Name', 'Password', 'FullName', 'Description', 'PasswordNeverExpires', 'UserMayNotChangePassword', 'AccountNeverExpires'], 'Enable-LocalUser': ['Name'], 'Disable-LocalUser': ['Name'],
  'Add-LocalGroupMember': ['SID', 'Member', 'ErrorAction'], 'ConvertTo-SecureString': ['String', 'AsPlainText', 'Force'], 'Get-WindowsOptionalFeature': ['Online', 'FeatureName'],
  'Enable-WindowsOptionalFeature': ['Online', 'FeatureName', 'All', 'NoRestart'],
  'reg.exe': [], 'icacls.exe': [], 'powercfg.exe': [], $Work: [],
};
/** Those that change the machine. */
const CHANGING = /^(New-Item|New-ItemProperty|Remove-Item|Remove-ItemProperty|Move-Item|(New|Enable|Disable)-LocalUser|Add-LocalGroupMember|Enable-WindowsOptionalFeature|reg\.exe|icacls\.exe)$/u;

it.each(names)('%s is read by PowerShell without a fault, and in the characters that Windows PowerShell takes without a mark', async (name) => {
  const text = textOf(name);
  expect((await readScript(text)).faults).toEqual([]);
  expect(text.match(/[^\n\x20-\x7e]/u)?.[0]).toBeUndefined();
});

it('a script that PowerShell would not read is noticed', async () => {
  expect((await readScript("if ($a -eq 1) { Write-Host 'x'")).faults).not.toEqual([]);
  expect((await readScript("$x = @{ a = 1\nforeach (in $x) {}")).faults).not.toEqual([]);
});

it('every command is one of Windows PowerShell 5.1 or of the scripts themselves, with parameters that it has', async () => {
  const all = await scripts();
  const own = new Map(all.flatMap(({ functions }) => [...functions]));
  const wrong = all.flatMap(({ calls }) => calls).flatMap(({ name, parameters, within }) => {
    const known = COMMANDS[name] ?? own.get(name)?.parameters;
    // Dot-sourcing of the other files.
    if (known === undefined) return /^\(Join-Path \$PSScriptRoot '[a-z-]+\.ps1'\)$/u.test(name) ? [] : [`${within}: ${name}`];
    return parameters.filter((one) => !known.includes(one)).map((one) => `${within}: ${name} -${one}`);
  });
  expect(wrong).toEqual([]);
});

/** Functions that change something before they have asked whether this is a dry run, themselves or by what they call. */
function unguarded(all: readonly Script[]): ReadonlySet<string> {
  const guards = new Map(all.flatMap(({ functions }) => [...functions].map(([name, { text, from }]) => [name, text.includes('$script:IsDry') ? from + text.indexOf('$script:IsDry') : Number.POSITIVE_INFINITY] as const)));
  const found = new Set<string>();
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { calls } of all) {
      for (const { name, within, at } of calls) {
        const changes = CHANGING.test(name) || found.has(name) || (name === 'powercfg.exe');
        if (changes && within !== '' && at < (guards.get(within) ?? Number.POSITIVE_INFINITY)) found.add(within);
      }
    }
  }
  return found;
}

it('a dry run reaches nothing that changes the machine', async () => {
  const all = await scripts();
  // Set-Power first asks which scheme is chosen, which changes nothing; Undo-Entry and the rest are behind the question.
  expect([...unguarded(all)].filter((name) => ['Assert-Ready', 'Set-Values', 'Set-Kept', 'Set-Account', 'Set-Launcher', 'Enable-ShellLauncher', 'Set-UserShell', 'Lock-Machine', 'Unlock-Machine', 'Undo-Entry'].includes(name))).toEqual([]);
  const setPower = must(all.flatMap(({ functions }) => [...functions]).find(([name]) => name === 'Set-Power'), 'there is one')[1].text;
  expect(setPower.slice(0, setPower.indexOf('$script:IsDry')).match(/powercfg\.exe \/\w+/gu)).toEqual(['powercfg.exe /getactivescheme']);
  const planted = await Promise.all(names.map(async (name) => readScript(textOf(name).replace("    if ($script:IsDry) { return }\n    Save-Before 'value'", "    Save-Before 'value'").replace("    if ($script:IsDry) { return }\n    if ($Kind -ne 'Absent') { New-Key $Key }", "    New-Key $Key"))));
  expect([...unguarded(planted)]).toContain('Set-Kept');
});

it('what is saved has its way back, and nothing is put back that is not saved', () => {
  const text = names.map(textOf).join('\n');
  const saved = new Set([...text.matchAll(/Save-Before '([a-z]+)'/gu)].map(([, what]) => what));
  const undo = must(/function Undo-Entry[\s\S]*?\n\}/u.exec(text), 'there is one')[0];
  const back = new Set([...undo.matchAll(/^ {8}'([a-z]+)' \{/gmu)].map(([, what]) => what));
  expect(saved).toEqual(back);
});

/** Functions that change something before they have saved what was there. */
function lateSaves(all: readonly Script[]): readonly string[] {
  return all.flatMap(({ functions, calls }) => [...functions.keys()].filter((name) => {
    const own = calls.filter(({ within }) => within === name);
    const save = own.find((call) => call.name === 'Save-Before');
    const change = own.find((call) => CHANGING.test(call.name) || call.name === 'Write-Value');
    return save !== undefined && change !== undefined && change.at < save.at;
  }));
}

it('in each function the state is saved before the change', async () => {
  expect(lateSaves(await scripts())).toEqual([]);
  const save = "    Save-Before 'key' $Key ([pscustomobject]@{ key = $Key })\n";
  const make = '    [void](New-Item -Path $Key)\n';
  expect(textOf('keep.ps1')).toContain(save + make);
  expect(lateSaves([await readScript(textOf('keep.ps1').replace(save + make, make + save))])).toEqual(['New-Key']);
});

const value = z.discriminatedUnion('kind', [
  z.strictObject({ key: z.string(), name: z.string(), kind: z.literal('DWord'), value: z.int().min(0).max(0x7fff_ffff), why: z.string().min(10) }),
  z.strictObject({ key: z.string(), name: z.string(), kind: z.literal('String'), value: z.string().min(1), why: z.string().min(10) }),
  z.strictObject({ key: z.string(), name: z.string(), kind: z.literal('Binary'), value: z.string().regex(/^([0-9A-F]{2})+$/u), why: z.string().min(10) }),
  z.strictObject({ key: z.string(), name: z.string(), kind: z.literal('Absent'), value: z.literal(''), why: z.string().min(10) }),
]);
const valuesSchema = z.strictObject({ machine: z.array(value), logon: z.array(value), user: z.array(value) });
const values = valuesSchema.parse(JSON.parse(readFileSync(path.join(folder, 'values.json'), 'utf8')));

it('the values are each in one place, those of the machine below HKLM, those of the account below nothing of the machine', () => {
  const all = [...values.machine, ...values.logon, ...values.user].map(({ key, name }) => `${key}|${name}`);
  expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
  for (const { key } of [...values.machine, ...values.logon]) expect(key).toMatch(/^HKLM:\\(SOFTWARE|SYSTEM)\\[^\\].*[^\\]$/u);
  for (const { key } of values.user) expect(key).toMatch(/^(Software|Control Panel)\\[^\\].*[^\\]$/u);
});

it('the scan code map says how many entries it has, and they are the Windows keys and the menu key', () => {
  const map = Buffer.from(must(values.machine.find(({ name }) => name === 'Scancode Map'), 'there is one').value as string, 'hex');
  expect([map.readUInt32LE(8), map.length]).toEqual([4, 12 + 4 * 4]);
  expect([12, 16, 20, 24].map((at) => map.readUInt32LE(at).toString(16))).toEqual(['e05b0000', 'e05c0000', 'e05d0000', '0']);
});

it('no password stands in the registry, in the state or in the log', () => {
  expect(values.logon.find(({ name }) => name === 'DefaultPassword')?.kind).toBe('Absent');
  const text = names.map(textOf).join('\n');
  expect(text).toContain("[MotCuaNative]::SetSecret('DefaultPassword', $Secret)");
  expect([...text.matchAll(/(Write-Step|Save-Before)[^\n]*\$secret/giu)]).toEqual([]);
});

it('the account keeps the password that it was made with, and it and its profile outlive the lock-down: the key of the data is sealed for it', () => {
  const text = names.map(textOf).join('\n');
  expect(text.match(/Set-LocalUser|Remove-LocalUser|Win32_UserProfile|SetSecret\([^)]*\$null/gu)).toBeNull();
  const setAccount = must(/function Set-Account[\s\S]*?\n\}/u.exec(text), 'there is one')[0];
  const [made = '', found = ''] = setAccount.slice(setAccount.lastIndexOf('if ($null -eq $account) {')).split('} else {');
  expect(made.indexOf('Set-LogonSecret')).toBeGreaterThan(-1);
  expect(made.indexOf('Set-LogonSecret')).toBeLessThan(made.indexOf('New-LocalUser'));
  expect(found).not.toMatch(/secret/iu);
});
