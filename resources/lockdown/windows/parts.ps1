# The parts of the lock-down and their way back: account, shell, log-in, power. Dot-sourced by lockdown.ps1.

$script:PowerScheme = 'a51e7c1d-0b1e-4c0a-9d0c-3f1c8b2e7a10'
# Sleep, hibernation, display and disk never; USB selective suspend off; the power button switches off.
$script:PowerValues = @(
    @('SUB_SLEEP', 'STANDBYIDLE', 0), @('SUB_SLEEP', 'HIBERNATEIDLE', 0), @('SUB_VIDEO', 'VIDEOIDLE', 0), @('SUB_DISK', 'DISKIDLE', 0), @('SUB_BUTTONS', 'PBUTTONACTION', 3),
    @('2a737441-1930-4402-8d77-b2bebba308a3', '48e6b7a6-50f5-4782-a5d4-53bb8f07e226', 0)
)

function New-Secret {
    $bytes = New-Object byte[] 24
    $random = [System.Security.Cryptography.RandomNumberGenerator]::Create()
    try { $random.GetBytes($bytes) } finally { $random.Dispose() }
    # A policy on passwords may want four kinds of characters.
    return 'Aa1-' + [System.Convert]::ToBase64String($bytes)
}

# A local account for the kiosk alone, not an administrator; its password is known to the system only and is never made anew:
# after a reset by another account Windows no longer opens what it has sealed for this one, the key of the program's data included.
function Set-Account([string]$Name, [bool]$LogsIn) {
    $account = Get-LocalUser -Name $Name -ErrorAction SilentlyContinue
    if ($null -eq $account) { Write-Step "account $Name" } else { Write-Step "account $Name is there" }
    if ($script:IsDry) { return $null }
    if ($null -eq $account) {
        Save-Before 'account' $Name ([pscustomobject]@{ name = $Name })
        $secret = New-Secret
        # Before the account: one that is there without its secret could never be given another.
        if ($LogsIn) { Set-LogonSecret $secret }
        $account = New-LocalUser -Name $Name -Password (ConvertTo-SecureString -String $secret -AsPlainText -Force) -FullName 'Mot Cua kiosk' -Description 'Mot Cua kiosk' -PasswordNeverExpires -UserMayNotChangePassword -AccountNeverExpires
        Add-LocalGroupMember -SID 'S-1-5-32-545' -Member $account -ErrorAction SilentlyContinue
    } else {
        # After an -Undo the state is gone and the account still there.
        $isOurs = $account.Description -eq 'Mot Cua kiosk'
        foreach ($entry in $script:Kept) { if ($entry.what -eq 'account' -and $entry.id -eq $Name) { $isOurs = $true } }
        if (-not $isOurs) { throw "account $Name was there before: name another with -KioskUser" }
        Save-Before 'account' $Name ([pscustomobject]@{ name = $Name })
        if (-not $account.Enabled) { Enable-LocalUser -Name $Name }
    }
    [MotCuaNative]::MakeProfile($account.SID.Value, $Name)
    return $account
}

function Set-LogonSecret([string]$Secret) {
    Save-Before 'secret' 'DefaultPassword' ([pscustomobject]@{ name = 'DefaultPassword' })
    [MotCuaNative]::SetSecret('DefaultPassword', $Secret)
}

function Get-ProfilePath([string]$Sid) {
    return (Get-ItemProperty -LiteralPath "HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\$Sid").ProfileImagePath
}

function Test-ShellLauncher {
    return ((Get-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion').EditionID -match '^(IoTEnterprise|Enterprise|Education)')
}

# True when Shell Launcher can be used now; false when Windows has to be restarted first.
function Enable-ShellLauncher {
    $feature = Get-WindowsOptionalFeature -Online -FeatureName 'Client-EmbeddedShellLauncher'
    if ($feature.State -eq 'Enabled') { return $true }
    Write-Step 'feature Client-EmbeddedShellLauncher'
    if ($script:IsDry) { return $true }
    Save-Before 'feature' 'Client-EmbeddedShellLauncher' ([pscustomobject]@{ state = [string]$feature.State })
    $result = Enable-WindowsOptionalFeature -Online -FeatureName 'Client-EmbeddedShellLauncher' -All -NoRestart
    return (-not $result.RestartNeeded)
}

function Get-Launcher { return [wmiclass]'\\localhost\root\standardcimv2\embedded:WESL_UserSetting' }

# Everybody else keeps Explorer; the kiosk's account gets the program, started again whenever it ends.
function Set-Launcher([string]$Sid, [string]$Program) {
    Write-Step "shell of the account by Shell Launcher: $Program"
    if ($script:IsDry) { return }
    $launcher = Get-Launcher
    $default = $null
    # Where nobody has set a default shell yet, asking for it fails.
    try { $default = $launcher.GetDefaultShell() } catch { Write-Step 'no default shell was set' }
    $before = [pscustomobject]@{ sid = $Sid; enabled = [bool]$launcher.IsEnabled().Enabled; shell = ''; action = 0 }
    if ($null -ne $default) { $before.shell = [string]$default.Shell; $before.action = [int]$default.DefaultAction }
    Save-Before 'launcher' $Sid $before
    $launcher.SetDefaultShell('explorer.exe', 0) | Out-Null
    # Without the account there before it fails, and nothing is lost by that.
    try { $launcher.RemoveCustomShell($Sid) | Out-Null } catch { Write-Step 'the account had no shell of its own' }
    $launcher.SetCustomShell($Sid, ('"{0}" --supervised' -f $Program), $null, $null, 0) | Out-Null
    $launcher.SetEnabled($true) | Out-Null
}

# For Pro: the policy on a custom user interface, for this account alone; start-kiosk.ps1 starts the program again whenever it ends.
function Set-UserShell([string]$Hive, [string]$Program) {
    $loop = Join-Path $PSScriptRoot 'start-kiosk.ps1'
    $line = 'powershell.exe -NoProfile -NonInteractive -WindowStyle Hidden -ExecutionPolicy Bypass -File "{0}" -Program "{1}"' -f $loop, $Program
    Set-Kept "$Hive\Software\Microsoft\Windows\CurrentVersion\Policies\System" 'Shell' 'String' $line
}

function Set-Power {
    $active = [regex]::Match((& powercfg.exe /getactivescheme), '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}').Value
    Write-Step "power scheme: never sleeps (was $active)"
    if ($script:IsDry) { return }
    if ($active -ne $script:PowerScheme) {
        Save-Before 'power' 'scheme' ([pscustomobject]@{ active = $active })
        & powercfg.exe /duplicatescheme SCHEME_BALANCED $script:PowerScheme | Out-Null
        & powercfg.exe /changename $script:PowerScheme 'Mot Cua kiosk' | Out-Null
    }
    foreach ($value in $script:PowerValues) {
        & powercfg.exe /setacvalueindex $script:PowerScheme $value[0] $value[1] $value[2] | Out-Null
        & powercfg.exe /setdcvalueindex $script:PowerScheme $value[0] $value[1] $value[2] | Out-Null
    }
    & powercfg.exe /setactive $script:PowerScheme | Out-Null
    if ($LASTEXITCODE -ne 0) { throw 'the power scheme cannot be chosen' }
}

# One entry of the state; the last change comes first.
function Undo-Entry($Entry) {
    $before = $Entry.before
    Write-Step "put back: $($Entry.what) $($Entry.id)"
    if ($script:IsDry) { return }
    switch ($Entry.what) {
        'key' { Remove-EmptyKey $before.key }
        'value' { Write-Value $before.key $before.name $before.kind $before.value }
        # The account keeps its password, and nobody else knows it; without the values of the log-in it logs nobody in.
        'secret' { Write-Step 'the password of the account stays a secret of the system' }
        'power' {
            & powercfg.exe /setactive $before.active | Out-Null
            & powercfg.exe /delete $script:PowerScheme | Out-Null
        }
        'launcher' {
            $launcher = Get-Launcher
            try { $launcher.RemoveCustomShell($before.sid) | Out-Null } catch { Write-Step 'the account has no shell of its own' }
            if ($before.shell -ne '') { $launcher.SetDefaultShell($before.shell, $before.action) | Out-Null }
            $launcher.SetEnabled($before.enabled) | Out-Null
        }
        # Other things may need it by now, and without a shell of its own it does nothing.
        'feature' { Write-Step 'the feature Client-EmbeddedShellLauncher stays on' }
        'account' { Disable-Account $before.name }
        default { throw "the state says '$($Entry.what)': nothing more was put back" }
    }
}

function Disable-Account([string]$Name) {
    $account = Get-LocalUser -Name $Name -ErrorAction SilentlyContinue
    if ($null -eq $account) { return }
    # Its profile holds the keys of Windows that open the key of the program's data: neither is ever deleted.
    Disable-LocalUser -Name $Name
    Write-Step "account $Name is disabled; it and its profile stay"
}
