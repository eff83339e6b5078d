# Changes registry values, power scheme, account and shell only after what was there is saved; puts exactly that back. Dot-sourced by lockdown.ps1.
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$script:Folder = Join-Path $env:ProgramData 'Mot Cua\lockdown'
$script:StateFile = Join-Path $script:Folder 'state.json'
$script:LogFile = Join-Path $script:Folder 'lockdown.log'
$script:IsDry = $false
$script:Kept = New-Object System.Collections.ArrayList

function Write-Step([string]$Text) {
    # Not to the output: what functions give back must stay theirs.
    Write-Host $Text
    if (-not $script:IsDry) { Add-Content -LiteralPath $script:LogFile -Value ('{0:u} {1}' -f (Get-Date).ToUniversalTime(), $Text) -Encoding UTF8 }
}

# The folder is for administrators only: the state says how to open the machine again.
function Open-State {
    if (Test-Path -LiteralPath $script:StateFile) {
        foreach ($entry in (Get-Content -LiteralPath $script:StateFile -Raw -Encoding UTF8 | ConvertFrom-Json)) { [void]$script:Kept.Add($entry) }
    }
    if ($script:IsDry -or (Test-Path -LiteralPath $script:Folder)) { return }
    [void](New-Item -ItemType Directory -Path $script:Folder -Force)
    & icacls.exe $script:Folder /inheritance:r /grant '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' | Out-Null
    if ($LASTEXITCODE -ne 0) { throw 'the folder of the state cannot be closed to others' }
}

# On the disk before anything is changed; a state half written is never the only one.
function Save-State {
    $next = $script:StateFile + '.new'
    $bytes = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -InputObject @($script:Kept) -Depth 6))
    $stream = [System.IO.File]::Create($next)
    try { $stream.Write($bytes, 0, $bytes.Length); $stream.Flush($true) } finally { $stream.Dispose() }
    Move-Item -LiteralPath $next -Destination $script:StateFile -Force
}

# The first state counts: what a second run finds is ours.
function Save-Before([string]$What, [string]$Id, $Before) {
    foreach ($entry in $script:Kept) { if ($entry.what -eq $What -and $entry.id -eq $Id) { return } }
    [void]$script:Kept.Add([pscustomobject]@{ what = $What; id = $Id; before = $Before })
    Save-State
}

function ConvertTo-Stored([string]$Kind, $Value) {
    if ($Kind -eq 'Binary') { return ([System.BitConverter]::ToString([byte[]]$Value)).Replace('-', '') }
    return $Value
}

function ConvertFrom-Stored([string]$Kind, $Value) {
    if ($Kind -ne 'Binary') { return $Value }
    $bytes = New-Object byte[] ($Value.Length / 2)
    for ($i = 0; $i -lt $bytes.Length; $i++) { $bytes[$i] = [System.Convert]::ToByte($Value.Substring(2 * $i, 2), 16) }
    return , $bytes
}

# What stands there now: kind and value, or kind 'Absent'.
function Get-Value([string]$Key, [string]$Name) {
    $item = Get-Item -LiteralPath $Key -ErrorAction SilentlyContinue
    if ($null -eq $item -or $item.GetValueNames() -notcontains $Name) { return [pscustomobject]@{ kind = 'Absent'; value = '' } }
    $kind = [string]$item.GetValueKind($Name)
    $value = $item.GetValue($Name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
    return [pscustomobject]@{ kind = $kind; value = (ConvertTo-Stored $kind $value) }
}

function Write-Value([string]$Key, [string]$Name, [string]$Kind, $Value) {
    if ($Kind -eq 'Absent') {
        if (Test-Path -LiteralPath $Key) { Remove-ItemProperty -LiteralPath $Key -Name $Name -ErrorAction SilentlyContinue }
        return
    }
    # New-Item -Force would empty a key that is there.
    if (-not (Test-Path -LiteralPath $Key)) { [void](New-Item -Path $Key -Force) }
    [void](New-ItemProperty -LiteralPath $Key -Name $Name -PropertyType $Kind -Value (ConvertFrom-Stored $Kind $Value) -Force)
}

# Keys that were not there are taken away again.
function New-Key([string]$Key) {
    if (Test-Path -LiteralPath $Key) { return }
    New-Key (Split-Path -Path $Key -Parent)
    Save-Before 'key' $Key ([pscustomobject]@{ key = $Key })
    [void](New-Item -Path $Key)
}

function Remove-EmptyKey([string]$Key) {
    $item = Get-Item -LiteralPath $Key -ErrorAction SilentlyContinue
    if ($null -ne $item -and $item.ValueCount -eq 0 -and $item.SubKeyCount -eq 0) { Remove-Item -LiteralPath $Key }
}

function Set-Kept([string]$Key, [string]$Name, [string]$Kind, $Value) {
    $now = Get-Value $Key $Name
    if ($now.kind -eq $Kind -and [string]$now.value -eq [string]$Value) { return }
    $was = $now.value
    if ($Name -eq 'DefaultPassword') { $was = '***' }
    Write-Step "set $Key\$Name = $Kind $Value (was $($now.kind) $was)"
    if ($script:IsDry) { return }
    if ($Kind -ne 'Absent') { New-Key $Key }
    Save-Before 'value' "$Key|$Name" ([pscustomobject]@{ key = $Key; name = $Name; kind = $now.kind; value = $now.value })
    Write-Value $Key $Name $Kind $Value
}

# Handles of the values that were read keep it open for a moment; left open, the account would get an empty profile at its log-in.
function Close-UserHive([string]$Sid) {
    for ($try = 0; $try -lt 10; $try++) {
        [System.GC]::Collect()
        [System.GC]::WaitForPendingFinalizers()
        & reg.exe unload "HKU\$Sid" | Out-Null
        if ($LASTEXITCODE -eq 0) { return }
        Start-Sleep -Milliseconds 500
    }
    throw 'the settings of the account cannot be closed: restart Windows and run this again'
}

# The part of the registry that belongs to the kiosk's account, loaded while nobody is logged in as it.
function Use-UserHive([string]$Sid, [string]$ProfilePath, [scriptblock]$Work) {
    $isLoaded = Test-Path -LiteralPath "Registry::HKEY_USERS\$Sid"
    if (-not $isLoaded) {
        & reg.exe load "HKU\$Sid" (Join-Path $ProfilePath 'NTUSER.DAT') | Out-Null
        if ($LASTEXITCODE -ne 0) { throw "the settings of the account cannot be opened: $ProfilePath" }
    }
    try { & $Work "Registry::HKEY_USERS\$Sid" } finally {
        if (-not $isLoaded) {
            Close-UserHive $Sid
        }
    }
}
