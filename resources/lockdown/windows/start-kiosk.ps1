# The shell of the kiosk's account where Windows has no Shell Launcher: starts the program and starts it again whenever it ends.
param([Parameter(Mandatory = $true)][string]$Program)
$ErrorActionPreference = 'Continue'
while ($true) {
    $started = Get-Date
    # The switch tells it that somebody starts it again.
    Start-Process -FilePath $Program -ArgumentList '--supervised' -Wait
    # One that ends at once is not started a thousand times a minute.
    if (((Get-Date) - $started).TotalSeconds -lt 10) { Start-Sleep -Seconds 5 }
}
