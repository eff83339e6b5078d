<#
.SYNOPSIS
Locks a Windows machine down to the kiosk; -Undo puts back what was found.
.DESCRIPTION
Run as administrator in Windows PowerShell 5.1. -WhatIf says what would be done and does nothing. A second run changes nothing that is right already.
Exit codes: 0 done, 1 stopped, 3010 restart Windows and run it again.
.EXAMPLE
powershell -ExecutionPolicy Bypass -File lockdown.ps1 -WhatIf
.EXAMPLE
powershell -ExecutionPolicy Bypass -File lockdown.ps1
.EXAMPLE
powershell -ExecutionPolicy Bypass -File lockdown.ps1 -Undo
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [switch]$Undo,
    [ValidatePattern('^[A-Za-z][A-Za-z0-9-]{0,19}$')][string]$KioskUser = 'kiosk',
    [string]$Program = (Join-Path $env:ProgramFiles 'Mot Cua\mot-cua.exe'),
    # Another shell for the account even where Shell Launcher could be had.
    [switch]$NoShellLauncher,
    # The account is logged in by hand.
    [switch]$NoAutoLogon,
    # The power scheme stays as it is.
    [switch]$NoPower
)
. (Join-Path $PSScriptRoot 'keep.ps1')
. (Join-Path $PSScriptRoot 'native.ps1')
. (Join-Path $PSScriptRoot 'parts.ps1')

function Assert-Ready {
    $me = New-Object System.Security.Principal.WindowsPrincipal([System.Security.Principal.WindowsIdentity]::GetCurrent())
    if (-not $me.IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)) { throw 'run as administrator' }
    if ([System.Environment]::OSVersion.Version.Build -lt 17763) { throw 'Windows 10 1809 or newer is needed' }
    if ((Get-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion').EditionID -match '^Core') { throw 'Windows Home cannot be locked down: Pro, Education, Enterprise or IoT Enterprise is needed' }
    if ($Undo) { return }
    if (-not (Test-Path -LiteralPath $Program -PathType Leaf)) { throw "$Program is not there: install the program first, or name it with -Program" }
    if ($Program -match '["%]') { throw 'the path of the program has a character that a command line cannot hold' }
}

function Set-Values($Values, [string]$Hive) {
    foreach ($one in $Values) {
        $key = $one.key
        if ($Hive -ne '') { $key = "$Hive\$($one.key)" }
        $value = $one.value
        if ($value -eq '@USER@') { $value = $KioskUser }
        if ($value -eq '@COMPUTER@') { $value = $env:COMPUTERNAME }
        Set-Kept $key $one.name $one.kind $value
    }
}

function Lock-Machine {
    $values = Get-Content -LiteralPath (Join-Path $PSScriptRoot 'values.json') -Raw -Encoding UTF8 | ConvertFrom-Json
    $hasLauncher = (-not $NoShellLauncher) -and (Test-ShellLauncher)
    Write-Step "lock-down: account $KioskUser, program $Program, Shell Launcher $hasLauncher"
    if ($hasLauncher -and -not (Enable-ShellLauncher)) {
        Write-Step 'restart Windows, then run this again'
        return 3010
    }
    Set-Values $values.machine ''
    $account = Set-Account $KioskUser (-not $NoAutoLogon)
    if ($script:IsDry) {
        Set-Values $values.user 'Registry::HKEY_USERS\(account)'
    } else {
        $sid = $account.SID.Value
        Use-UserHive $sid (Get-ProfilePath $sid) {
            param([string]$Hive)
            Set-Values $values.user $Hive
            if (-not $hasLauncher) { Set-UserShell $Hive $Program }
        }
        if ($hasLauncher) { Set-Launcher $sid $Program }
    }
    # Held at the start, the Shift key still leads to the log-in screen: that is the way in for an administrator.
    if (-not $NoAutoLogon) { Set-Values $values.logon '' }
    if (-not $NoPower) { Set-Power }
    Write-Step 'done; restart Windows, then carry out the self-test in the admin window'
    return 0
}

function Unlock-Machine {
    if ($script:Kept.Count -eq 0) { throw "nothing to undo: $($script:StateFile) is not there" }
    for ($i = $script:Kept.Count - 1; $i -ge 0; $i--) {
        $entry = $script:Kept[$i]
        # Values of the account stay in its profile, which nobody uses.
        if ($entry.id -like 'Registry::HKEY_USERS*') { continue }
        Undo-Entry $entry
        if (-not $script:IsDry) { $script:Kept.RemoveAt($i); Save-State }
    }
    if (-not $script:IsDry) { Remove-Item -LiteralPath $script:StateFile }
    Write-Step 'undone; restart Windows'
    return 0
}

$code = 1
try {
    $script:IsDry = -not $PSCmdlet.ShouldProcess($env:COMPUTERNAME, 'lock down to the kiosk, or undo it')
    Assert-Ready
    Open-State
    if ($Undo) { $code = Unlock-Machine } else { $code = Lock-Machine }
} catch {
    Write-Host "STOPPED: $($_.Exception.Message)"
}
exit $code
